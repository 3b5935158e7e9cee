package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.behaviour.metrics.MetricDefinition.Unit;
import io.lakeprint.jobs.behaviour.metrics.MetricPlan.Measure;
import io.lakeprint.jobs.behaviour.metrics.MetricPlan.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;

/**
 * Checks the catalogue and turns it into a {@link MetricPlan}.
 *
 * @param config the catalogue
 * @param days the business days that conditions mean
 * @param problems gets what is found
 */
record MetricCompiler(MetricsConfig config, BusinessDays days, Problems problems) {

  private static final String ID = "[a-z][a-z0-9_]{0,62}";

  /**
   * The plan of all metrics.
   *
   * @throws io.lakeprint.common.error.UsageException {@code METRICS_INVALID} with every problem
   */
  static MetricPlan compile(MetricsConfig config, BusinessDays days) {
    Problems problems = check(config, days);
    if (!problems.isEmpty()) {
      throw MetricErrors.invalid(problems.found());
    }
    return new MetricCompiler(config, days, problems).plan();
  }

  /** Everything that is wrong with the catalogue, each with its place. */
  static Problems check(MetricsConfig config, BusinessDays days) {
    Problems problems = new Problems();
    MetricCompiler compiler = new MetricCompiler(config, days, problems);
    config.measures().forEach(compiler::checkMeasure);
    config.metrics().forEach(compiler::checkMetric);
    return problems;
  }

  private void checkMeasure(String id, MeasureDefinition measure) {
    String path = MetricsConfig.PATH + ".measures." + id;
    checkId(path, id);
    Conditions conditions = MetricPlan.conditions(measure.from(), days);
    measure.where().ifPresent(where -> conditions.check(path + ".where", where, problems));
    if (measure.tell().isOfPeople() && !measure.from().isOfPeople()) {
      problem(path + ".tell", "costs are nobody's: times or sum");
    }
    measure.column().ifPresent(column -> checkColumn(path + ".column", column, measure));
  }

  private void checkColumn(String path, String name, MeasureDefinition measure) {
    Conditions.Subject column = TableColumns.of(measure.from().table()).get(name);
    if (column == null) {
      problem(
          path,
          "unknown column '"
              + name
              + "' of "
              + measure.from().table().name()
              + "."
              + Suggestions.didYouMean(name, TableColumns.of(measure.from().table()).keySet()));
    } else if (!column.type().isNumeric()) {
      problem(path, name + " is " + column.type().written() + ", which does not add up");
    } else if (isAmount(name) && !measure.from().hasCurrency()) {
      problem(path, "amounts of several currencies do not add up: take those of orders");
    }
  }

  private void checkMetric(String id, MetricDefinition metric) {
    String path = MetricsConfig.PATH + ".metrics." + id;
    checkId(path, id);
    boolean money = checkFormula(path + ".numerator", metric.numerator());
    metric.denominator().ifPresent(text -> checkFormula(path + ".denominator", text));
    if (money != (metric.unit() == Unit.MONEY) && metric.unit() != Unit.RATIO) {
      problem(
          path + ".unit",
          money
              ? "the numerator is an amount: its unit is money, or a ratio of amounts"
              : "the numerator is no amount: take another unit than money");
    }
    if (metric.unit() == Unit.RATIO && metric.denominator().isEmpty()) {
      problem(path + ".denominator", "missing: a ratio is a part of something");
    }
  }

  /** Whether the formula adds up amounts. */
  private boolean checkFormula(String path, String text) {
    Formula formula;
    try {
      formula = Formula.parse(text);
    } catch (IllegalArgumentException e) {
      problem(path, String.valueOf(e.getMessage()));
      return false;
    }
    for (Formula.Term term : formula.terms()) {
      if (!config.measures().containsKey(term.measure())) {
        problem(
            path,
            "unknown measure '"
                + term.measure()
                + "'."
                + Suggestions.didYouMean(term.measure(), config.measures().keySet()));
      }
    }
    if (adds(formula, true) && adds(formula, false)) {
      problem(path, "adds amounts and what is none");
    }
    return adds(formula, true);
  }

  /** Whether a measure of the formula is an amount, or one is none. */
  private boolean adds(Formula formula, boolean amount) {
    return formula.terms().stream()
        .map(term -> config.measures().get(term.measure()))
        .anyMatch(measure -> measure != null && isAmount(measure) == amount);
  }

  /** Pieces have the type of money too: the name tells them apart. */
  private static boolean isAmount(MeasureDefinition measure) {
    return measure.column().filter(MetricCompiler::isAmount).isPresent();
  }

  private static boolean isAmount(String column) {
    return column.equals("amount") || column.endsWith("_amount");
  }

  private void checkId(String path, String id) {
    if (!id.matches(ID)) {
      problem(path, "an id is a small letter, then at most 62 small letters, digits and _");
    }
  }

  private void problem(String path, String message) {
    problems.add(path, null, message);
  }

  private MetricPlan plan() {
    List<Measure> measures = new ArrayList<>();
    config
        .measures()
        .forEach(
            (id, measure) -> {
              Conditions conditions = MetricPlan.conditions(measure.from(), days);
              measures.add(
                  new Measure(
                      measures.size(),
                      id,
                      measure,
                      measure
                          .where()
                          .map(conditions::column)
                          .orElseGet(() -> functions.lit(true))));
            });
    List<Metric> metrics = new ArrayList<>();
    config
        .metrics()
        .forEach(
            (id, metric) -> {
              Formula numerator = Formula.parse(metric.numerator());
              Optional<Formula> denominator = metric.denominator().map(Formula::parse);
              metrics.add(
                  new Metric(
                      id,
                      version(metric, numerator, denominator),
                      metric,
                      numerator,
                      denominator,
                      adds(numerator, true)));
            });
    return new MetricPlan(List.copyOf(measures), List.copyOf(metrics));
  }

  /** Changes with the definition of a measure too. */
  private String version(
      MetricDefinition metric, Formula numerator, Optional<Formula> denominator) {
    StringBuilder text = new StringBuilder(DefinitionText.of(metric).text());
    Stream.concat(numerator.terms().stream(), denominator.stream().flatMap(f -> f.terms().stream()))
        .map(term -> config.measures().get(term.measure()))
        .forEach(measure -> text.append('\n').append(DefinitionText.of(measure).text()));
    return new DefinitionText(text.toString()).version();
  }
}
