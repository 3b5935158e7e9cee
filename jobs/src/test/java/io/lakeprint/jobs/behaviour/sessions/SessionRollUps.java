package io.lakeprint.jobs.behaviour.sessions;

import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The sessions of some events, for tests of what stands on them. */
public final class SessionRollUps {

  private SessionRollUps() {}

  /** Rows of {@code behaviour.sessions}. */
  public static Dataset<Row> sessions(Dataset<Row> events, SessionsConfig config) {
    return new SessionsTransform(config).apply(new SessionizeTransform(config).apply(events));
  }
}
