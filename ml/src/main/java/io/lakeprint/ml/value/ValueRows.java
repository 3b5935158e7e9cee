package io.lakeprint.ml.value;

import io.lakeprint.common.tables.ValueModelsTable;
import io.lakeprint.common.tables.ValueTenthsTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code ml.value_models} and {@code ml.value_tenths}.
 *
 * @param findings of a search
 * @param snapshots what it rests on
 * @param asOf its date
 */
record ValueRows(Findings findings, ValueSearch.Snapshots snapshots, LocalDate asOf) {

  /** One row per learner. */
  Dataset<Row> models(SparkSession spark) {
    return spark.createDataFrame(
        findings.learners().stream().map(this::model).toList(), ValueModelsTable.SPEC.schema());
  }

  private Row model(Learned learned) {
    return RowFactory.create(
        Date.valueOf(asOf),
        learned.name(),
        learned.name().equals(findings.purchases()),
        learned.name().equals(findings.amount()),
        learned.parameters(),
        number(learned.logLikelihood()),
        (long) snapshots.now().size(),
        learned.test().map(test -> Date.valueOf(snapshots.test())).orElse(null),
        learned.test().map(test -> (long) snapshots.tested().size()).orElse(null),
        tested(learned, Learned.Test::purchaseError),
        tested(learned, test -> OptionalDouble.of(test.amounts().error())),
        tested(learned, test -> OptionalDouble.of(test.amounts().rootError())),
        tested(learned, test -> test.amounts().biasRatio()),
        tested(learned, test -> test.amounts().rankingRatio()),
        tested(learned, test -> test.amounts().tenthError()));
  }

  /** One row per tested learner and tenth of what it foretold. */
  Dataset<Row> tenths(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (Learned learned : findings.learners()) {
      List<ForetoldAmounts.Tenth> tenths =
          learned.test().map(test -> test.amounts().tenths()).orElse(List.of());
      for (int i = 0; i < tenths.size(); i++) {
        ForetoldAmounts.Tenth tenth = tenths.get(i);
        rows.add(
            RowFactory.create(
                Date.valueOf(asOf),
                learned.name(),
                i + 1,
                (long) tenth.customers(),
                tenth.foretold(),
                tenth.spent()));
      }
    }
    return spark.createDataFrame(rows, ValueTenthsTable.SPEC.schema());
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
