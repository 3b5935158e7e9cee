package io.lakeprint.jobs.behaviour.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.testkit.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the benchmark of sessions measures what it says: on a few rows. */
@ExtendWith(SparkExtension.class)
class SessionsBenchmarkTest {

  @Test
  void itsVisitsAreCutIntoTheSessionsThatTheirGapsSay(SparkSession spark) {
    Dataset<Row> visits = SessionsBenchmark.made(spark, 80, 3);
    SessionsConfig config = SessionsBenchmark.config();

    long begun = SessionsBenchmark.begun(visits, config);

    assertThat(begun).isEqualTo(10);
    assertThat(SessionsBenchmark.cut(visits, config).head().getLong(0)).isEqualTo(begun);
  }
}
