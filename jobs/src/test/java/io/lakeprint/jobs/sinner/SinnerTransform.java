package io.lakeprint.jobs.sinner;

import static java.time.ZoneOffset.UTC;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.udf;

import io.lakeprint.common.privacy.VaultCipher;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.tables.VaultTable;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Breaks every habit once, so that a rule that no longer bites is noticed. Never run. */
public final class SinnerTransform {
  private final SparkSession session;

  SinnerTransform(SparkSession session) {
    this.session = session;
  }

  Dataset<Row> luck() {
    return session
        .range(LocalDate.now(UTC).getDayOfYear())
        .select(monotonically_increasing_id(), rand());
  }

  void writesItself(String path) {
    luck().write().save(path);
  }

  int collects() {
    return luck().collectAsList().size();
  }

  Object hidesFunction() {
    return udf((UDF1<Long, Long>) value -> value, DataTypes.LongType);
  }

  void prints() {
    luck().show();
  }

  void streams() {
    luck().writeStream();
  }

  void leaves() {
    System.exit(1);
  }

  Object reachesInside() {
    return luck().queryExecution().optimizedPlan();
  }

  Object opensTheVault(VaultKeys keys) {
    return keys.open("phone", "", VaultTable.SEALED_VALUE.name(), 1);
  }

  Object opensRecords(VaultCipher cipher) {
    return cipher.decrypt("record", "", new byte[0]);
  }
}
