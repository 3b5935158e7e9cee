package io.lakeprint.jobs.identity;

import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.jobs.identity.reference.Agreement;
import io.lakeprint.jobs.identity.reference.Deed;
import io.lakeprint.jobs.identity.reference.Id;
import io.lakeprint.jobs.identity.reference.LakeUnderTest;
import io.lakeprint.jobs.identity.reference.LakeUnderTest.Ownership;
import io.lakeprint.jobs.identity.reference.Names;
import io.lakeprint.jobs.identity.reference.Reference;
import io.lakeprint.jobs.identity.reference.RuleBook;
import io.lakeprint.jobs.identity.reference.Rules;
import io.lakeprint.jobs.identity.reference.Word;
import io.lakeprint.jobs.identity.reference.World;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * One lake with all cases and many generated worlds, which touch nowhere, over runs on 10, 11, 12
 * and 20 March; and what its tables said after each. The reference knows one world at a time, so
 * agreement also says that unrelated data matters to nobody.
 */
final class IdentityHistory {
  static final LocalDate MARCH_10 = LocalDate.of(2026, 3, 10);
  static final LocalDate MARCH_11 = LocalDate.of(2026, 3, 11);
  static final LocalDate MARCH_12 = LocalDate.of(2026, 3, 12);
  static final LocalDate MARCH_20 = LocalDate.of(2026, 3, 20);

  private static final long SEED = Long.getLong("oracle.seed", 0);
  private static final long WORLDS = Long.getLong("oracle.worlds", 20);

  /** What the tables said after a run. */
  record Said(
      Map<Id, List<Ownership>> map,
      List<String> links,
      Map<String, @Nullable String> events,
      Map<String, String> aliases) {}

  private final String[] settings = RuleBook.small(true, true);
  private final Rules rules = RuleBook.rules(settings);
  private final IdentityCases cases = new IdentityCases(rules);
  private final List<World> worlds = new ArrayList<>(cases.all());
  private final Map<LocalDate, Said> said = new HashMap<>();
  private final Set<String> published = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private final LakeUnderTest lake;

  /** Delivers day by day and runs. */
  IdentityHistory(SparkSession spark, Path folder) {
    LongStream.range(SEED, SEED + WORLDS)
        .forEach(seed -> worlds.add(World.generated(seed, rules, true)));
    lake = new LakeUnderTest(spark, folder, settings);
    Map<World, Names> names = new HashMap<>();
    worlds.forEach(world -> names.put(world, new Names(rules)));
    LocalDate before = LocalDate.EPOCH;
    for (LocalDate day : List.of(MARCH_10, MARCH_11, MARCH_12, MARCH_20)) {
      LocalDate since = before;
      lake.deliver(deeds(deed -> within(deed.arrives(), since, day)), day.toEpochDay());
      lake.hear(words(since, day));
      lake.run(day);
      Agreement agreement = new Agreement(lake, day);
      differences.addAll(agreement.differences(worlds, world -> named(names, world, day)));
      agreement.assertInvariants(rules);
      Said now = new Said(lake.map(), lake.links(), lake.events(day), lake.aliases());
      now.map().values().forEach(rows -> rows.forEach(row -> add(published, row.oneId())));
      said.put(day, now);
      before = day;
    }
  }

  /** Null where a value has several lives: their hashes, which names derive from, are private. */
  private static @Nullable Map<String, String> named(
      Map<World, Names> names, World world, LocalDate day) {
    Reference reference = world.at(day);
    Map<String, String> next = Objects.requireNonNull(names.get(world)).next(reference);
    return world.at(World.LAST).hasManyLives() || reference.hasManyLives() ? null : next;
  }

  private static void add(Set<String> all, @Nullable String one) {
    if (one != null) {
      all.add(one);
    }
  }

  LakeUnderTest lake() {
    return lake;
  }

  String[] settings() {
    return settings;
  }

  /** Where engine and reference differ, in which world. */
  List<String> differences() {
    return differences;
  }

  /** Every id that was ever in the map. */
  Set<String> published() {
    return published;
  }

  /**
   * Ids of which nothing is left, because their identifiers are all blocked or in turn with others,
   * and those that went to one of them.
   */
  Set<String> gone(Set<String> alive) {
    Map<String, String> went = new HashMap<>();
    lake.read(IdentityLogTable.SPEC)
        .where("operation = 'MERGE'")
        .orderBy(IdentityLogTable.RUN_NUMBER.col())
        .collectAsList()
        .forEach(
            row ->
                went.put(
                    row.getAs(IdentityLogTable.FROM_ONE_ID.name()),
                    String.valueOf(row.<Object>getAs(IdentityLogTable.TO_ONE_ID.name()))));
    Set<String> gone = new HashSet<>();
    for (String id : went.keySet()) {
      String end = id;
      while (went.containsKey(end) && !alive.contains(end)) {
        end = Objects.requireNonNull(went.get(end));
      }
      if (end.equals("null")) {
        gone.add(id);
      }
    }
    return gone;
  }

  /** What had arrived by a day. */
  List<Deed> arrived(LocalDate day) {
    return deeds(deed -> !deed.arrives().isAfter(day));
  }

  private List<Deed> deeds(Predicate<Deed> wanted) {
    return worlds.stream().flatMap(world -> world.deeds().stream()).filter(wanted).toList();
  }

  List<Word> words(LocalDate after, LocalDate upTo) {
    return worlds.stream()
        .flatMap(world -> world.words().stream())
        .filter(word -> within(word.on(), after, upTo))
        .toList();
  }

  private static boolean within(LocalDate day, LocalDate after, LocalDate upTo) {
    return day.isAfter(after) && !day.isAfter(upTo);
  }

  // ---- what the log says -----------------------------------------------------------------------

  /** Owners by node and start, as the log tells when it is replayed from its first row. */
  static Map<String, String> replayed(LakeUnderTest lake) {
    Map<Long, Map<String, String>> owners = new HashMap<>();
    Map<Long, Long> written = new HashMap<>();
    for (Row row :
        lake.read(IdentityLogTable.SPEC)
            .where("operation in ('MOVE', 'DETACH')")
            .orderBy(IdentityLogTable.RUN_NUMBER.col(), IdentityLogTable.SEQUENCE.col())
            .collectAsList()) {
      long node = row.<Long>getAs(IdentityLogTable.NODE_ID.name());
      long run = row.<Long>getAs(IdentityLogTable.RUN_NUMBER.name());
      if (!Long.valueOf(run).equals(written.put(node, run))) {
        owners.put(node, new HashMap<>());
      }
      Object from = row.getAs(IdentityLogTable.VALID_FROM.name());
      if (from != null) {
        Objects.requireNonNull(owners.get(node))
            .put(
                from + " to " + row.getAs(IdentityLogTable.VALID_TO.name()),
                String.valueOf(row.<Object>getAs(IdentityLogTable.TO_ONE_ID.name())));
      }
    }
    Map<String, String> all = new HashMap<>();
    owners.forEach((node, turns) -> turns.forEach((turn, who) -> all.put(node + " " + turn, who)));
    return all;
  }

  static Map<String, String> owners(LakeUnderTest lake) {
    Map<String, String> all = new HashMap<>();
    for (Row row : lake.read(IdentityMapTable.SPEC).collectAsList()) {
      all.put(
          row.getAs(IdentityMapTable.NODE_ID.name())
              + " "
              + row.getAs(IdentityMapTable.VALID_FROM.name())
              + " to "
              + row.getAs(IdentityMapTable.VALID_TO.name()),
          String.valueOf(row.<Object>getAs(IdentityMapTable.ONE_ID.name())));
    }
    return all;
  }

  // ---- what the tables said of a case ----------------------------------------------------------

  Id id(String world, String text) {
    return cases.world(world).id(text);
  }

  Said said(LocalDate day) {
    return Objects.requireNonNull(said.get(day));
  }

  List<Ownership> turns(LocalDate day, String world, String text) {
    return Objects.requireNonNull(said(day).map().get(id(world, text)), text);
  }

  /** The last owner: there is none now where a life has ended. */
  String now(LocalDate day, String world, String text) {
    List<Ownership> turns = turns(day, world, text);
    return String.valueOf(turns.get(turns.size() - 1).oneId());
  }

  String at(LocalDate day, String world, String text, String time) {
    return String.valueOf(
        turns(day, world, text).stream()
            .filter(turn -> turn.holds(Instant.parse(time)))
            .findFirst()
            .orElseThrow()
            .oneId());
  }

  String standing(LocalDate day, String world, String text) {
    return turns(day, world, text).get(0).standing();
  }

  /** One id per identifier that has one owner. */
  List<String> people(LocalDate day, String world) {
    List<String> people = new ArrayList<>();
    Collection<List<Ownership>> all = said(day).map().values();
    for (List<Ownership> turns : all) {
      for (Ownership turn : turns) {
        if (turn.id().value().startsWith(world + ".") && turn.standing().equals("active")) {
          people.add(String.valueOf(turn.oneId()));
        }
      }
    }
    return people;
  }

  List<String> links(String world) {
    return said(MARCH_20).links().stream()
        .filter(link -> link.contains(":" + world + "."))
        .toList();
  }

  String link(String world, String a, String b) {
    String ends = id(world, a) + "|" + id(world, b) + " ";
    return links(world).stream().filter(link -> link.startsWith(ends)).findFirst().orElse("none");
  }
}
