package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.ml.Contract;
import io.lakeprint.testkit.SparkExtension;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
@Contract(IsotonicScaling.class)
class CalibrationTest {

  private static IsotonicScaling fitted(DoubleUnaryOperator truth) {
    Random random = new Random(4);
    double[] said = new double[20_000];
    int[] labels = new int[said.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = random.nextDouble();
      labels[i] = random.nextDouble() < truth.applyAsDouble(said[i]) ? 1 : 0;
    }
    return IsotonicScaling.fit(said, labels);
  }

  @Test
  void theRisingLineFindsWhatNoFormulaSays() {
    DoubleUnaryOperator steps = p -> p < 0.5 ? 0.1 + 0.1 * p : 0.6 + 0.3 * p;
    IsotonicScaling line = fitted(steps);
    for (double p : new double[] {0.1, 0.3, 0.4, 0.65, 0.8, 0.9}) {
      assertThat(line.ofProbability(p)).isEqualTo(steps.applyAsDouble(p), within(0.04));
    }
  }

  @Test
  void theRisingLineNeverFallsAndIsNeverCertain() {
    IsotonicScaling line = fitted(p -> p < 0.2 ? 0 : p > 0.8 ? 1 : 0.5);
    double before = 0;
    for (double p = 0; p <= 1; p += 0.001) {
      double now = line.ofProbability(p);
      assertThat(now).isGreaterThanOrEqualTo(before - 1e-12).isStrictlyBetween(0.0, 1.0);
      before = now;
    }
  }

  @Test
  void whereNothingRisesItSaysTheBaseRate() {
    IsotonicScaling flat =
        IsotonicScaling.fit(new double[] {0.1, 0.2, 0.8, 0.9}, new int[] {1, 1, 0, 0});
    assertThat(flat.ofProbability(0.0)).isEqualTo(0.5);
    assertThat(flat.ofProbability(1.0)).isEqualTo(0.5);
  }

  @Test
  void columnsAndNumbersAgree(SparkSession spark) {
    List<Calibration> all = List.of(new PlattScaling(0.7, -0.4), fitted(p -> p * p));
    for (Calibration calibration : all) {
      List<Row> rows =
          spark
              .createDataset(List.of(0.0, 1e-12, 0.03, 0.4, 0.77, 1.0), Encoders.DOUBLE())
              .select(col("value"), calibration.ofProbability(col("value")))
              .collectAsList();
      assertThat(rows)
          .allSatisfy(
              row ->
                  assertThat(row.getDouble(1))
                      .isEqualTo(calibration.ofProbability(row.getDouble(0)), within(1e-12)));
    }
  }
}
