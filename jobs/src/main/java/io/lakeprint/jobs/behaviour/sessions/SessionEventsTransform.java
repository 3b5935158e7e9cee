package io.lakeprint.jobs.behaviour.sessions;

import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.tables.SessionEventsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which event belongs to which session: rows of {@link SessionizeTransform} in, {@code
 * behaviour.session_events} out, one to one, without a shuffle.
 */
record SessionEventsTransform() {

  Dataset<Row> apply(Dataset<Row> sessionized) {
    return sessionized.select(SessionEventsTable.SPEC.cols());
  }
}
