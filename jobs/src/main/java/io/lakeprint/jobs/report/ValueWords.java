package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.ValueModelsTable;
import io.lakeprint.common.tables.ValueTenthsTable;
import io.lakeprint.jobs.report.page.Text;
import java.sql.Date;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What tells amounts, in plain language.
 *
 * @param learner the one in service, a row of {@code ml.value_models}
 * @param all learners of the date
 * @param tenths its rows of {@code ml.value_tenths}
 */
record ValueWords(Row learner, List<Row> all, List<Row> tenths) {
  private static final String NAIVE = "own-rate";

  /** One sentence per thing that is known. */
  List<Text> sentences() {
    String name = Reading.text(learner, ValueModelsTable.LEARNER);
    Date from = learner.getAs(ValueModelsTable.TEST_SNAPSHOT.name());
    Date to = learner.getAs(ValueModelsTable.AS_OF.name());
    List<Text> sentences = new ArrayList<>();
    if (from == null) {
      sentences.add(
          Text.of(
              "金额由 " + name + " 给出；历史太短，尚未检验。",
              "Amounts are told by " + name + "; there is too little history to test it."));
      return sentences;
    }
    long days = ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
    long people = learner.getAs(ValueModelsTable.TEST_COUNT.name());
    sentences.add(
        Text.of(
            "金额由 " + name + " 给出：它预测了此前 " + days + " 天里 " + people + " 位买家的花费。",
            "Amounts are told by "
                + name
                + ", which foretold what "
                + people
                + " buyers spent in the "
                + days
                + " days before."));
    number(learner, ValueModelsTable.AMOUNT_BIAS_RATIO.name())
        .map(ValueWords::total)
        .ifPresent(sentences::add);
    error().ifPresent(sentences::add);
    top().ifPresent(sentences::add);
    return sentences;
  }

  private static Text total(double bias) {
    String off = String.format(Locale.ROOT, "%.0f%%", 100 * Math.abs(bias));
    return bias < 0
        ? Text.of("预计总额比实际低 " + off + "。", "The total it foretold was " + off + " too small.")
        : Text.of("预计总额比实际高 " + off + "。", "The total it foretold was " + off + " too large.");
  }

  private Optional<Text> error() {
    Optional<Double> own = number(learner, ValueModelsTable.AMOUNT_ERROR.name());
    Optional<Double> naive =
        all.stream()
            .filter(row -> Reading.text(row, ValueModelsTable.LEARNER).equals(NAIVE))
            .findFirst()
            .flatMap(row -> number(row, ValueModelsTable.AMOUNT_ERROR.name()));
    return own.flatMap(
        error ->
            naive.map(
                other ->
                    Text.of(
                        String.format(Locale.ROOT, "人均误差 %.2f；假设人人照旧则为 %.2f。", error, other),
                        String.format(
                            Locale.ROOT,
                            "Its mean error per buyer was %.2f; if everybody went on as before,"
                                + " %.2f.",
                            error,
                            other))));
  }

  private Optional<Text> top() {
    double spent = tenths.stream().mapToDouble(ValueWords::spent).sum();
    if (spent == 0) {
      return Optional.empty();
    }
    String share = String.format(Locale.ROOT, "%.0f%%", 100 * spent(tenths.get(0)) / spent);
    return Optional.of(
        Text.of(
            "预计最高的十分之一带来了 " + share + " 的花费。",
            "The tenth that it put on top brought " + share + " of the money."));
  }

  private static double spent(Row tenth) {
    return tenth.<Double>getAs(ValueTenthsTable.SPENT_MEAN.name())
        * tenth.<Long>getAs(ValueTenthsTable.CUSTOMER_COUNT.name());
  }

  private static Optional<Double> number(Row row, String column) {
    @Nullable Double value = row.getAs(column);
    return Optional.ofNullable(value);
  }
}
