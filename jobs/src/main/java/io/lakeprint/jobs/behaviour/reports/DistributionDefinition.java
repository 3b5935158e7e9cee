package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.jobs.behaviour.kernel.DistributionSpec.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A distribution report as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param events the events
 * @param measure what is counted of them
 * @param amount attribute that is added up where amounts are; {@code value} = the value of the
 *     event
 * @param once attribute that events which are one have in common; "" = each is one
 * @param buckets where each bucket begins, ascending; absent = the usual ones of the measure
 * @param breakdown attribute of the first event by whose values it is told too
 */
record DistributionDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    EventRule events,
    @Default("times") Measure measure,
    @Default("value") String amount,
    @Default("order_id") String once,
    @Default("[]") List<BigDecimal> buckets,
    Optional<BreakdownRule> breakdown)
    implements ReportDefinition {

  private static final int MOST_BUCKETS = 200;
  private static final List<BigDecimal> COUNTS =
      LongStream.of(1, 2, 3, 4, 5, 6, 11, 21, 51, 101).mapToObj(BigDecimal::valueOf).toList();
  private static final List<BigDecimal> AMOUNTS =
      LongStream.of(0, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
          .mapToObj(BigDecimal::valueOf)
          .toList();

  DistributionDefinition {
    if (buckets.size() > MOST_BUCKETS) {
      throw new IllegalArgumentException("has at most " + MOST_BUCKETS + " buckets");
    }
    for (int i = 1; i < buckets.size(); i++) {
      if (buckets.get(i - 1).compareTo(buckets.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "buckets begin higher and higher, but "
                + buckets.get(i)
                + " follows "
                + buckets.get(i - 1));
      }
    }
    if (measure != Measure.AMOUNT
        && buckets.stream().anyMatch(from -> from.stripTrailingZeros().scale() > 0)) {
      throw new IllegalArgumentException("buckets of times and days begin at whole numbers");
    }
  }

  /** Where each bucket begins. */
  List<BigDecimal> bounds() {
    if (!buckets.isEmpty()) {
      return buckets;
    }
    return measure == Measure.AMOUNT ? AMOUNTS : COUNTS;
  }
}
