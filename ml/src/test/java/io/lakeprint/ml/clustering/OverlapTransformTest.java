package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class OverlapTransformTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

  /**
   * On the day: ann is ann, old became ben, older became old before that. Later ann and cat became
   * one, which a run of the day again knows of, and which makes neither of them the other.
   */
  @Test
  void whoseIdWasRetiredIsFoundUnderTheOneThatMeansThem(SparkSession spark) {
    Dataset<Row> ranked =
        spark.createDataFrame(
            List.of(
                RowFactory.create("ann", 0),
                RowFactory.create("ben", 1),
                RowFactory.create("cat", 1),
                RowFactory.create("new", 1)),
            new StructType()
                .add(ClustersTable.ONE_ID.name(), DataTypes.StringType)
                .add("_rank", DataTypes.IntegerType));
    TableRows earlier = TableRows.of(ClustersTable.SPEC);
    List.of("ann c1", "old c2", "older c2", "cat c3", "gone c3")
        .forEach(
            line ->
                earlier.row(
                    ClustersTable.ONE_ID, line.substring(0, line.indexOf(' ')),
                    ClustersTable.CLUSTER_ID, line.substring(line.indexOf(' ') + 1)));
    TableRows aliases = TableRows.of(OneIdAliasesTable.SPEC);
    alias(aliases, "older", "ben", DAY.minusDays(9));
    alias(aliases, "old", "ben", DAY);
    alias(aliases, "cat", "ann", DAY.plusDays(1));
    assertThat(
            new OverlapTransform(DAY)
                .apply(ranked, earlier.on(spark), aliases.on(spark))
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[0,c1,1]", "[1,c2,2]", "[1,c3,1]");
  }

  private static void alias(TableRows aliases, String retired, String now, LocalDate on) {
    aliases.row(
        OneIdAliasesTable.RETIRED_ID, retired,
        OneIdAliasesTable.ONE_ID, now,
        OneIdAliasesTable.RETIRED_ON, on);
  }
}
