package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.SparkExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ByPersonTest {

  private static final StructType TOTALS =
      StructType.fromDDL("person string, times bigint, total bigint");

  /** How often, and how much; nobody of whom there is too little. */
  private record Totals(long atLeast) implements ByPerson.Gather<long[]> {

    @Override
    public long[] start() {
      return new long[2];
    }

    @Override
    public void add(long[] all, Row row) {
      all[0]++;
      all[1] += row.getLong(1);
    }

    @Override
    public List<Row> finish(String person, long[] all) {
      return all[0] < atLeast ? List.of() : List.of(RowFactory.create(person, all[0], all[1]));
    }
  }

  @Test
  void everyPersonComesOutOnceWithAllRowsHoweverTheyAreSpread(SparkSession spark) {
    Dataset<Row> rows =
        spark
            .range(0, 3_000, 1, 5)
            .select(
                pmod(xxhash64(col("id")), lit(700)).cast("string").as("person"),
                col("id").as("amount"));
    List<Row> expected =
        rows.groupBy("person")
            .agg(count(lit(1)).as("times"), sum("amount"))
            .where("times >= 2")
            .orderBy("person")
            .collectAsList();

    Dataset<Row> gathered = ByPerson.gathered(rows, new Totals(2), TOTALS);
    Dataset<Row> again = ByPerson.gathered(rows.repartition(7), new Totals(2), TOTALS);

    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(gathered.orderBy("person").collectAsList()).isEqualTo(expected);
    assertThat(again.orderBy("person").collectAsList()).isEqualTo(expected);
  }

  @Test
  void peopleOfTheSameHashAreHeldApart() {
    List<Row> sorted =
        List.of(row("ann", 1, 7), row("bob", 10, 7), row("ann", 2, 7), row("cid", 5, 8));
    List<String> out = new ArrayList<>();
    new ByPerson.People<>(sorted.iterator(), 2, new Totals(1))
        .forEachRemaining(person -> out.add(person.toString()));

    assertThat(out).containsExactly("[ann,2,3]", "[bob,1,10]", "[cid,1,5]");
  }

  @Test
  void nobodyComesOutOfNothing() {
    assertThat(new ByPerson.People<>(List.<Row>of().iterator(), 2, new Totals(1))).isExhausted();
  }

  private static Row row(String person, long amount, long hash) {
    return RowFactory.create(person.getBytes(StandardCharsets.UTF_8), amount, hash);
  }
}
