package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.ingest.udf.IngestFunctions;
import io.lakeprint.testkit.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class IngestFunctionsTest {

  private static String value(SparkSession spark, String expression) {
    IngestFunctions.register(spark);
    Row row =
        spark
            .range(1)
            .selectExpr("CAST(to_json(struct(" + expression + " AS v)) AS STRING)")
            .head();
    return row.getString(0).replaceAll("^\\{\"v\":|}$", "");
  }

  @Test
  void leavesKeepNumbersAndListsAsTheyAreWritten(SparkSession spark) {
    assertThat(
            value(spark, "json_leaves('{\"a\":{\"b\":1.50,\"c\":null},\"d\":[1, 2],\"e\":true}')"))
        .isEqualTo("{\"a.b\":\"1.50\",\"a.c\":null,\"d\":\"[1, 2]\",\"e\":\"true\"}");
    assertThat(value(spark, "json_leaves_under('{\"a\":1}', 'x.')")).isEqualTo("{\"x.a\":\"1\"}");
    assertThat(value(spark, "json_elements('[1,{\"a\":2},null]')"))
        .isEqualTo("[\"1\",\"{\\\"a\\\":2}\"]");
  }

  @Test
  void whatIsNoJsonHasNoLeavesAndNullIsNull(SparkSession spark) {
    assertThat(value(spark, "json_leaves('oops')")).isEqualTo("{}");
    assertThat(value(spark, "json_leaves('[1]')")).isEqualTo("{}");
    assertThat(value(spark, "coalesce(json_leaves(NULL), map('was', 'null'))"))
        .isEqualTo("{\"was\":\"null\"}");
    assertThat(value(spark, "self_describing('{\"data\":7}')")).isEqualTo("{}");
  }

  @Test
  void campaignsAreDecodedAndAddressesWithoutOneHaveNone(SparkSession spark) {
    assertThat(
            value(
                spark,
                "campaign_of('/p?x=1&utm_source=a%20b+c&utm_campaign=%E6%98%A5&bd_vid=9&utm_term=#f')"))
        .isEqualTo("{\"source\":\"a b c\",\"name\":\"春\",\"click_id\":\"9\"}");
    assertThat(value(spark, "coalesce(campaign_of('/p?x=1').source, 'none')"))
        .isEqualTo("\"none\"");
    assertThat(value(spark, "campaign_of('/p?utm_source=%zz').source")).isEqualTo("\"%zz\"");
  }

  @Test
  void offsetsFollowTheSeasonAndUnknownZonesHaveNone(SparkSession spark) {
    assertThat(value(spark, "offset_minutes('Europe/Berlin', 1704067200000)")).isEqualTo("60");
    assertThat(value(spark, "offset_minutes('Europe/Berlin', 1719792000000)")).isEqualTo("120");
    assertThat(value(spark, "coalesce(offset_minutes('Mars/Base', 0L), -1)")).isEqualTo("-1");
  }

  @Test
  void mergedMapsLetTheSecondWinAndDropNulls(SparkSession spark) {
    assertThat(value(spark, "merge_maps(map('a', '1', 'b', NULL), map('a', '2'))"))
        .isEqualTo("{\"a\":\"2\"}");
    assertThat(value(spark, "merge_maps(NULL, map('a', '2'))")).isEqualTo("{\"a\":\"2\"}");
  }
}
