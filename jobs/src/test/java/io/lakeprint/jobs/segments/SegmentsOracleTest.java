package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.segments.RandomTrees.Event;
import io.lakeprint.jobs.segments.RandomTrees.Person;
import io.lakeprint.jobs.segments.RandomTrees.Tree;
import io.lakeprint.testkit.SparkExtension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random trees over random people, against a naive reading of their raw events; and the laws that
 * conditions obey whatever they are.
 */
@ExtendWith(SparkExtension.class)
class SegmentsOracleTest {

  private static final int PEOPLE = 14;
  private static final int TREES = 24;

  private final SparkSession spark;

  SegmentsOracleTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest(name = "seed {0}, {1}")
  @CsvSource({"11, America/New_York, 2026-03-10", "12, Asia/Shanghai, 2026-03-01"})
  void segmentsHoldWhomReadingByHandFinds(long seed, ZoneId zone, LocalDate asOf) {
    Random random = new Random(seed);
    List<Person> people = people(random, zone, asOf);
    List<Tree> trees = new ArrayList<>();
    for (int i = 0; i < TREES; i++) {
      trees.add(RandomTrees.tree(random, 2, asOf));
    }
    StringBuilder catalogue = new StringBuilder();
    Map<String, Predicate<Person>> expected = new HashMap<>();
    for (int i = 0; i < TREES; i++) {
      Tree a = trees.get(i);
      Tree b = trees.get((i + 1) % TREES);
      add(catalogue, expected, "t" + i, a);
      if (i % 4 == 0) {
        add(catalogue, expected, "not_both" + i, RandomTrees.all(a, b).not());
        add(catalogue, expected, "either_not" + i, RandomTrees.any(a.not(), b.not()));
        add(catalogue, expected, "not_any" + i, RandomTrees.any(a, b).not());
        add(catalogue, expected, "neither" + i, RandomTrees.all(b.not(), a.not()));
        add(
            catalogue,
            expected,
            "minus" + i,
            new Tree(
                "{ all = [ { not { segment = t%d } }, { segment = t%d } ] }"
                    .formatted((i + 1) % TREES, i),
                a.holds().and(b.holds().negate())));
      }
    }

    Map<String, Set<String>> found = found(people, catalogue.toString(), zone, asOf);

    expected.forEach(
        (id, holds) ->
            assertThat(found.getOrDefault(id, Set.of()))
                .as("segment %s of seed %d: %s", id, seed, catalogue)
                .isEqualTo(
                    people.stream()
                        .filter(holds)
                        .map(Person::id)
                        .collect(Collectors.toCollection(TreeSet::new))));
    assertThat(found.values()).as("not all the same").hasSizeGreaterThan(10);
  }

  private static void add(
      StringBuilder catalogue, Map<String, Predicate<Person>> expected, String id, Tree tree) {
    catalogue.append(Crowd.segment(id, tree.written()));
    expected.put(id, tree.holds());
  }

  private Map<String, Set<String>> found(
      List<Person> people, String catalogue, ZoneId zone, LocalDate asOf) {
    Crowd crowd = Crowd.plain();
    for (Person person : people) {
      crowd.person(person.id(), "age", person.age());
      fill(crowd, person);
    }
    SegmentsConfig config = Crowd.catalogue(catalogue, "events = [view, cart, buy]");
    SegmentsTransform transform =
        new SegmentsTransform(
            crowd.plan(config),
            new Deeds.Settings(asOf, new BusinessDays(zone), config.passiveEvents(), false));
    return Crowd.members(transform.apply(crowd.on(spark)));
  }

  /** The roll-ups as their tables are declared, and the events themselves. */
  private static void fill(Crowd crowd, Person person) {
    for (Event event : person.events()) {
      crowd.event(
          EventsTable.ONE_ID, person.id(),
          EventsTable.EVENT_NAME, event.name(),
          EventsTable.EVENT_TIME, event.time(),
          EventsTable.EVENT_DATE, event.day(),
          EventsTable.CHANNEL, event.channel(),
          EventsTable.CATEGORY, event.category(),
          EventsTable.ORDER_ID, event.order());
    }
    person.events().stream()
        .collect(Collectors.groupingBy(e -> List.of(e.day(), e.name(), e.channel())))
        .forEach(
            (key, events) ->
                crowd.did(
                    person.id(),
                    events.get(0).name(),
                    events.get(0).day(),
                    new Person("", null, events).times(e -> true),
                    events.get(0).channel()));
    person.events().stream()
        .filter(e -> e.category() != null)
        .collect(Collectors.groupingBy(e -> List.of(e.day(), e.name(), e.category() + "")))
        .forEach(
            (key, events) ->
                crowd.about(
                    person.id(),
                    events.get(0).name(),
                    "category",
                    Objects.requireNonNull(events.get(0).category()),
                    events.get(0).day(),
                    events.size()));
  }

  private static List<Person> people(Random random, ZoneId zone, LocalDate asOf) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      List<Event> events = new ArrayList<>();
      int count = random.nextInt(22);
      for (int e = 0; e < count; e++) {
        LocalDate day = asOf.plusDays(2L - random.nextInt(30));
        // Near midnight, where days of another zone or length would differ.
        Instant time =
            day.atTime(random.nextInt(2) * 23, random.nextInt(60)).atZone(zone).toInstant();
        String name = RandomTrees.pick(random, RandomTrees.NAMES);
        events.add(
            new Event(
                name,
                time,
                LocalDate.ofInstant(time, zone),
                random.nextInt(3) == 0 ? null : RandomTrees.pick(random, RandomTrees.CATEGORIES),
                random.nextBoolean() ? "web" : "app",
                name.equals("buy") && random.nextBoolean() ? "o" + random.nextInt(2) : null));
      }
      Long age = random.nextInt(4) == 0 ? null : (long) random.nextInt(5);
      people.add(new Person("p" + i, age, oneChannelPerOrder(events)));
    }
    return people;
  }

  /** As real orders are: of one channel. */
  private static List<Event> oneChannelPerOrder(List<Event> events) {
    return events.stream()
        .map(
            e ->
                e.order() == null
                    ? e
                    : new Event(e.name(), e.time(), e.day(), e.category(), "web", e.order()))
        .toList();
  }
}
