package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.LabelsTable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * Which rows are learned from and which judge what was learned; no row does both.
 *
 * @param learn holds for rows to learn from
 * @param judge holds for rows to be judged by
 */
public record Fold(Column learn, Column judge) {

  /** Earlier snapshots teach, a later one judges. */
  static Fold of(Split split) {
    return new Fold(
        LabelsTable.AS_OF.col().isInCollection(split.train()),
        LabelsTable.AS_OF.col().equalTo(lit(split.validation())));
  }

  /**
   * Folds of rows without a time: every row judges in one fold and teaches in the others, by a hash
   * of its key.
   */
  public static List<Fold> byKey(Column key, int folds, long seed) {
    Column fold = pmod(xxhash64(lit(seed), key), lit((long) folds));
    return IntStream.range(0, folds)
        .mapToObj(i -> new Fold(fold.notEqual(lit((long) i)), fold.equalTo(lit((long) i))))
        .toList();
  }
}
