package io.lakeprint.ml.clustering.udf;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.distribution.MultivariateGaussian;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which part of a mixture of normal distributions a point most likely comes from; of equally likely
 * ones the first. By logarithms: densities of points far out are too small for a double, and {@code
 * GaussianMixtureModel.transform} puts all of those into the first part.
 *
 * @param weights of the parts, above 0
 * @param parts the distributions
 */
public record LikeliestGaussian(List<Double> weights, List<MultivariateGaussian> parts)
    implements UDF1<Vector, Integer> {

  public LikeliestGaussian {
    weights = List.copyOf(weights);
    parts = List.copyOf(parts);
  }

  /** The part for each row, a number from 0, never null. Deterministic. */
  public Column of(Column point) {
    return functions.udf(this, DataTypes.IntegerType).withName("likeliest_gaussian").apply(point);
  }

  @Override
  public Integer call(Vector point) {
    int likeliest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < parts.size(); i++) {
      double likelihood = Math.log(weights.get(i)) + parts.get(i).logpdf(point);
      if (likelihood > most) {
        most = likelihood;
        likeliest = i;
      }
    }
    return likeliest;
  }
}
