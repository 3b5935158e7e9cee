package io.lakeprint.jobs.identity.reference;

import static org.apache.spark.sql.functions.explode;

import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.identity.IdentityJob;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A real lake, the real job, and what its tables say, read as any reader would. */
public final class LakeUnderTest {

  /** One row of {@code identity_map}. */
  public record Ownership(
      Id id, Instant from, @Nullable Instant to, @Nullable String oneId, String standing) {

    public boolean holds(Instant time) {
      return !time.isBefore(from) && (to == null || time.isBefore(to));
    }
  }

  private final SparkSession spark;
  private final Path folder;
  private final String[] settings;
  private Map<String, String> planning = Map.of();
  private long deliveries;

  public LakeUnderTest(SparkSession spark, Path folder, String... settings) {
    this.spark = spark;
    this.folder = folder;
    this.settings = settings;
  }

  /** Runs with these settings of Spark from now on. */
  public LakeUnderTest planned(Map<String, String> sparkSettings) {
    planning = Map.copyOf(sparkSettings);
    return this;
  }

  /** One delivery of events, in an order of its own. */
  public void deliver(List<Deed> deeds, long seed) {
    List<Deed> shuffled = new ArrayList<>(deeds);
    Collections.shuffle(shuffled, new Random(seed));
    TableRows rows = TableRows.of(EventsTable.SPEC);
    for (Deed deed : shuffled) {
      Id anchor = deed.ids().isEmpty() ? null : deed.ids().get(0);
      rows.row(
          EventsTable.SOURCE,
          "test",
          EventsTable.EVENT_ID,
          deed.key(),
          EventsTable.EVENT_NAME,
          deed.name(),
          EventsTable.EVENT_TIME,
          deed.time(),
          EventsTable.EVENT_DATE,
          deed.day(),
          EventsTable.IDS,
          deed.ids().stream()
              .map(id -> RowFactory.create(id.type(), id.scope(), id.value()))
              .toArray(Row[]::new),
          EventsTable.ANCHOR_NODE,
          anchor == null ? null : Long.valueOf(Nodes.node(new Life(anchor, 0))));
    }
    at(World.FIRST).lake().append(EventsTable.SPEC, rows.on(spark), next());
  }

  /** What operators said. */
  public void hear(List<Word> words) {
    TableRows rows = TableRows.of(IdOverridesTable.SPEC);
    for (Word word : words) {
      long a = Nodes.node(new Life(word.a(), 0));
      Long b = word.b() == null ? null : Long.valueOf(Nodes.node(new Life(word.b(), 0)));
      rows.row(
          IdOverridesTable.OVERRIDE_ID,
          word.toString(),
          IdOverridesTable.KIND,
          word.kind(),
          IdOverridesTable.NODE_A,
          b == null ? a : Math.min(a, b),
          IdOverridesTable.NODE_B,
          b == null ? null : Long.valueOf(Math.max(a, b)),
          IdOverridesTable.EFFECTIVE_ON,
          word.on(),
          IdOverridesTable.SAID_BY,
          "test");
    }
    if (!words.isEmpty()) {
      at(World.FIRST).lake().append(IdOverridesTable.SPEC, rows.on(spark), next());
    }
  }

  /** Copies a journal from another lake. */
  public void take(Dataset<Row> log) {
    at(World.FIRST).lake().append(IdentityLogTable.SPEC, log, next());
  }

  private Transaction next() {
    return new Transaction("test", ++deliveries);
  }

  /** Runs the job; tells how many rows it wrote. */
  public long run(LocalDate asOf, String... further) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of(further));
    TrialContext context =
        TrialContext.at(spark, folder, ZoneOffset.UTC, asOf, all.toArray(new String[0]));
    planning.forEach((key, value) -> context.lake().spark().conf().set(key, value));
    return context.run(new IdentityJob()).rowsWritten();
  }

  private TrialContext at(LocalDate asOf) {
    return TrialContext.at(spark, folder, ZoneOffset.UTC, asOf, settings);
  }

  public Dataset<Row> read(TableSpec table) {
    return at(World.LAST).lake().read(table);
  }

  public long version(TableSpec table) {
    return at(World.LAST).lake().version(table);
  }

  // ---- what the tables say ---------------------------------------------------------------------

  /** Ownerships by value, in time. */
  public Map<Id, List<Ownership>> map() {
    Map<Id, List<Ownership>> map = new TreeMap<>();
    for (Row row : read(IdentityMapTable.SPEC).collectAsList()) {
      Id id =
          new Id(
              row.getAs(IdentityMapTable.ID_TYPE.name()),
              row.getAs(IdentityMapTable.SCOPE.name()),
              row.getAs(IdentityMapTable.ID_VALUE.name()));
      Timestamp to = row.getAs(IdentityMapTable.VALID_TO.name());
      map.computeIfAbsent(id, key -> new ArrayList<>())
          .add(
              new Ownership(
                  id,
                  row.<Timestamp>getAs(IdentityMapTable.VALID_FROM.name()).toInstant(),
                  to == null ? null : to.toInstant(),
                  row.getAs(IdentityMapTable.ONE_ID.name()),
                  row.getAs(IdentityMapTable.STATE.name())));
    }
    map.values().forEach(rows -> rows.sort(Comparator.comparing(Ownership::from)));
    return map;
  }

  /** {@code id|id STATE rule kinds} of every link that evidence stands for, sorted. */
  public List<String> links() {
    Map<Long, Id> names = new HashMap<>();
    for (Row row :
        read(IdNodesTable.SPEC)
            .select(
                IdNodesTable.ID_TYPE.col(),
                IdNodesTable.SCOPE.col(),
                IdNodesTable.ID_VALUE.col(),
                explode(IdNodesTable.LIVES.col().getField("lived")))
            .collectAsList()) {
      names.put(row.getLong(3), new Id(row.getString(0), row.getString(1), row.getString(2)));
    }
    List<String> links = new ArrayList<>();
    for (Row row :
        read(IdLinksTable.SPEC).where(IdLinksTable.STATE.col().notEqual("CUT")).collectAsList()) {
      Id a = Objects.requireNonNull(names.get(row.<Long>getAs(IdLinksTable.NODE_A.name())));
      Id b = Objects.requireNonNull(names.get(row.<Long>getAs(IdLinksTable.NODE_B.name())));
      links.add(
          text(
              a,
              b,
              row.getAs(IdLinksTable.STATE.name()),
              row.getAs(IdLinksTable.RULE.name()),
              row.getAs(IdLinksTable.KINDS.name())));
    }
    Collections.sort(links);
    return links;
  }

  /** One link in words; which end's standing keeps it out is not said. */
  static String text(Id a, Id b, String state, @Nullable String rule, String kinds) {
    boolean inOrder = a.compareTo(b) < 0;
    String why =
        rule != null && (rule.contains("blocked") || rule.contains("multi-owner"))
            ? "standing"
            : String.valueOf(rule);
    return (inOrder ? a + "|" + b : b + "|" + a) + " " + state + " " + why + " " + kinds;
  }

  /** Person by event. */
  public Map<String, @Nullable String> events(LocalDate asOf) {
    Map<String, @Nullable String> events = new HashMap<>();
    read(EventsTable.SPEC)
        .where(EventsTable.EVENT_DATE.col().leq(java.sql.Date.valueOf(asOf)))
        .select(EventsTable.EVENT_ID.col(), EventsTable.ONE_ID.col())
        .collectAsList()
        .forEach(row -> events.put(row.getString(0), row.getString(1)));
    return events;
  }

  public Map<String, String> aliases() {
    Map<String, String> aliases = new HashMap<>();
    read(OneIdAliasesTable.SPEC)
        .collectAsList()
        .forEach(row -> aliases.put(row.getString(0), row.getString(1)));
    return aliases;
  }
}
