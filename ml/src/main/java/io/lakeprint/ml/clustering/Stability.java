package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.FeaturesTable;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether other people would have told the same clusters: the sample is halved, groups are found on
 * each half alone, everybody is put into those of either, and the two ways are compared by the
 * adjusted Rand index; the mean over several halvings (validation by stability, Lange, Roth, Braun
 * and Buhmann 2004). Halves go by a hash of the person, so neither order nor partitions of a table
 * matter.
 *
 * @param grouper finds groups
 * @param seed of the halves
 * @param splits how often the sample is halved
 */
record Stability(Grouper grouper, long seed, int splits) {
  private static final String OF_ONE = "_of_one";

  /**
   * Mean agreement, at most 1; a halving of which a half has too few kinds of people counts as 0.
   *
   * @param scaled rows with {@link Grouper#VECTOR} and one_id, in one partition
   */
  double of(Dataset<Row> scaled, int groups) {
    return IntStream.range(0, splits)
        .mapToDouble(split -> agreement(scaled, groups, split))
        .average()
        .orElse(0);
  }

  private double agreement(Dataset<Row> scaled, int groups, int split) {
    Column half = pmod(xxhash64(lit(seed), lit(split), FeaturesTable.ONE_ID.col()), lit(2L));
    Optional<Grouping> one = grouper.fit(scaled.filter(half.equalTo(0)), groups);
    Optional<Grouping> other = grouper.fit(scaled.filter(half.equalTo(1)), groups);
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    Dataset<Row> both =
        other
            .orElseThrow()
            .apply(one.orElseThrow().apply(scaled).withColumnRenamed(Grouper.GROUP, OF_ONE));
    long[][] people = new long[groups][groups];
    for (Row row :
        both.groupBy(col(OF_ONE), col(Grouper.GROUP)).count().takeAsList(groups * groups)) {
      people[row.getInt(0)][row.getInt(1)] = row.getLong(2);
    }
    return AdjustedRandIndex.of(people);
  }
}
