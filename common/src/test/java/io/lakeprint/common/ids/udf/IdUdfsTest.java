package io.lakeprint.common.ids.udf;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.ids.TestIds;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.testkit.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class IdUdfsTest {

  private static final String IDS =
      "array(named_struct('type', 'phone', 'scope', string(null), 'value', '138 1234 5678'),"
          + " named_struct('type', 'cookie', 'scope', '', 'value', concat('c-', id)),"
          + " named_struct('type', 'email', 'scope', '', 'value', 'test@test.com'),"
          + " null)";

  @Test
  void resolvesAColumn(SparkSession spark) {
    Row row = resolved(spark, TestIds.resolver()).select("resolved.*").first();

    List<Row> ids = row.getList(0);
    assertThat(ids).extracting(id -> id.getString(0)).containsExactly("phone", "cookie");
    assertThat(ids.get(0).getString(2)).startsWith("v1_");
    assertThat(row.getLong(1)).isEqualTo(NodeIds.node("phone", "", ids.get(0).getString(2)));
    assertThat(row.<String>getList(2)).containsExactly("email:test_value");
    assertThat(row.<Row>getList(3)).hasSize(1);
  }

  @Test
  void nullIsARecordWithoutIdentifiers(SparkSession spark) {
    Dataset<Row> none =
        spark.sql(
            "select cast(null as array<struct<type: string, scope: string, value: string>>) ids");

    Row row = none.select(IdUdfs.resolve(col("ids"), TestIds.resolver())).first().getStruct(0);

    assertThat(row.getList(0)).isEmpty();
    assertThat(row.isNullAt(1)).isTrue();
  }

  @Test
  void nodesOfColumnsAreNodesOfJava(SparkSession spark) {
    Dataset<Row> nodes =
        resolved(spark, TestIds.resolver())
            .select(expr("explode(resolved.ids)"))
            .select(
                col("col.*"),
                NodeIds.node(col("col.type"), col("col.scope"), col("col.value")),
                NodeIds.check(col("col.type"), col("col.scope"), col("col.value")));

    for (Row row : nodes.collectAsList()) {
      String type = row.getString(0);
      String scope = row.getString(1);
      String value = row.getString(2);
      assertThat(row.getLong(3)).isEqualTo(NodeIds.node(type, scope, value));
      assertThat(row.getLong(4)).isEqualTo(NodeIds.check(type, scope, value));
      assertThat(row.getLong(3)).isNotEqualTo(row.getLong(4));
    }
  }

  @Test
  void noPlanContainsTheSecretOrItsKeys(SparkSession spark) {
    String plan = resolved(spark, TestIds.resolver()).queryExecution().toString();

    assertThat(plan)
        .contains("resolve_ids")
        .doesNotContain("demo secret")
        .doesNotContain("Tokens[");
    assertThat(IdSecret.demo().tokens().toString()).isEqualTo("Tokens[v1_***]");
  }

  private static Dataset<Row> resolved(SparkSession spark, IdResolver resolver) {
    return spark
        .range(20)
        .repartition(3)
        .withColumn("ids", expr(IDS))
        .withColumn("resolved", IdUdfs.resolve(col("ids"), resolver));
  }
}
