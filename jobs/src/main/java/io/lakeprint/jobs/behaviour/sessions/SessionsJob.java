package io.lakeprint.jobs.behaviour.sessions;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.run.EventsStep;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionEventsTable;
import io.lakeprint.common.tables.SessionsTable;
import java.util.List;

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
    SessionizeTransform sessionize = new SessionizeTransform(config);
    context.progress("cutting events into sessions");
    try (EventsStep step = EventsStep.of(context, spec(), sessionize.watch(), config);
        Cached sessionized = Cached.of(sessionize.apply(step.events()))) {
      // The event rows first: they fill the cache, and the sessions then need no shuffle.
      step.sync(SessionEventsTable.SPEC, new SessionEventsTransform().apply(sessionized.rows()));
      step.sync(SessionsTable.SPEC, new SessionsTransform(config).apply(sessionized.rows()));
      return step.report();
    }
  }
}
