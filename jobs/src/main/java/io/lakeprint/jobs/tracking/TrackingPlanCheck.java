package io.lakeprint.jobs.tracking;

import com.typesafe.config.ConfigUtil;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.PlannedEvent;
import io.lakeprint.common.definitions.PlannedProperty;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.tables.EventsTable;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a tracking plan, whatever the lake holds.
 *
 * @param config the sources that events may come from
 * @param problems gets what is wrong
 */
record TrackingPlanCheck(LakeConfig config, Problems problems) {

  private static final String EVENTS = TrackingPlan.PATH + ".events.";

  /** Notes every problem. */
  void check(TrackingPlan plan) {
    types(TrackingPlan.PATH + ".common", plan.common());
    plan.events().forEach((name, event) -> check(EVENTS + name, event));
  }

  private void check(String path, PlannedEvent event) {
    for (String source : event.sources()) {
      if (!config.has("sources." + ConfigUtil.joinPath(source))) {
        problems.add(path + ".sources", null, "there is no source '" + source + "' in sources");
      }
    }
    List<String> channels = EventsTable.CHANNEL.allowed();
    for (String channel : event.channels()) {
      if (!channels.contains(channel)) {
        problems.add(
            path + ".channels",
            null,
            "there is no channel '"
                + channel
                + "', only "
                + String.join(", ", channels)
                + "."
                + Suggestions.didYouMean(channel, channels));
      }
    }
    types(path + ".properties", event.properties());
  }

  private void types(String path, Map<String, PlannedProperty> properties) {
    properties.forEach(
        (name, property) ->
            Attributes.typeOf(name)
                .filter(stored -> !property.type().accepts(stored))
                .ifPresent(
                    stored ->
                        problems.add(
                            path + "." + name + ".type",
                            null,
                            "is "
                                + PlanRules.name(property.type())
                                + ", and events.events keeps "
                                + name
                                + " as "
                                + PlanRules.name(stored))));
  }
}
