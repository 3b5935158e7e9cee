package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.zip_with;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Several learners whose log-odds are averaged. So their effects average too, and a blend can say
 * its reasons when all its members can.
 *
 * @param members at least two, with the same inputs
 */
public record FittedBlend(List<FittedLearner> members) implements FittedLearner {

  /** Its name. */
  public static final String NAME = "blend";

  private static final double EDGE = 1e-9;

  public FittedBlend {
    if (members.size() < 2) {
      throw new IllegalArgumentException("a blend has at least two members");
    }
    members = List.copyOf(members);
  }

  /** What a blend says where its members say these probabilities. */
  public static double of(double... probabilities) {
    double sum = 0;
    for (double probability : probabilities) {
      sum += PlattScaling.logOdds(probability);
    }
    return 1 / (1 + Math.exp(-sum / probabilities.length));
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public ModelInputs inputs() {
    return members.get(0).inputs();
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    Dataset<Row> scored = rows;
    Column sum = lit(0.0);
    String[] parts =
        IntStream.range(0, members.size()).mapToObj(i -> column + i).toArray(String[]::new);
    for (int i = 0; i < parts.length; i++) {
      scored = members.get(i).score(scored, parts[i]);
      Column inside = least(lit(1 - EDGE), greatest(lit(EDGE), col(parts[i])));
      sum = sum.plus(log(inside.divide(lit(1.0).minus(inside))));
    }
    Column mean = sum.divide((double) parts.length);
    return scored.withColumn(column, lit(1.0).divide(exp(negate(mean)).plus(1.0))).drop(parts);
  }

  @Override
  public Optional<Dataset<Row>> effects(Dataset<Row> rows, String column) {
    Optional<Dataset<Row>> told = members.get(0).effects(rows, column);
    for (FittedLearner member : members.subList(1, members.size())) {
      String own = column + "_member";
      told =
          told.flatMap(before -> member.effects(before, own))
              .map(
                  both ->
                      both.withColumn(
                              column,
                              zip_with(col(column), col(own), (sum, next) -> sum.plus(next)))
                          .drop(own));
    }
    return told.map(
        sums ->
            sums.withColumn(
                column, transform(col(column), sum -> sum.divide((double) members.size()))));
  }

  @Override
  public SavedLearner saved() {
    return new SavedLearner(NAME, null, members.stream().map(FittedLearner::saved).toList());
  }

  @Override
  public void saveTo(Path folder, Configuration hadoop) {
    for (int i = 0; i < members.size(); i++) {
      members.get(i).saveTo(new Path(folder, Integer.toString(i)), hadoop);
    }
  }

  /** What {@link #saveTo} wrote. */
  static FittedBlend load(
      SavedLearner saved, ModelInputs inputs, Path folder, Configuration hadoop) {
    List<SavedLearner> members = saved.members() == null ? List.of() : saved.members();
    return new FittedBlend(
        IntStream.range(0, members.size())
            .mapToObj(
                i ->
                    FittedLearner.load(
                        members.get(i), inputs, new Path(folder, Integer.toString(i)), hadoop))
            .toList());
  }
}
