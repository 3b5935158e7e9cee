package io.lakeprint.jobs.behaviour.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reports of behaviour, by id; an id stands once among all kinds.
 *
 * @param events event names that definitions may use besides those seen in the lake
 * @param passiveEvents events that happen to a person; "whatever people do" leaves them out
 * @param includeBots whether robots are people
 * @param funnels funnels
 * @param retentions who comes back
 * @param lifecycles who is new, returning, resurrecting or dormant
 * @param stickiness on how many days people are active
 * @param paths which way people take
 */
public record ReportsConfig(
    List<String> events,
    List<String> passiveEvents,
    boolean includeBots,
    Map<String, FunnelDefinition> funnels,
    Map<String, RetentionDefinition> retentions,
    Map<String, LifecycleDefinition> lifecycles,
    Map<String, StickinessDefinition> stickiness,
    Map<String, PathDefinition> paths) {

  /** Where the reports stand in the configuration. */
  static final String PATH = "reports";

  /** Each kind's definitions by the key that they stand under. */
  Map<String, Map<String, ? extends ReportDefinition>> byKind() {
    Map<String, Map<String, ? extends ReportDefinition>> kinds = new LinkedHashMap<>();
    kinds.put("funnels", funnels);
    kinds.put("retentions", retentions);
    kinds.put("lifecycles", lifecycles);
    kinds.put("stickiness", stickiness);
    kinds.put("paths", paths);
    return kinds;
  }
}
