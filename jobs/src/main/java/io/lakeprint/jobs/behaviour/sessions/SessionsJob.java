package io.lakeprint.jobs.behaviour.sessions;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionEventsTable;
import io.lakeprint.common.tables.SessionsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Cuts what each person did until the as-of date into sessions. */
public final class SessionsJob implements Job<SessionsConfig> {

  @Override
  public JobSpec<SessionsConfig> spec() {
    return JobSpec.planned(
        "sessions",
        "behaviour",
        "Cut events into sessions: length, engagement, bounce, conversion",
        SessionsConfig.class,
        // Identity settles events.one_id: what people did waits for who they are.
        List.of(JobInput.of(EventsTable.SPEC), JobInput.optional(PersonsTable.SPEC)),
        List.of(SessionsTable.SPEC, SessionEventsTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, SessionsConfig config) {
    Dataset<Row> events =
        context
            .input(EventsTable.SPEC)
            .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf())));
    context.progress("cutting events into sessions");
    try (Cached sessionized = Cached.of(new SessionizeTransform(config).apply(events))) {
      // The event rows first: they fill the cache, and the sessions then need no shuffle.
      WriteResult sessionEvents =
          context
              .lake()
              .sync(
                  SessionEventsTable.SPEC, new SessionEventsTransform().apply(sessionized.rows()));
      WriteResult sessions =
          context
              .lake()
              .sync(SessionsTable.SPEC, new SessionsTransform(config).apply(sessionized.rows()));
      return JobReport.of(sessions, sessionEvents);
    }
  }
}
