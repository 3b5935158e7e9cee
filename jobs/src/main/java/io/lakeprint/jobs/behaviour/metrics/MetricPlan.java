package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.time.BusinessDays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * Checked metrics, ready to be computed.
 *
 * @param measures what is counted, by number
 * @param metrics what is told, by number
 */
record MetricPlan(List<Measure> measures, List<Metric> metrics) {

  /**
   * A measure.
   *
   * @param number its number
   * @param id its id
   * @param definition its definition
   * @param holds which rows of its source count; never null
   */
  record Measure(int number, String id, MeasureDefinition definition, Column holds) {}

  /**
   * A metric.
   *
   * @param id its id
   * @param version hash of its definition and of those of its measures
   * @param definition its definition
   * @param numerator what is told
   * @param denominator what it is divided by
   * @param byCurrency whether it is made of amounts, which add up within a currency alone
   */
  record Metric(
      String id,
      String version,
      MetricDefinition definition,
      Formula numerator,
      Optional<Formula> denominator,
      boolean byCurrency) {}

  /** What conditions over a source may compare. */
  static Conditions conditions(MeasureSource source, BusinessDays days) {
    return new Conditions(Conditions.Of.ATTRIBUTE, TableColumns.of(source.table()), days);
  }

  /** The measure of an id. */
  Measure measure(String id) {
    return measures.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  List<Measure> of(MeasureSource source) {
    return measures.stream().filter(m -> m.definition().from() == source).toList();
  }

  List<Metric> metrics(boolean byCurrency) {
    return metrics.stream().filter(metric -> metric.byCurrency() == byCurrency).toList();
  }
}
