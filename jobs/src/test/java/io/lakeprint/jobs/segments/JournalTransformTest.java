package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class JournalTransformTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final List<String> SEGMENTS = List.of("a", "b");
  private static final Map<String, String> VERSIONS = Map.of("a", "v1", "b", "v1");

  private final SparkSession spark;

  JournalTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  /** Day by day, some days again and once back, against stays counted by hand per person. */
  @Test
  void daysAddUpToTheStaysThatTheyTell() {
    long seed = 20260301;
    Random random = new Random(seed);
    Map<LocalDate, Map<String, Set<String>>> days = new TreeMap<>();
    Collection<String> journal = List.of();
    for (int day : new int[] {0, 1, 1, 3, 4, 2, 3, 5}) {
      LocalDate asOf = FIRST.plusDays(day);
      Map<String, Set<String>> now = new TreeMap<>();
      for (int person = 0; person < 9; person++) {
        for (String segment : SEGMENTS) {
          if (random.nextBoolean()) {
            now.computeIfAbsent("p" + person, key -> new TreeSet<>()).add(segment);
          }
        }
      }
      days.keySet().removeIf(other -> !other.isBefore(asOf));
      days.put(asOf, now);
      journal = after(journal, asOf, Map.of(), now);
      assertThat(journal).as("day %d of seed %d", day, seed).isEqualTo(byHand(days));
    }
  }

  @Test
  void staysOfMergedPeopleBecomeOneWhereTheyMeet() {
    Collection<String> journal =
        List.of(
            "a old 2026-03-01 2026-03-05 v1",
            "a new 2026-03-04 2026-03-08 v2",
            "a new 2026-03-10 - v2",
            "b old 2026-03-02 - v1",
            "b other 2026-03-02 2026-03-04 v1");
    assertThat(
            after(
                journal,
                LocalDate.of(2026, 3, 12),
                Map.of("old", "new"),
                Map.of("new", new TreeSet<>(SEGMENTS))))
        .containsExactly(
            "a new 2026-03-01 2026-03-08 v1",
            "a new 2026-03-10 - v2",
            "b new 2026-03-02 - v1",
            "b other 2026-03-02 2026-03-04 v1");
  }

  private Collection<String> after(
      Collection<String> journal,
      LocalDate asOf,
      Map<String, String> merged,
      Map<String, Set<String>> now) {
    TableRows aliases = TableRows.of(OneIdAliasesTable.SPEC);
    merged.forEach(
        (retired, current) ->
            aliases.row(OneIdAliasesTable.RETIRED_ID, retired, OneIdAliasesTable.ONE_ID, current));
    List<Row> people = new ArrayList<>();
    now.forEach((person, in) -> people.add(RowFactory.create(person, in.toArray(String[]::new))));
    Dataset<Row> memberships =
        spark.createDataFrame(
            people, new StructType().add("one_id", "string").add("segments", "array<string>"));
    JournalTransform transform = new JournalTransform(asOf, VERSIONS);
    Dataset<Row> stays = stays(journal);
    Dataset<Row> touched = transform.touched(stays, aliases.on(spark));
    TreeSet<String> result = new TreeSet<>(journal);
    result.removeAll(texts(touched));
    result.addAll(texts(transform.apply(touched, aliases.on(spark), memberships)));
    return result;
  }

  private Dataset<Row> stays(Collection<String> journal) {
    TableRows rows = TableRows.of(SegmentMembersTable.SPEC);
    for (String stay : journal) {
      String[] words = stay.split(" ", -1);
      rows.row(
          SegmentMembersTable.SEGMENT_ID, words[0],
          SegmentMembersTable.ONE_ID, words[1],
          SegmentMembersTable.VALID_FROM, words[2],
          SegmentMembersTable.VALID_TO, words[3].equals("-") ? null : words[3],
          SegmentMembersTable.SEGMENT_VERSION, words[4]);
    }
    return rows.on(spark);
  }

  private static List<String> texts(Dataset<Row> stays) {
    return stays.collectAsList().stream()
        .map(
            row ->
                "%s %s %s %s %s"
                    .formatted(
                        row.get(0),
                        row.get(1),
                        row.get(2),
                        row.isNullAt(3) ? "-" : row.get(3),
                        row.get(4)))
        .toList();
  }

  private static Collection<String> byHand(Map<LocalDate, Map<String, Set<String>>> days) {
    TreeSet<String> stays = new TreeSet<>();
    TreeSet<String> people = new TreeSet<>();
    days.values().forEach(day -> people.addAll(day.keySet()));
    for (String person : people) {
      for (String segment : SEGMENTS) {
        String since = null;
        for (Map.Entry<LocalDate, Map<String, Set<String>>> day : days.entrySet()) {
          boolean isIn = day.getValue().getOrDefault(person, new TreeSet<>()).contains(segment);
          if (isIn && since == null) {
            since = day.getKey().toString();
          } else if (!isIn && since != null) {
            stays.add("%s %s %s %s v1".formatted(segment, person, since, day.getKey()));
            since = null;
          }
        }
        if (since != null) {
          stays.add("%s %s %s - v1".formatted(segment, person, since));
        }
      }
    }
    return stays;
  }
}
