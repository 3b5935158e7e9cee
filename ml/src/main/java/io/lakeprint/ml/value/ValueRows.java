package io.lakeprint.ml.value;

import io.lakeprint.common.tables.ValueModelsTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Rows of {@code ml.value_models}. */
final class ValueRows {
  private ValueRows() {}

  /**
   * One row per learner.
   *
   * @param asOf date of the search
   * @param testSnapshot date of the test
   */
  static Dataset<Row> of(
      Findings findings,
      ValueSearch.Snapshots snapshots,
      LocalDate asOf,
      LocalDate testSnapshot,
      SparkSession spark) {
    List<Row> rows =
        findings.learners().stream()
            .map(
                learned ->
                    RowFactory.create(
                        Date.valueOf(asOf),
                        learned.name(),
                        learned.name().equals(findings.purchases()),
                        learned.name().equals(findings.amount()),
                        learned.parameters(),
                        number(learned.logLikelihood()),
                        (long) snapshots.now().size(),
                        learned.test().map(test -> Date.valueOf(testSnapshot)).orElse(null),
                        learned.test().map(test -> (long) snapshots.test().size()).orElse(null),
                        tested(learned, Learned.Test::purchaseError),
                        tested(learned, test -> OptionalDouble.of(test.amounts().error())),
                        tested(learned, test -> test.amounts().biasRatio()),
                        tested(learned, test -> test.amounts().rankingRatio())))
            .toList();
    return spark.createDataFrame(rows, ValueModelsTable.SPEC.schema());
  }

  private static @Nullable Double tested(
      Learned learned, Function<Learned.Test, OptionalDouble> metric) {
    Optional<OptionalDouble> value = learned.test().map(metric);
    return value.isEmpty() ? null : number(value.get());
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
