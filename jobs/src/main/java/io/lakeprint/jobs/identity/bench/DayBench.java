package io.lakeprint.jobs.identity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.named_struct;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.DailyVisits;
import io.lakeprint.common.bench.Trial;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.tables.IdentityRunsTable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one more day costs identity: against looking at everything, and after a short and a long
 * history. A quarter of the people come on a day, each for four events of a cookie, one of them a
 * login; on a day with new links one person in a hundred comes with a new cookie.
 *
 * @param bench where to measure
 * @param people how many
 * @param days of the short history; the long one has twice as many
 */
record DayBench(Bench bench, int people, int days) {

  private static final int EVENTS = 4;
  private static final int COMING = 4;

  /** One in so many of those who come has a new cookie: one in a hundred people. */
  private static final int FRESH = 25;

  /** What of a lake is there before the clock starts. */
  private enum State {
    /** History, resolved; then a day with new links. */
    NEW_LINKS,
    /** History, resolved; then a day on which nothing is new. */
    SEEN_AGAIN,
    /** History and a day with new links, never resolved. */
    UNRESOLVED
  }

  void run() {
    Variant full =
        identity("full", "everything from the beginning", days, State.UNRESOLVED, "full");
    Variant day =
        identity("a day", "1 % of people with a new link", days, State.NEW_LINKS, "incremental");
    bench.compare(
        new Comparison(
            "One more day after " + days,
            (long) people * days * EVENTS / COMING,
            "events of history",
            List.of(
                full,
                day.aimingAt(0.2),
                identity("re-sightings", "nobody is new", days, State.SEEN_AGAIN, "incremental"))));
    bench.compare(
        new Comparison(
            "One more day after a longer history",
            (long) people * EVENTS / COMING,
            "events of the day",
            List.of(
                day,
                identity(
                        "twice the history",
                        "the same day after " + 2 * days,
                        2 * days,
                        State.NEW_LINKS,
                        "incremental")
                    .aimingAt(1.2))));
  }

  private Variant identity(String name, String about, int history, State state, String mode) {
    String input =
        bench.input(
            state.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "-people-"
                + people
                + "-days-"
                + history,
            into -> make(into, history, state));
    return Variant.of(
            name,
            about,
            trial -> bench.run("identity", trial.folder("lake"), DailyVisits.asOf(history + 1)))
        .preparedBy(trial -> visits().copy(input + "/lake", trial))
        .checkedBy(trial -> requireMode(trial, mode));
  }

  private void make(String into, int history, State state) {
    bench.progress("making " + history + " days");
    BareWrites.text(lines(0, history, false), into + "/in");
    BareWrites.text(lines(history, 1, state != State.SEEN_AGAIN), into + "/next");
    String lake = into + "/lake";
    bench.run("ingest", lake, source("history", into + "/in"), DailyVisits.asOf(history));
    if (state != State.UNRESOLVED) {
      bench.run("identity", lake, DailyVisits.asOf(history));
    }
    bench.run("ingest", lake, source("day", into + "/next"), DailyVisits.asOf(history + 1));
  }

  private static String source(String name, String folder) {
    return """
    sources={ %s {
      format = json, path = "%s", channel = web
      columns { id = id, name = name, at = at, member = member, cookie = cookie }
      select {
        event_id = id, event_name = name, event_time = at
        ids = "array(named_struct('type','member_id','scope','','value',member),named_struct('type','cookie','scope','','value',cookie))"
      }
    } }\
    """
        .formatted(name, folder);
  }

  /** JSON lines of {@code count} days from day {@code first}. */
  private Dataset<Row> lines(int first, int count, boolean fresh) {
    Column isNew = lit(fresh).and(pmod(xxhash64(col("person"), lit("new")), lit(FRESH)).equalTo(0));
    Column comes = pmod(xxhash64(col("person"), col("day")), lit(COMING)).equalTo(0);
    return visits()
        .events(first, count, comes, EVENTS)
        .select(
            to_json(
                    named_struct(
                        lit("id"), concat_ws("-", col("day"), col("person"), col("n")),
                        lit("name"), when(col("n").equalTo(0), "login").otherwise("page_view"),
                        lit("at"), col("at"),
                        lit("member"), when(col("n").equalTo(0), concat(lit("m"), col("person"))),
                        lit("cookie"), concat(when(isNew, "new-").otherwise("c-"), col("person"))))
                .as("value"));
  }

  private DailyVisits visits() {
    return new DailyVisits(bench, people);
  }

  private void requireMode(Trial trial, String mode) {
    String found =
        bench
            .spark()
            .read()
            .format("delta")
            .load(trial.folder("lake") + "/" + IdentityRunsTable.SPEC.name().replace('.', '/'))
            .orderBy(IdentityRunsTable.RUN_SEQUENCE.col().desc())
            .select(IdentityRunsTable.MODE.col())
            .first()
            .getString(0);
    if (!found.equals(mode)) {
      throw new IllegalStateException("the run was " + found + ", not " + mode);
    }
  }
}
