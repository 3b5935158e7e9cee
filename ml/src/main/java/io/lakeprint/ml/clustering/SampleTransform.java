package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.FeaturesTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * People whom the centres are found on: all, or those with the smallest hash. In one partition and
 * in the order of the hash, because k-means depends on both; so it finds the same centres however
 * the table is laid out.
 *
 * @param seed of the hash
 * @param size at most
 */
record SampleTransform(long seed, int size) {

  Dataset<Row> apply(Dataset<Row> features) {
    return features
        .orderBy(
            xxhash64(lit(seed), FeaturesTable.ONE_ID.col()).asc(), FeaturesTable.ONE_ID.col().asc())
        .limit(size)
        .coalesce(1);
  }
}
