package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import io.lakeprint.jobs.behaviour.kernel.FunnelKernel;
import io.lakeprint.jobs.behaviour.kernel.FunnelOutcome;
import io.lakeprint.jobs.behaviour.kernel.LifecycleKernel;
import io.lakeprint.jobs.behaviour.kernel.PathKernel;
import io.lakeprint.jobs.behaviour.kernel.PathOutcome;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.kernel.RetentionKernel;
import io.lakeprint.jobs.behaviour.kernel.RetentionOutcome;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import io.lakeprint.jobs.behaviour.kernel.StickinessKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Runs every series over the log of a person and writes down what they say, as {@link Facts}. */
final class Follower {

  private interface Work {
    void follow(EventLog log, Person person);
  }

  private static final class Person {
    private final List<Row> funnels = new ArrayList<>();
    private final List<Row> retentions = new ArrayList<>();
    private final List<Row> lifecycles = new ArrayList<>();
    private final List<Row> stickiness = new ArrayList<>();
    private final List<Row> edges = new ArrayList<>();
  }

  private final List<Work> works = new ArrayList<>();

  Follower(List<Series> all) {
    for (int i = 0; i < all.size(); i++) {
      works.add(work(i, all.get(i)));
    }
  }

  Row facts(EventLog log) {
    Person person = new Person();
    works.forEach(work -> work.follow(log, person));
    return RowFactory.create(
        person.funnels.toArray(),
        person.retentions.toArray(),
        person.lifecycles.toArray(),
        person.stickiness.toArray(),
        person.edges.toArray());
  }

  private static Work work(int number, Series series) {
    if (series.work() instanceof Series.Funnel funnel) {
      return funnel(number, series, funnel);
    }
    if (series.work() instanceof Series.Retention retention) {
      return retention(number, series, retention.spec());
    }
    if (series.work() instanceof Series.Lifecycle lifecycle) {
      LifecycleKernel kernel = new LifecycleKernel(lifecycle.active(), series.periods());
      return (log, person) ->
          kernel
              .outcomes(log)
              .forEach(
                  outcome ->
                      person.lifecycles.add(
                          RowFactory.create(
                              number,
                              day(series, outcome.period()),
                              isOver(series, outcome.period()),
                              outcome.status().name().toLowerCase(Locale.ROOT))));
    }
    if (series.work() instanceof Series.Stickiness stickiness) {
      StickinessKernel kernel =
          new StickinessKernel(stickiness.active(), series.periods(), stickiness.intervals());
      return (log, person) ->
          kernel
              .outcomes(log)
              .forEach(
                  outcome ->
                      person.stickiness.add(
                          RowFactory.create(
                              number,
                              day(series, outcome.period()),
                              isOver(series, outcome.period()),
                              outcome.intervals())));
    }
    if (series.work() instanceof Series.Path path) {
      PathKernel kernel = new PathKernel(path.spec(), series.periods());
      return (log, person) ->
          kernel.outcomes(log).forEach(outcome -> edges(number, series, outcome, person.edges));
    }
    throw new IllegalStateException("no work of a series: " + series.work());
  }

  private static Work funnel(int number, Series series, Series.Funnel funnel) {
    FunnelKernel kernel = new FunnelKernel(funnel.spec(), series.periods(), funnel.days());
    boolean day = funnel.spec().window().calendarDay();
    long window = day ? 0 : funnel.spec().window().micros();
    return (log, person) -> {
      for (FunnelOutcome outcome : kernel.outcomes(log)) {
        @Nullable Long[] times = new @Nullable Long[outcome.steps()];
        for (int step = 1; step <= times.length; step++) {
          long time = outcome.time(step);
          times[step - 1] = time == FunnelOutcome.NEVER ? null : time;
        }
        // The last moment of the period still has its window.
        boolean complete = series.end() - series.periods().end(outcome.period()) >= window;
        person.funnels.add(
            RowFactory.create(
                number, day(series, outcome.period()), outcome.breakdown(), complete, times));
      }
    };
  }

  private static Work retention(int number, Series series, RetentionSpec spec) {
    RetentionKernel kernel = new RetentionKernel(spec, series.periods());
    long[] complete = new long[series.periods().count()];
    for (int cohort = 0; cohort < complete.length; cohort++) {
      for (int cell = 0; cell < spec.cellCount(); cell++) {
        complete[cohort] |= kernel.isComplete(cohort, cell, series.end()) ? 1L << cell : 0;
      }
    }
    return (log, person) -> {
      for (RetentionOutcome outcome : kernel.outcomes(log)) {
        person.retentions.add(
            RowFactory.create(
                number,
                day(series, outcome.cohort()),
                outcome.breakdown(),
                outcome.cells(),
                complete[outcome.cohort()]));
      }
    };
  }

  private static void edges(int number, Series series, PathOutcome path, List<Row> edges) {
    int last = path.nodes().size() - 2;
    for (int step = 0; step <= last; step++) {
      Long micros =
          step == 0 || step == last ? null : path.times().get(step + 1) - path.times().get(step);
      edges.add(
          RowFactory.create(
              number,
              day(series, path.period()),
              path.breakdown(),
              isOver(series, path.period()),
              step,
              path.nodes().get(step),
              path.nodes().get(step + 1),
              micros));
    }
  }

  private static int day(Series series, int period) {
    return Math.toIntExact(series.periods().day(period).toEpochDay());
  }

  private static boolean isOver(Series series, int period) {
    Periods periods = series.periods();
    return periods.end(period) <= series.end();
  }
}
