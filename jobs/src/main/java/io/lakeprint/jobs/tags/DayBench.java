package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
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
import io.lakeprint.common.tables.PersonTagsTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What one more day costs tags: against computing everything, and after a history twice as long.
 * One person in fifty comes on a day, for four events, one of them a purchase.
 *
 * @param bench where to measure
 * @param people how many
 * @param days of the short history
 */
record DayBench(Bench bench, int people, int days) {

  private static final int COMING = 50;
  private static final List<String> NAMES =
      List.of("login", "product_view", "add_to_cart", "purchase");

  void run() {
    Variant full = tags("full", "every person from the beginning", days, false);
    Variant day = tags("a day", "2 % of people come, and the calendar moves", days, true);
    bench.compare(
        new Comparison(
            "One more day after " + days, people, "people", List.of(full, day.aimingAt(0.15))));
    bench.compare(
        new Comparison(
            "One more day after a longer history",
            people,
            "people",
            List.of(
                day,
                tags("twice the history", "the same day after " + 2 * days, 2 * days, true)
                    .aimingAt(1.2))));
  }

  private Variant tags(String name, String about, int history, boolean computedBefore) {
    String input =
        bench.input(
            (computedBefore ? "tagged" : "untagged") + "-people-" + people + "-days-" + history,
            into -> make(into, history, computedBefore));
    return Variant.of(
            name,
            about,
            trial -> bench.run("tags", trial.folder("lake"), DailyVisits.asOf(history + 1)))
        .preparedBy(trial -> visits().copy(input + "/lake", trial))
        .checkedBy(trial -> requireEverybody(trial, history + 1));
  }

  private void make(String into, int history, boolean computedBefore) {
    bench.progress("making " + history + " days");
    BareWrites.text(lines(0, history), into + "/in");
    BareWrites.text(lines(history, 1), into + "/next");
    String lake = into + "/lake";
    derive(lake, "history", into + "/in", history);
    if (computedBefore) {
      bench.run("tags", lake, DailyVisits.asOf(history));
    }
    derive(lake, "day", into + "/next", history + 1);
  }

  private void derive(String lake, String source, String folder, int day) {
    bench.run("ingest", lake, source(source, folder), DailyVisits.asOf(day));
    for (String job :
        List.of("identity", "event-catalog", "daily-activity", "sessions", "orders")) {
      bench.run(job, lake, DailyVisits.asOf(day));
    }
  }

  private static String source(String name, String folder) {
    return """
    sources={ %s {
      format = json, path = "%s", channel = web
      columns { id = id, name = name, at = at, member = member, category = category, order = order, amount = amount }
      select {
        event_id = id, event_name = name, event_time = at, category = category
        order_id = order, amount = "try_cast(amount as decimal(18,4))", currency = "if(amount is null, null, 'CNY')"
        ids = "array(named_struct('type','member_id','scope','','value',member))"
      }
    } }\
    """
        .formatted(name, folder);
  }

  /** JSON lines of {@code count} days from day {@code first}; everybody comes once, early. */
  private Dataset<Row> lines(int first, int count) {
    Column comes =
        pmod(xxhash64(col("person"), col("day")), lit(COMING))
            .equalTo(0)
            .or(pmod(xxhash64(col("person")), lit(COMING)).equalTo(col("day")));
    Column names = functions.array(NAMES.stream().map(functions::lit).toArray(Column[]::new));
    Column buys = col("n").equalTo(NAMES.indexOf("purchase"));
    Column id = concat_ws("-", col("day"), col("person"), col("n"));
    return visits()
        .events(first, count, comes, NAMES.size())
        .select(
            to_json(
                    named_struct(
                        lit("id"), id,
                        lit("name"), element_at(names, col("n").plus(1)),
                        lit("at"), col("at"),
                        lit("member"), concat(lit("m"), col("person")),
                        lit("category"), concat(lit("c"), pmod(col("person"), lit(20))),
                        lit("order"), when(buys, id),
                        lit("amount"), when(buys, pmod(xxhash64(id), lit(500)).cast("string"))))
                .as("value"));
  }

  private DailyVisits visits() {
    return new DailyVisits(bench, people);
  }

  /** A fast wrong answer is no result. */
  private void requireEverybody(Trial trial, int day) {
    Row found =
        bench
            .spark()
            .read()
            .format("delta")
            .load(trial.folder("lake") + "/" + PersonTagsTable.SPEC.name().replace('.', '/'))
            .agg(functions.count(lit(1)), functions.max(PersonTagsTable.AS_OF.col()))
            .head();
    LocalDate asOf = DailyVisits.date(day);
    if (found.getLong(0) != people || !found.getDate(1).toLocalDate().equals(asOf)) {
      throw new IllegalStateException(
          "tags of %d people on %s, not of %d on %s"
              .formatted(found.getLong(0), found.getDate(1), people, asOf));
    }
  }
}
