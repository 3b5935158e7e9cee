package io.lakeprint.jobs.behaviour;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.TableRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What sources and identity may do to a log of events, at random but the same for a seed. */
final class RandomEvents {

  private static final int PEOPLE = 12;
  private static final int BATCH = 220;
  private static final List<String> NAMES =
      List.of(
          "page_view",
          "page_view",
          "page_ping",
          "add_to_cart",
          "order_placed",
          "purchase",
          "refund",
          "search",
          "login",
          "identify",
          "profile_set",
          "profile_increment",
          "message_sent");
  private static final List<String> CAMPAIGNS = List.of("spring", "618");
  private static final List<String> CHANNELS = List.of("web", "app", "store");

  private final Random random;
  private final LocalDate start;
  private final ZoneId zone;
  private final SparkSession spark;
  private final Map<Long, String> owners = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private int made;
  private int transactions;

  RandomEvents(Random random, LocalDate start, ZoneId zone, SparkSession spark) {
    this.random = random;
    this.start = start;
    this.zone = zone;
    this.spark = spark;
    for (long anchor = 0; anchor < 2 * PEOPLE; anchor++) {
      owners.put(anchor, "p" + anchor / 2);
    }
  }

  /** Events of the days around the as-of: on time, late, and of a day that has not ended. */
  void append(Lake lake, LocalDate asOf) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    for (int i = 0; i < BATCH; i++) {
      String id = "e" + ++made;
      ids.add(id);
      event(rows, id, asOf.minusDays(random.nextInt(8)).plusDays(random.nextInt(3)));
    }
    lake.append(EventsTable.SPEC, rows.on(spark), new Transaction("source", ++transactions));
  }

  /** Some events say something else now, or happened at another time. */
  void reload(Lake lake) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    List<String> again = some(8);
    again.forEach(id -> event(rows, id, start.plusDays(random.nextInt(4) - 3)));
    lake.sync(EventsTable.SPEC, rows.on(spark), Part.where(among(again)));
  }

  /** Some events are gone. */
  void remove(Lake lake) {
    List<String> gone = some(6);
    ids.removeAll(gone);
    lake.sync(EventsTable.SPEC, TableRows.of(EventsTable.SPEC).on(spark), Part.where(among(gone)));
  }

  /** Two people turn out to be one, and an anchor of another becomes somebody of its own. */
  void mergeAndSplit(Lake lake) {
    String loser = "p" + random.nextInt(PEOPLE);
    String survivor = "p" + random.nextInt(PEOPLE);
    owners.replaceAll((anchor, person) -> person.equals(loser) ? survivor : person);
    owners.put((long) random.nextInt(2 * PEOPLE), "n" + transactions);
    TableRows rows = TableRows.of(EventsTable.SPEC);
    owners.forEach(
        (anchor, person) -> rows.row(EventsTable.ANCHOR_NODE, anchor, EventsTable.ONE_ID, person));
    lake.update(
        EventsTable.SPEC,
        rows.on(spark).select(EventsTable.ANCHOR_NODE.col(), EventsTable.ONE_ID.col()),
        List.of(EventsTable.ANCHOR_NODE),
        "true");
  }

  /**
   * Changes can no longer be told: the table is made anew with the same rows, or the files of its
   * feed are gone, as VACUUM would have them.
   */
  void loseFeed(Lake lake, boolean isMadeAnew) {
    Dataset<Row> all = lake.read(EventsTable.SPEC).localCheckpoint();
    Path table = new Path(lake.location(EventsTable.SPEC));
    try {
      table
          .getFileSystem(spark.sparkContext().hadoopConfiguration())
          .delete(isMadeAnew ? table : new Path(table, "_change_data"), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (isMadeAnew) {
      lake.append(EventsTable.SPEC, all, new Transaction("source", ++transactions));
    }
  }

  /** The people of the events there are, as identity would keep them. */
  static void keepPersons(Lake lake) {
    Map<String, Column> known =
        Map.of(
            PersonsTable.ONE_ID.name(), EventsTable.ONE_ID.col(),
            PersonsTable.FIRST_SEEN_AT.name(), col("first"),
            PersonsTable.LAST_SEEN_AT.name(), col("last"));
    Dataset<Row> people =
        lake.read(EventsTable.SPEC)
            .where(EventsTable.ONE_ID.col().isNotNull())
            .groupBy(EventsTable.ONE_ID.col())
            .agg(
                min(EventsTable.EVENT_TIME.col()).as("first"),
                max(EventsTable.EVENT_TIME.col()).as("last"))
            .select(
                PersonsTable.SPEC.columns().stream()
                    .map(column -> column.is(known.getOrDefault(column.name(), filler(column))))
                    .toArray(Column[]::new));
    lake.sync(PersonsTable.SPEC, people);
  }

  /** Whose the anchors are now, as identity would keep it: whoever has one had it always. */
  void keepOwners(Lake lake) {
    TableRows rows = TableRows.of(IdentityMapTable.SPEC);
    owners.forEach(
        (anchor, person) ->
            rows.row(
                IdentityMapTable.ID_VALUE,
                "v" + anchor,
                IdentityMapTable.NODE_ID,
                anchor,
                IdentityMapTable.ONE_ID,
                person,
                IdentityMapTable.VALID_FROM,
                Instant.EPOCH));
    lake.sync(IdentityMapTable.SPEC, rows.on(spark));
  }

  private static Column filler(ColumnSpec column) {
    if (column.nullable()) {
      return lit(null);
    }
    if (column.type() == Types.DATE) {
      return lit(LocalDate.EPOCH);
    }
    return lit(column.allowed().isEmpty() ? "0" : column.allowed().get(0));
  }

  private void event(TableRows rows, String id, LocalDate day) {
    Instant time = day.atTime(8 + random.nextInt(4), random.nextInt(60)).atZone(zone).toInstant();
    String name = pick(NAMES);
    boolean known = random.nextInt(10) > 0;
    long anchor = random.nextInt(2 * PEOPLE);
    boolean ofOrder = List.of("order_placed", "purchase", "refund").contains(name);
    rows.row(
        EventsTable.SOURCE,
        "shop",
        EventsTable.EVENT_ID,
        id,
        EventsTable.EVENT_NAME,
        name,
        EventsTable.EVENT_TIME,
        time,
        EventsTable.EVENT_DATE,
        day,
        EventsTable.CHANNEL,
        pick(CHANNELS),
        EventsTable.ANCHOR_NODE,
        known ? anchor : null,
        EventsTable.ONE_ID,
        known ? owners.get(anchor) : null,
        EventsTable.PAGE_PATH,
        "/" + random.nextInt(5),
        EventsTable.PRODUCT_ID,
        random.nextInt(3) == 0 ? null : "product" + random.nextInt(9),
        EventsTable.CATEGORY,
        "c" + random.nextInt(3),
        EventsTable.CAMPAIGN_NAME,
        random.nextInt(6) == 0 ? pick(CAMPAIGNS) : null,
        EventsTable.ORDER_ID,
        ofOrder ? "o" + random.nextInt(40) : null,
        EventsTable.AMOUNT,
        ofOrder ? String.valueOf(1 + random.nextInt(50)) : null,
        EventsTable.CURRENCY,
        ofOrder ? "CNY" : null,
        EventsTable.IS_BOT,
        random.nextInt(30) == 0,
        EventsTable.USER_PROPERTIES,
        properties());
  }

  private @Nullable Map<String, String> properties() {
    return random.nextInt(2) == 0 ? null : Map.of("plan", "v" + random.nextInt(3), "n", "1");
  }

  private List<String> some(int count) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(pick(ids));
    }
    return chosen.stream().distinct().toList();
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String among(List<String> ids) {
    return "event_id IN ('" + String.join("', '", ids) + "')";
  }
}
