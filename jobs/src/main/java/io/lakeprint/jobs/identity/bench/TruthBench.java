package io.lakeprint.jobs.identity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Identity against people whose truth is known: simulated channels, read by ingest and resolved by
 * identity as in any lake. Sources come from the configuration: {@code --config conf/demo.conf}.
 *
 * <ul>
 *   <li>Pairs are (device or cookie, person). Found are those that the map has, at any time, with a
 *       member as owner. True are those that the simulator gave, and those of which an event says
 *       that the person used the device: a kiosk is nobody's, and yet in the hands of each who logs
 *       in there. Precision is over found pairs, recall over true ones of which some event tells
 *       (it carries the device and the member id).
 *   <li>Events with a login within reach are those whose anchor some event names together with a
 *       member id; right are those whose person is the true person's.
 * </ul>
 */
record TruthBench(Bench bench, int people, int days) {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final String DEVICE = "device";
  private static final String MEMBER = "member";
  private static final String PERSON = "person_id";
  private static final String OWNER = "owner";
  private static final String[] EVENT = {EventsTable.SOURCE.name(), EventsTable.EVENT_ID.name()};

  void run() {
    String folder =
        bench.input(
            "people-" + people + "-days-" + days + "-seed-42",
            into -> {
              for (String job : new String[] {"simulate", "ingest", "identity"}) {
                bench.progress(job);
                bench.run(
                    job,
                    into + "/lake",
                    "simulate.target=" + into + "/data",
                    "simulate.people=" + people,
                    "simulate.days=" + days,
                    "simulate.seed=42",
                    "simulate.start=" + START,
                    "time.as-of=" + START.plusDays(days - 1L));
              }
            });
    Dataset<Row> truth = truth(folder, "identifiers").where(col(PERSON).isNotNull());
    Dataset<Row> map = table(folder, IdentityMapTable.SPEC);
    Dataset<Row> events =
        table(folder, EventsTable.SPEC)
            .select(
                EventsTable.SOURCE.col(),
                EventsTable.EVENT_ID.col(),
                EventsTable.ANCHOR_NODE.col(),
                EventsTable.ONE_ID.col(),
                EventsTable.IDS.col());
    Dataset<Row> members = members(truth, map).cache();
    Dataset<Row> together = together(events).cache();
    Dataset<Row> actors =
        truth(folder, "events")
            .where(col(PERSON).isNotNull())
            .select(EventsTable.SOURCE.col(), EventsTable.EVENT_ID.col(), col(PERSON));
    Dataset<Row> used =
        events
            .select(
                EventsTable.SOURCE.col(),
                EventsTable.EVENT_ID.col(),
                explode(EventsTable.IDS.col()).as("id"))
            .where("id.type IN ('device_id', 'cookie')")
            .join(actors, EVENT)
            .select(col("id.value").as(DEVICE), col(PERSON));
    Dataset<Row> actual =
        truth
            .where("type IN ('device_id', 'cookie')")
            .select(col("value").as(DEVICE), col(PERSON))
            .union(used)
            .distinct()
            .withColumn("is_true", lit(true));
    devices(truth, actual, map, members, together);
    attribution(actors, events, map, members, together);
    members.unpersist();
    together.unpersist();
  }

  /** (one_id, person_id): whose account each member's person is. */
  private static Dataset<Row> members(Dataset<Row> truth, Dataset<Row> map) {
    return map.where(IdentityMapTable.ID_TYPE.col().equalTo("member_id"))
        .join(
            truth.where("type = 'member_id'").select(col("value"), col(PERSON)),
            IdentityMapTable.ID_VALUE.col().equalTo(col("value")))
        .select(IdentityMapTable.ONE_ID.col(), col(PERSON))
        .distinct();
  }

  /** (device, member): values that some event carries together. */
  private static Dataset<Row> together(Dataset<Row> events) {
    Dataset<Row> ids =
        events
            .where("exists(ids, id -> id.type = 'member_id')")
            .select(EventsTable.IDS.col(), explode(EventsTable.IDS.col()).as("id"));
    return ids.where("id.type IN ('device_id', 'cookie')")
        .selectExpr(
            "id.value AS " + DEVICE,
            "filter(ids, one -> one.type = 'member_id')[0].value AS " + MEMBER)
        .distinct();
  }

  private void devices(
      Dataset<Row> truth,
      Dataset<Row> actual,
      Dataset<Row> map,
      Dataset<Row> members,
      Dataset<Row> together) {
    Dataset<Row> told =
        together
            .join(
                truth.where("type = 'member_id'").select(col("value").as(MEMBER), col(PERSON)),
                MEMBER)
            .select(col(DEVICE), col(PERSON))
            .distinct()
            .withColumn("is_told", lit(true));
    Dataset<Row> found =
        map.where(IdentityMapTable.ID_TYPE.col().isin("device_id", "cookie"))
            .join(members, IdentityMapTable.ONE_ID.name())
            .select(IdentityMapTable.ID_VALUE.col().as(DEVICE), col(PERSON))
            .distinct()
            .withColumn("is_found", lit(true));
    String[] pair = {DEVICE, PERSON};
    Column known = col("is_true").isNotNull();
    Column hit = col("is_found").isNotNull();
    Column wanted = known.and(col("is_told").isNotNull());
    Row counts =
        actual
            .join(told, pair, "full")
            .join(found, pair, "full")
            .agg(
                count_if(hit),
                count_if(hit.and(known)),
                count_if(wanted),
                count_if(wanted.and(hit)))
            .first();
    note("device to person: precision", counts.getLong(1), counts.getLong(0), .995);
    note("device to person: recall", counts.getLong(3), counts.getLong(2), .97);
  }

  private void attribution(
      Dataset<Row> actors,
      Dataset<Row> events,
      Dataset<Row> map,
      Dataset<Row> members,
      Dataset<Row> together) {
    Dataset<Row> reach =
        map.join(
                together.select(col(DEVICE).as("value")).union(together.select(col(MEMBER))),
                IdentityMapTable.ID_VALUE.col().equalTo(col("value")))
            .select(IdentityMapTable.NODE_ID.col())
            .distinct();
    Dataset<Row> accounts = members.toDF(EventsTable.ONE_ID.name(), OWNER);
    Dataset<Row> accountHolders = members.select(col(PERSON)).distinct();
    Row counts =
        events
            .join(reach, EventsTable.ANCHOR_NODE.col().equalTo(IdentityMapTable.NODE_ID.col()))
            .join(actors, EVENT)
            .join(accountHolders, PERSON)
            .join(accounts, new String[] {EventsTable.ONE_ID.name()}, "left")
            .agg(count(lit(1)), count_if(col(OWNER).equalTo(col(PERSON))))
            .first();
    note(
        "events with a login within reach that have the true person",
        counts.getLong(1),
        counts.getLong(0),
        .99);
  }

  private void note(String what, long part, long all, double aim) {
    double ratio = all == 0 ? 0 : (double) part / all;
    bench.note(
        String.format(
            Locale.ROOT,
            "%s: %.4f (%,d of %,d), aim %s %.3f",
            what,
            ratio,
            part,
            all,
            ratio >= aim ? "≥" : "not ≥",
            aim));
  }

  private Dataset<Row> truth(String folder, String name) {
    return bench
        .spark()
        .read()
        .option("header", true)
        .csv(folder + "/data/truth/" + name + ".csv*");
  }

  private Dataset<Row> table(String folder, TableSpec table) {
    return bench
        .spark()
        .read()
        .format("delta")
        .load(folder + "/lake/" + table.name().replace('.', '/'));
  }
}
