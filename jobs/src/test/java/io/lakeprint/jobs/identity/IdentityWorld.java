package io.lakeprint.jobs.identity;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.TableRows;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Events of a small world, and what identity makes of them, run after run. */
final class IdentityWorld {
  private static final LakeConfig SETTINGS =
      ConfigLoader.load(List.of(), List.of(), IdentityWorld.class.getClassLoader());
  static final TypeRules TYPES =
      new TypeRules(SETTINGS.bind(IdentifiersConfig.PATH, IdentifiersConfig.class));
  static final IdentityConfig CONFIG = SETTINGS.bind("identity", IdentityConfig.class);

  private record Event(String name, Instant time, List<String> ids) {}

  private final List<Event> events = new ArrayList<>();

  /** One event; identifiers are {@code type:value}. */
  IdentityWorld event(String time, String name, String... ids) {
    events.add(new Event(name, Instant.parse("2026-03-" + time + ":00Z"), List.of(ids)));
    return this;
  }

  static IdentityWorld random(long seed) {
    Random random = new Random(seed);
    IdentityWorld world = new IdentityWorld();
    String[] names = {"page_view", "page_view", "login", "logout", "purchase", "identify", "bind"};
    int size = 30 + random.nextInt(40);
    for (int i = 0; i < size; i++) {
      TreeSet<String> ids = new TreeSet<>();
      String name = names[random.nextInt(names.length)];
      ids.add("cookie:c" + random.nextInt(8));
      if (random.nextInt(3) > 0) {
        ids.add("device_id:d" + random.nextInt(5));
      }
      if (random.nextInt(3) == 0 || name.equals("login")) {
        ids.add("member_id:m" + random.nextInt(5));
      }
      if (random.nextInt(4) == 0) {
        ids.add("phone:p" + random.nextInt(4));
      }
      world.events.add(
          new Event(
              name,
              Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * random.nextInt(14 * 24 * 60)),
              List.copyOf(ids)));
    }
    return world;
  }

  /** The same events in another order. */
  IdentityWorld shuffled(long seed) {
    IdentityWorld other = new IdentityWorld();
    other.events.addAll(events);
    Collections.shuffle(other.events, new Random(seed));
    return other;
  }

  Dataset<Row> on(SparkSession spark) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    for (Event event : events) {
      List<String> ids = new ArrayList<>(event.ids());
      ids.sort(Comparator.comparing(IdentityWorld::priority));
      rows.row(
          EventsTable.SOURCE,
          "test",
          EventsTable.EVENT_ID,
          event.time() + event.name() + event.ids(),
          EventsTable.EVENT_NAME,
          event.name(),
          EventsTable.EVENT_TIME,
          event.time(),
          EventsTable.EVENT_DATE,
          event.time().atZone(ZoneOffset.UTC).toLocalDate(),
          EventsTable.IDS,
          ids.stream().map(IdentityWorld::identifier).toArray(Row[]::new),
          EventsTable.ANCHOR_NODE,
          ids.isEmpty() ? null : Long.valueOf(node(ids.get(0))));
    }
    return rows.on(spark);
  }

  static long node(String id) {
    List<String> parts = Arrays.asList(id.split(":", 2));
    return NodeIds.node(parts.get(0), "", parts.get(1));
  }

  private static Row identifier(String id) {
    List<String> parts = Arrays.asList(id.split(":", 2));
    return RowFactory.create(parts.get(0), "", parts.get(1));
  }

  private static int priority(String id) {
    String type = id.substring(0, id.indexOf(':'));
    return Objects.requireNonNull(TYPES.identifiers().types().get(type), type).priority();
  }

  static Dataset<Row> emptyLog(SparkSession spark) {
    return spark.createDataFrame(List.of(), IdentityLogTable.SPEC.schema());
  }

  /**
   * What one run gives.
   *
   * @param map owner by {@code type:value@valid_from}; the start is left out for owners for life
   * @param states standing by {@code type:value}
   * @param links {@code STATE rule kinds} by {@code type:value|type:value}
   * @param log operations of this run in order
   * @param journal the log with them
   * @param persons rows of {@code persons}
   * @param aliases person by retired id
   * @param tables all rows of the state
   */
  record Outcome(
      Map<String, @Nullable String> map,
      Map<String, String> states,
      Map<String, String> links,
      List<Row> log,
      Dataset<Row> journal,
      List<Row> persons,
      Map<String, String> aliases,
      IdentityTables tables) {

    @Nullable String owner(String id) {
      return map.get(id);
    }

    List<String> operations() {
      return log.stream().map(row -> row.<String>getAs("operation")).toList();
    }
  }

  /** Everything from all events, under the names that the log has. */
  static Outcome run(Dataset<Row> events, Dataset<Row> log, String asOf) {
    return DEFAULTS.run(events, log, null, asOf);
  }

  private static StructType nullable(TableSpec table) {
    return new StructType(
        Arrays.stream(table.schema().fields())
            .map(field -> field.copy(field.name(), field.dataType(), true, field.metadata()))
            .toArray(StructField[]::new));
  }

  private static Dataset<Row> upTo(Dataset<Row> events, LocalDate day) {
    return events.where(EventsTable.EVENT_DATE.col().leq(java.sql.Date.valueOf(day)));
  }

  /** Settings other than the defaults, for what runs after this. */
  record Lab(IdentityConfig config, TypeRules types) {
    static Lab of(String... settings) {
      LakeConfig config =
          ConfigLoader.load(List.of(), List.of(settings), IdentityWorld.class.getClassLoader());
      return new Lab(
          config.bind("identity", IdentityConfig.class),
          new TypeRules(config.bind(IdentifiersConfig.PATH, IdentifiersConfig.class)));
    }

    private IdentityRun.Rules rules(LocalDate asOf, Dataset<Row> log) {
      long number = log.isEmpty() ? 1 : asOf.toEpochDay();
      return new IdentityRun.Rules(
          config, types, new BusinessDays(ZoneOffset.UTC), asOf, number, "run-" + number);
    }

    /** Everything from all events, under the names that the log has. */
    Outcome run(
        Dataset<Row> events, Dataset<Row> log, @Nullable Dataset<Row> overrides, String asOf) {
      LocalDate day = LocalDate.parse(asOf);
      SparkSession spark = events.sparkSession();
      IdentityTables nothing =
          IdentityTables.of(table -> spark.createDataFrame(List.of(), table.schema()));
      try (Kept keep = new Kept()) {
        IdentityUpdate update =
            new IdentityRun(
                    rules(day, log), nothing, new IdentityJournal(log), overrides, keep, keep)
                .full(upTo(events, day));
        return outcome(update.wanted(), update.changes().collectAsList(), log);
      }
    }

    /**
     * From the state of an earlier run and the days that changed since.
     *
     * @param before what the earlier run gave, at {@code beforeAsOf}
     * @param days business days whose events may have changed
     */
    Outcome next(
        Outcome before,
        String beforeAsOf,
        Dataset<Row> events,
        List<LocalDate> days,
        @Nullable Dataset<Row> overrides,
        @Nullable Dataset<Row> named,
        String asOf) {
      LocalDate day = LocalDate.parse(asOf);
      Dataset<Row> changed =
          upTo(events, day)
              .where(
                  EventsTable.EVENT_DATE
                      .col()
                      .isin(days.stream().map(java.sql.Date::valueOf).toArray()));
      IdentityTables tables = before.tables();
      try (Kept keep = new Kept()) {
        Optional<IdentityUpdate> update =
            new IdentityRun(
                    rules(day, before.journal()),
                    tables,
                    new IdentityJournal(before.journal()),
                    overrides,
                    keep,
                    keep)
                .incremental(changed, days, named, LocalDate.parse(beforeAsOf));
        if (update.isEmpty()) {
          return outcome(tables, List.of(), before.journal());
        }
        IdentityUpdate found = update.get();
        SparkSession spark = events.sparkSession();
        IdentityTables after =
            IdentityTables.of(
                table ->
                    spark.createDataFrame(
                        found.after(table, tables.get(table)).collectAsList(), nullable(table)));
        return outcome(after, found.changes().collectAsList(), before.journal());
      }
    }
  }

  private static final Lab DEFAULTS = Lab.of();

  private static Outcome outcome(IdentityTables tables, List<Row> changes, Dataset<Row> log) {
    List<Row> all = new ArrayList<>(log.collectAsList());
    List<Row> sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparing(row -> row.<Long>getAs("sequence")));
    all.addAll(sorted);
    Dataset<Row> journal = log.sparkSession().createDataFrame(all, IdentityLogTable.SPEC.schema());
    Map<String, @Nullable String> map = new HashMap<>();
    Map<String, String> states = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    for (Row row : tables.map().collectAsList()) {
      String id = row.getAs("id_type") + ":" + row.getAs("id_value");
      Instant from = row.<Timestamp>getAs("valid_from").toInstant();
      boolean forLife = from.equals(Instant.EPOCH) && row.getAs("valid_to") == null;
      map.put(forLife ? id : id + "@" + from, row.getAs("one_id"));
      states.put(id, row.getAs("state"));
      int life = row.<Integer>getAs("life");
      names.put(NodeIds.life(row.<Long>getAs("node_id"), life), life == 1 ? id : id + "#" + life);
    }
    Map<String, String> links = new HashMap<>();
    for (Row row : tables.links().collectAsList()) {
      List<String> ends = new ArrayList<>();
      ends.add(names.get(row.<Long>getAs("node_a")));
      ends.add(names.get(row.<Long>getAs("node_b")));
      Collections.sort(ends);
      links.put(
          String.join("|", ends),
          row.getAs("state") + " " + row.getAs("rule") + " " + row.getAs("kinds"));
    }
    Map<String, String> aliases = new HashMap<>();
    tables
        .aliases()
        .collectAsList()
        .forEach(row -> aliases.put(row.getString(0), row.getString(1)));
    return new Outcome(
        map, states, links, sorted, journal, tables.persons().collectAsList(), aliases, tables);
  }
}
