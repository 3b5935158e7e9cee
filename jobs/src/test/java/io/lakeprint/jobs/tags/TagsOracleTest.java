package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tags over random activity, against a naive computation per person. */
@ExtendWith(SparkExtension.class)
class TagsOracleTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 17);
  private static final List<String> EVENTS =
      List.of("page_view", "add_to_cart", "purchase", "message_sent");
  private static final List<String> WINDOWS =
      List.of(
          "1d",
          "7d",
          "30d",
          "65d",
          "this-week",
          "this-month",
          "lifetime",
          "7d-before",
          "30d-a-year-ago",
          "this-month-a-year-ago",
          "this-week-a-year-ago");
  private static final List<String> FUNCTIONS =
      List.of("count_of", "days_of", "first_at", "last_at");
  private static final int PEOPLE = 12;

  private record Did(String person, String event, LocalDate day, long count) {}

  private record Liked(String person, String value, LocalDate day, long count) {}

  private record Tag(String id, String function, String event, String window) {
    String definition() {
      String type = function.endsWith("_at") ? "timestamp" : "long";
      return TagsTransformTest.statistic(
          id, type, "%s('%s', '%s')".formatted(function, event, window));
    }
  }

  private final SparkSession spark;

  TagsOracleTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void tagsEqualWhatCountingByHandGives(long seed) {
    Random random = new Random(seed);
    List<Tag> tags = randomTags(random);
    List<Did> activity = randomActivity(random);
    List<Liked> likes = randomLikes(random);
    String definitions =
        tags.stream().map(Tag::definition).collect(Collectors.joining())
            + TagsTransformTest.preference("best", "text", "top('category', 1, '30d')");
    TagsTransform transform =
        new TagsTransform(
            Catalogues.plan(spark, definitions), AS_OF, new BusinessDays(People.ZONE));
    TagsTransform.Inputs inputs = people(activity, likes).on(spark);

    RowsByPerson actual = RowsByPerson.of(transform.apply(inputs));
    RowsByPerson shuffled = RowsByPerson.of(transform.apply(scattered(inputs)));

    assertThat(shuffled.rows()).as("other partitions, seed " + seed).isEqualTo(actual.rows());
    for (int i = 0; i < PEOPLE; i++) {
      String person = "p" + i;
      List<Did> did = activity.stream().filter(row -> row.person().equals(person)).toList();
      List<Liked> liked = likes.stream().filter(row -> row.person().equals(person)).toList();
      Map<String, @Nullable Object> expected = byHand(tags, did, liked, AS_OF);
      Row row = actual.get(person);
      expected.forEach(
          (id, value) ->
              assertThat(String.valueOf(row.<Object>getAs(id)))
                  .as("tag %s of %s, seed %d", id, person, seed)
                  .isEqualTo(String.valueOf(value)));
      assertThat(String.valueOf(row.<Object>getAs(PersonTagsTable.NEXT_CHANGE_ON.name())))
          .as("next change of %s, seed %d", person, seed)
          .satisfies(day -> isNotAfterTheChange(day, tags, did, liked));
    }
  }

  /** Walks day by day, without new events, to the first one with another value. */
  private static void isNotAfterTheChange(
      String promised, List<Tag> tags, List<Did> did, List<Liked> liked) {
    List<Did> past = did.stream().filter(row -> !row.day().isAfter(AS_OF)).toList();
    List<Liked> pastLikes = liked.stream().filter(row -> !row.day().isAfter(AS_OF)).toList();
    Map<String, @Nullable Object> now = byHand(tags, past, pastLikes, AS_OF);
    for (LocalDate day = AS_OF.plusDays(1);
        day.isBefore(AS_OF.plusDays(80));
        day = day.plusDays(1)) {
      if (!byHand(tags, past, pastLikes, day).equals(now)) {
        assertThat(promised).isNotEqualTo("null");
        assertThat(LocalDate.parse(promised)).isAfter(AS_OF).isBeforeOrEqualTo(day);
        return;
      }
    }
  }

  private static Map<String, @Nullable Object> byHand(
      List<Tag> tags, List<Did> did, List<Liked> liked, LocalDate asOf) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Tag tag : tags) {
      values.put(tag.id(), value(tag, did, asOf));
    }
    Map<String, Long> weights = new TreeMap<>();
    liked.stream()
        .filter(row -> EventOracle.counts(row.day(), "30d", asOf))
        .forEach(row -> weights.merge(row.value(), row.count(), Long::sum));
    values.put(
        "best",
        weights.entrySet().stream()
            .min(
                Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElse(null));
    return values;
  }

  private static @Nullable Object value(Tag tag, List<Did> did, LocalDate asOf) {
    List<Did> rows =
        did.stream()
            .filter(
                row ->
                    tag.event().equals("*")
                        ? !row.event().equals("message_sent")
                        : row.event().equals(tag.event()))
            .filter(row -> EventOracle.counts(row.day(), tag.window(), asOf))
            .toList();
    Stream<LocalDate> days = rows.stream().map(Did::day);
    return switch (tag.function()) {
      case "count_of" -> rows.stream().mapToLong(Did::count).sum();
      case "days_of" -> days.distinct().count();
      case "first_at" -> days.min(Comparator.naturalOrder()).map(TagsOracleTest::noon).orElse(null);
      default -> days.max(Comparator.naturalOrder()).map(TagsOracleTest::noon).orElse(null);
    };
  }

  private static Object noon(LocalDate day) {
    return java.sql.Timestamp.from(day.atTime(12, 0).atZone(People.ZONE).toInstant());
  }

  private static List<Tag> randomTags(Random random) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String event = random.nextInt(4) == 0 ? "*" : pick(random, EVENTS);
      tags.add(new Tag("t" + i, pick(random, FUNCTIONS), event, pick(random, WINDOWS)));
    }
    return tags;
  }

  private static List<Did> randomActivity(Random random) {
    List<Did> activity = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      activity.add(
          new Did(
              "p" + random.nextInt(PEOPLE - 1),
              pick(random, EVENTS),
              randomDay(random),
              1 + random.nextInt(3)));
    }
    return activity;
  }

  private static List<Liked> randomLikes(Random random) {
    List<Liked> likes = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      likes.add(
          new Liked(
              "p" + random.nextInt(PEOPLE - 1),
              pick(random, List.of("bags", "hats", "shoes")),
              randomDay(random),
              1 + random.nextInt(2)));
    }
    return likes;
  }

  /** From ninety days before the as-of day to ten after it; one in three of them a year ago. */
  private static LocalDate randomDay(Random random) {
    LocalDate day = AS_OF.plusDays(10L - random.nextInt(100));
    return random.nextInt(3) == 0 ? day.minusYears(1) : day;
  }

  private static String pick(Random random, List<String> values) {
    return Objects.requireNonNull(values.get(random.nextInt(values.size())));
  }

  private static People people(List<Did> activity, List<Liked> likes) {
    People people = new People();
    for (int i = 0; i < PEOPLE; i++) {
      people.person("p" + i);
    }
    activity.forEach(
        row -> people.did(row.person(), row.event(), row.day().toString(), row.count()));
    likes.forEach(
        row ->
            people.liked(row.person(), "category", row.value(), row.day().toString(), row.count()));
    return people;
  }

  private static TagsTransform.Inputs scattered(TagsTransform.Inputs inputs) {
    return new TagsTransform.Inputs(
        reversed(inputs.persons()),
        reversed(inputs.activity()),
        reversed(inputs.dimensions()),
        inputs.sessions(),
        inputs.orders(),
        inputs.events(),
        inputs.updates(),
        inputs.identityMap());
  }

  private static Dataset<Row> reversed(Dataset<Row> rows) {
    return rows.orderBy(rows.col(PersonTagsTable.ONE_ID.name()).desc()).repartition(5);
  }
}
