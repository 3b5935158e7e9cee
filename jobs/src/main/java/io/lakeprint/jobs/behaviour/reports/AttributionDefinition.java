package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.jobs.behaviour.kernel.AttributionSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An attribution report as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param conversion the events that convert
 * @param once attribute that the events of one conversion have in common; "" = each event converts
 * @param amount attribute that a conversion is worth; {@code value} = the value of the event
 * @param touch the events that are touches
 * @param touchpoint attribute that says what was touched; events without it are no touches
 * @param groups names that stand for many touchpoints
 * @param lookBack how long before the conversion a touch counts
 * @param halfLife after which time a touch has half the weight of time decay
 * @param repeats what becomes of a touchpoint that is touched again
 * @param weak touchpoints that count only where there is no other
 * @param most how many touchpoints are told, by how many people convert after them
 */
record AttributionDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    EventRule conversion,
    @Default("order_id") String once,
    @Default("value") String amount,
    EventRule touch,
    @Default("campaign_source") String touchpoint,
    @Default("[]") List<NodeGroup> groups,
    @Default("30 days") Duration lookBack,
    @Default("7 days") Duration halfLife,
    @Default("in-a-row") AttributionSpec.Repeats repeats,
    @Default("[]") List<String> weak,
    @Default("25") int most)
    implements ReportDefinition {

  /** The chain of so many touchpoints is solved exactly, at a cost that grows with their cube. */
  private static final int MOST = 100;

  AttributionDefinition {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("most is " + most + ", not 1 to " + MOST);
    }
  }
}
