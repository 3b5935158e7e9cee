package io.lakeprint.ml.clustering.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.distribution.MultivariateGaussian;
import org.junit.jupiter.api.Test;

class LikeliestGaussianTest {
  /** A narrow and a wide one at nearly the same place, and one far off. */
  private static final double[][] PARTS = {
    {0.5, 0, 0, 0.1, 0.1}, {0.3, 0.5, 0, 3, 2}, {0.2, 9, 9, 1, 1}
  };

  private static final LikeliestGaussian LIKELIEST =
      new LikeliestGaussian(
          List.of(0.5, 0.3, 0.2), IntStream.range(0, 3).mapToObj(i -> part(PARTS[i])).toList());

  @Test
  void isWhatTheDensitySays() {
    Random random = new Random(8);
    for (int i = 0; i < 500; i++) {
      Vector point = Vectors.dense(random.nextGaussian() * 4, random.nextGaussian() * 4);
      assertThat(LIKELIEST.call(point)).as(point.toString()).isEqualTo(byDensity(point));
    }
  }

  @Test
  void theNearestCentreNeedNotBeTheLikeliest() {
    assertThat(LIKELIEST.call(Vectors.dense(-1, 0))).as("outside of the narrow one").isEqualTo(1);
  }

  @Test
  void pointsFarOutAreToldApartThoughTheirDensityIsTooSmallForADouble() {
    Vector far = Vectors.dense(60, 190);
    assertThat(LIKELIEST.parts().get(1).pdf(far)).isZero();
    assertThat(LIKELIEST.call(far)).isEqualTo(1);
  }

  private static MultivariateGaussian part(double[] part) {
    double[] covariance = {part[3] * part[3], 0, 0, part[4] * part[4]};
    return new MultivariateGaussian(
        Vectors.dense(part[1], part[2]), Matrices.dense(2, 2, covariance));
  }

  /** Independent normal distributions multiplied out. */
  private static int byDensity(Vector point) {
    int most = 0;
    double[] density = new double[PARTS.length];
    for (int i = 0; i < PARTS.length; i++) {
      double x = (point.apply(0) - PARTS[i][1]) / PARTS[i][3];
      double y = (point.apply(1) - PARTS[i][2]) / PARTS[i][4];
      density[i] = PARTS[i][0] * Math.exp(-(x * x + y * y) / 2) / (PARTS[i][3] * PARTS[i][4]);
      most = density[i] > density[most] ? i : most;
    }
    return most;
  }
}
