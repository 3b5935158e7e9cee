package io.lakeprint.jobs.behaviour.reports;

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
 * @param attributions whose doing conversions are
 * @param heatmaps when and where people do things
 * @param intervals how much time lies between two events
 * @param distributions how many people do something how much
 * @param comparisons what people do after they met one thing or another
 */
public record ReportsConfig(
    List<String> events,
    List<String> passiveEvents,
    boolean includeBots,
    Map<String, FunnelDefinition> funnels,
    Map<String, RetentionDefinition> retentions,
    Map<String, LifecycleDefinition> lifecycles,
    Map<String, StickinessDefinition> stickiness,
    Map<String, PathDefinition> paths,
    Map<String, AttributionDefinition> attributions,
    Map<String, HeatmapDefinition> heatmaps,
    Map<String, IntervalDefinition> intervals,
    Map<String, DistributionDefinition> distributions,
    Map<String, ComparisonDefinition> comparisons) {

  /** Where the reports stand in the configuration. */
  static final String PATH = "reports";
}
