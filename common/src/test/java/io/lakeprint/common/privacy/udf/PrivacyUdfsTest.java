package io.lakeprint.common.privacy.udf;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class PrivacyUdfsTest {

  private static final StructType SCHEMA =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("url", DataTypes.StringType)
          .add("ip", DataTypes.StringType)
          .add("agent", DataTypes.StringType);

  @Test
  void masksColumnsAndKeepsNulls(SparkSession spark) {
    List<Row> rows =
        List.of(
            RowFactory.create("call 13812345678", "/p?token=1&q=a", "203.0.113.7", "curl/8.4.0"),
            RowFactory.create(null, null, null, null));

    List<Row> masked =
        spark
            .createDataFrame(rows, SCHEMA)
            .select(
                PrivacyUdfs.maskText(col("text")),
                PrivacyUdfs.maskUrl(col("url"), List.of("q")),
                PrivacyUdfs.ipPrefix(col("ip")),
                PrivacyUdfs.userAgent(col("agent")).getField("is_bot"))
            .collectAsList();

    assertThat(masked)
        .containsExactly(
            RowFactory.create("call ***", "/p?q=a", "203.0.113.0/24", true),
            RowFactory.create(null, null, null, null));
  }
}
