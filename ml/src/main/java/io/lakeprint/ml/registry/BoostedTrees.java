package io.lakeprint.ml.registry;

import io.lakeprint.common.tables.Types;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Trees of XGBoost, whatever their sum means. They are kept as XGBoost's own bytes (UBJSON),
 * because its Spark module cannot save a model on Spark 4.1, and always asked with dense rows,
 * because it scores sparse ones wrongly without a word.
 */
public final class BoostedTrees {
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
  public BoostedTrees(ModelInputs inputs, byte[] trees) {
    this.inputs = inputs;
    this.trees = trees.clone();
  }

  /** What they read. */
  public ModelInputs inputs() {
    return inputs;
  }

  /** The rows with the sum of what the trees say as one more double column. */
  public Dataset<Row> sum(Dataset<Row> rows, String column) {
    return asked(rows, column, BoostQuestion.MARGIN, Types.DOUBLE);
  }

  /**
   * The rows with one more column, an array with what each input adds to the sum: exact
   * contributions (Lundberg, Erion and Lee 2018); they and the mean add up to it.
   */
  public Dataset<Row> contributions(Dataset<Row> rows, String column) {
    return asked(
        rows, column, BoostQuestion.CONTRIBUTIONS, DataTypes.createArrayType(Types.DOUBLE, false));
  }

  private Dataset<Row> asked(
      Dataset<Row> rows, String column, BoostQuestion question, DataType answer) {
    return rows.withColumn(VECTOR, inputs.vector())
        .mapPartitions(
            new BoostAnswers(trees, question),
            Encoders.row(rows.schema().add(column, answer, false)));
  }

  /** Writes them into {@code folder}. */
  public void saveTo(Path folder, Configuration hadoop) {
    try (OutputStream out = folder.getFileSystem(hadoop).create(new Path(folder, FILE), true)) {
      out.write(trees);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What {@link #saveTo} wrote.
   *
   * @throws io.lakeprint.common.error.InputContractException when it is gone
   */
  public static BoostedTrees load(ModelInputs inputs, Path folder, Configuration hadoop) {
    try (InputStream in = folder.getFileSystem(hadoop).open(new Path(folder, FILE))) {
      return new BoostedTrees(inputs, in.readAllBytes());
    } catch (IOException e) {
      throw RegistryErrors.missing(folder.toString(), e);
    }
  }
}
