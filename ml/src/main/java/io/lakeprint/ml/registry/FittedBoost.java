package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;

import io.lakeprint.common.tables.Types;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Trees of XGBoost. They are kept as XGBoost's own bytes (UBJSON), because its Spark module cannot
 * save a model on Spark 4.1, and always asked with dense rows, because it scores sparse ones
 * wrongly without a word.
 */
public final class FittedBoost implements FittedLearner {

  /** Its name. */
  public static final String NAME = "xgboost";

  private static final String FILE = "xgboost.ubj";
  private static final String VECTOR = "_boost_vector";

  private final ModelInputs inputs;
  private final byte[] trees;

  /**
   * Trees that were learned.
   *
   * @param inputs features in the order of the rows
   * @param trees as XGBoost writes them
   */
  public FittedBoost(ModelInputs inputs, byte[] trees) {
    this.inputs = inputs;
    this.trees = trees.clone();
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public ModelInputs inputs() {
    return inputs;
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    return asked(rows, column, BoostQuestion.MARGIN, Types.DOUBLE)
        .withColumn(column, lit(1.0).divide(exp(negate(col(column))).plus(1.0)));
  }

  /** Exact contributions (Lundberg, Erion and Lee 2018); they and the mean add up to the margin. */
  @Override
  public Optional<Dataset<Row>> effects(Dataset<Row> rows, String column) {
    return Optional.of(
        asked(
            rows,
            column,
            BoostQuestion.CONTRIBUTIONS,
            DataTypes.createArrayType(Types.DOUBLE, false)));
  }

  private Dataset<Row> asked(
      Dataset<Row> rows, String column, BoostQuestion question, DataType answer) {
    return rows.withColumn(VECTOR, inputs.vector())
        .mapPartitions(
            new BoostAnswers(trees, question),
            Encoders.row(rows.schema().add(column, answer, false)));
  }

  @Override
  public SavedLearner saved() {
    return SavedLearner.inFiles(NAME);
  }

  @Override
  public void saveTo(Path folder, Configuration hadoop) {
    try (OutputStream out = folder.getFileSystem(hadoop).create(new Path(folder, FILE), true)) {
      out.write(trees);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #saveTo} wrote. */
  static FittedBoost load(ModelInputs inputs, Path folder, Configuration hadoop) {
    try (InputStream in = folder.getFileSystem(hadoop).open(new Path(folder, FILE))) {
      return new FittedBoost(inputs, in.readAllBytes());
    } catch (IOException e) {
      throw RegistryErrors.missing(folder.toString(), e);
    }
  }
}
