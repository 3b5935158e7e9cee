package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import java.time.Duration;
import java.util.Optional;

/**
 * An interval report as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param from the event that starts the clock
 * @param to the event that stops it
 * @param once attribute that events which are one have in common; "" = each is one
 * @param within longest time that counts
 * @param breakdown attribute of the starting event by whose values it is told too
 */
record IntervalDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    EventRule from,
    EventRule to,
    @Default("order_id") String once,
    @Default("30 days") Duration within,
    Optional<BreakdownRule> breakdown)
    implements ReportDefinition {}
