package io.lakeprint.jobs.identity;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
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
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
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
   */
  record Outcome(
      Map<String, @Nullable String> map,
      Map<String, String> states,
      Map<String, String> links,
      List<Row> log,
      Dataset<Row> journal,
      List<Row> persons,
      Map<String, String> aliases) {

    @Nullable String owner(String id) {
      return map.get(id);
    }

    List<String> operations() {
      return log.stream().map(row -> row.<String>getAs("operation")).toList();
    }
  }

  static Outcome run(Dataset<Row> events, Dataset<Row> log, String asOf) {
    LocalDate day = LocalDate.parse(asOf);
    Kept keep = new Kept();
    IdentityJournal before = new IdentityJournal(log);
    Dataset<Row> seen = events.where(EventsTable.EVENT_DATE.col().leq(java.sql.Date.valueOf(day)));
    Resolution resolution =
        Resolution.of(
            seen, CONFIG, TYPES, new InMemoryEngine(CONFIG.maxNodesPerPerson(), TYPES), keep);
    IdentityState state = IdentityState.of(resolution, before, TYPES, keep);
    new RenameGate(CONFIG).check(before, state, day);
    long number = day.toEpochDay();
    List<Row> changes =
        new LogTransform(number, "run-" + number, day, "")
            .apply(state.map(), state.people(), state.overlaps(), before)
            .orderBy(IdentityLogTable.SEQUENCE.col())
            .collectAsList();
    List<Row> all = new ArrayList<>(log.collectAsList());
    all.addAll(changes);
    SparkSession spark = events.sparkSession();
    Dataset<Row> journal = spark.createDataFrame(all, IdentityLogTable.SPEC.schema());
    return outcome(resolution, state, changes, new IdentityJournal(journal));
  }

  private static Outcome outcome(
      Resolution resolution, IdentityState state, List<Row> changes, IdentityJournal journal) {
    Map<String, @Nullable String> map = new HashMap<>();
    Map<String, String> states = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    for (Row row : state.map().collectAsList()) {
      String id = row.getAs("id_type") + ":" + row.getAs("id_value");
      Instant from = row.<Timestamp>getAs("valid_from").toInstant();
      boolean forLife = from.equals(Instant.EPOCH) && row.getAs("valid_to") == null;
      map.put(forLife ? id : id + "@" + from, row.getAs("one_id"));
      states.put(id, row.getAs("state"));
      names.put(row.getAs("node_id"), id);
    }
    Map<String, String> links = new HashMap<>();
    for (Row row : resolution.links().collectAsList()) {
      List<String> ends = new ArrayList<>();
      ends.add(names.get(row.<Long>getAs("node_a")));
      ends.add(names.get(row.<Long>getAs("node_b")));
      Collections.sort(ends);
      links.put(
          String.join("|", ends),
          row.getAs("state") + " " + row.getAs("rule") + " " + row.getAs("kinds"));
    }
    Map<String, String> aliases = new HashMap<>();
    new AliasesTransform()
        .apply(journal, resolution.nodes(), state.map(), state.people())
        .collectAsList()
        .forEach(row -> aliases.put(row.getString(0), row.getString(1)));
    List<Row> persons = state.persons(new BusinessDays(ZoneOffset.UTC), TYPES).collectAsList();
    return new Outcome(map, states, links, changes, journal.log(), persons, aliases);
  }
}
