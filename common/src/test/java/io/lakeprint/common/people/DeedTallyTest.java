package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counting behind a shuffle of marked rows, against Spark's aggregation of the same rows. */
@ExtendWith(SparkExtension.class)
class DeedTallyTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  private static final int PEOPLE = 9;

  /** More than the bits of one word, so that marks take two. */
  private static final int NAMES = 40;

  /** What a catalogue of conditions is bound to. */
  record Catalogue(List<Condition> conditions) {}

  /** Position of the first mark in the rows of this test. */
  private static final int MARKS = 5;

  private record Tallied(DeedTally tally, int words) implements ByPerson.Gather<DeedTally.Entries> {

    @Override
    public DeedTally.Entries start() {
      return tally.start();
    }

    @Override
    public void add(DeedTally.Entries all, Row row) {
      long[] marks = new long[words];
      for (int word = 0; word < words; word++) {
        marks[word] = row.getLong(MARKS + word);
      }
      tally.add(
          all,
          new DeedTally.Entry(
              row.getInt(1), row.getLong(2), row.getLong(3), row.getString(4), marks));
    }

    @Override
    public List<Row> finish(String person, DeedTally.Entries all) {
      List<Object> values = new ArrayList<>(List.of(person));
      values.addAll(tally.values(all));
      return List.of(RowFactory.create(values.toArray()));
    }
  }

  @Test
  void marksAndATallyGiveWhatAggregationGives(SparkSession spark) {
    Random random = new Random(20260331);
    DeedsTransform.Inputs inputs = inputs(random, spark);
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    for (int person = 0; person < PEOPLE; person++) {
      persons.row(PersonsTable.ONE_ID, "p" + person);
    }
    Deeds deeds =
        new Deeds(
            new Deeds.Settings(AS_OF, new BusinessDays(ZONE), List.of("message_sent"), false));
    conditions().forEach(condition -> deeds.holds(condition.behaviour().orElseThrow()));
    DeedMarks marks = new DeedMarks(deeds.plan());
    DeedTally tally = marks.tally();
    StructType schema = tally.told(new StructType().add(PersonsTable.ONE_ID.name(), "string"));

    Dataset<Row> tallied =
        ByPerson.gathered(marked(marks, inputs), new Tallied(tally, marks.words()), schema);
    Dataset<Row> aggregated =
        new DeedsTransform(deeds.plan())
            .join(persons.on(spark).select(PersonsTable.ONE_ID.col()), inputs)
            .select(Stream.of(schema.fieldNames()).map(Deeds::quoted).toArray(Column[]::new));

    assertThat(marks.words()).isEqualTo(2);
    Map<String, List<Object>> actual = byPerson(tallied);
    Map<String, List<Object>> expected = byPerson(aggregated);
    expected.keySet().retainAll(actual.keySet());
    assertThat(actual).hasSize(PEOPLE - 1).isEqualTo(expected);
    assertThat(actual.values().stream().flatMap(List::stream).distinct().count())
        .as("different values")
        .isGreaterThan(5);
  }

  /** Who is in no row of an input has no value there: nothing was done. */
  private static Map<String, List<Object>> byPerson(Dataset<Row> rows) {
    Map<String, List<Object>> people = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (int i = 1; i < row.size(); i++) {
        boolean isList = row.schema().apply(i).name().equals(DeedAggregation.SEQUENCES);
        @Nullable Object value = isList && !row.isNullAt(i) ? row.getList(i) : row.get(i);
        values.add(value == null ? isList ? List.of(false, false) : 0L : value);
      }
      people.put(row.getString(0), values);
    }
    return people;
  }

  private static Dataset<Row> marked(DeedMarks marks, DeedsTransform.Inputs inputs) {
    Column none = lit(null).cast("string");
    return rows(
            marks, inputs, DeedInput.ACTIVITY, DailyActivityTable.EVENT_COUNT.col(), lit(0L), none)
        .union(
            rows(
                marks,
                inputs,
                DeedInput.DIMENSIONS,
                DailyDimensionsTable.EVENT_COUNT.col(),
                lit(0L),
                none))
        .union(
            rows(
                marks,
                inputs,
                DeedInput.EVENTS,
                lit(1L),
                unix_micros(EventsTable.EVENT_TIME.col()),
                DeedMarks.order()));
  }

  private static Dataset<Row> rows(
      DeedMarks marks,
      DeedsTransform.Inputs inputs,
      DeedInput input,
      Column times,
      Column at,
      Column order) {
    List<Column> columns = new ArrayList<>();
    columns.add(input.person().col());
    columns.add(unix_date(input.day().col()));
    columns.add(times);
    columns.add(at);
    columns.add(order);
    columns.addAll(marks.marks(input));
    List<Column> named = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      named.add(columns.get(i).as("c" + i));
    }
    return inputs.of(input).where(marks.matters(input)).select(named.toArray(Column[]::new));
  }

  private static List<Condition> conditions() {
    StringBuilder text = new StringBuilder("many = { conditions = [\n");
    for (int i = 0; i < NAMES; i++) {
      String counted = i % 3 == 0 ? "days" : "times";
      text.append(
          "{ done { event = e%d, window = %dd, counted = %s } }\n"
              .formatted(i, 3 + 9 * i, counted));
      text.append(
          "{ not-done { event = e%d, of { dimension = category, op = equals, value = hats }, window = this-month } }\n"
              .formatted(i));
    }
    text.append(
        """
        { done { event = "*", where { attribute = category, op = equals, value = hats }, window = 20d, op = greater-than, value = 2 } }
        { done { event = "*", where { attribute = category, op = not-equals, value = hats }, window = 20d, counted = days } }
        { in-sequence { steps = [ { event = e0 }, { event = e1 } ], within = 90 hours, window = lifetime } }
        { in-sequence { steps = [ { event = e1 }, { events = [e2, e3] } ], within = 9 days, window = 30d, without = [ { event = e0 } ] } }
        ] }
        """);
    return ConfigLoader.load(
            List.of(), List.of(text.toString()), DeedTallyTest.class.getClassLoader())
        .bind("many", Catalogue.class)
        .conditions();
  }

  private static DeedsTransform.Inputs inputs(Random random, SparkSession spark) {
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    TableRows dimensions = TableRows.of(DailyDimensionsTable.SPEC);
    TableRows events = TableRows.of(EventsTable.SPEC);
    for (int i = 0; i < 400; i++) {
      String person = "p" + random.nextInt(PEOPLE - 1);
      String name = "e" + random.nextInt(random.nextBoolean() ? 4 : NAMES);
      Instant at =
          AS_OF
              .atStartOfDay(ZONE)
              .plusHours(30L - random.nextInt(24 * (random.nextBoolean() ? 45 : 400)))
              .toInstant();
      LocalDate day = LocalDate.ofInstant(at, ZONE);
      String category = random.nextBoolean() ? "hats" : "bags";
      activity.row(
          DailyActivityTable.ONE_ID, person,
          DailyActivityTable.EVENT_NAME, name,
          DailyActivityTable.EVENT_DATE, day,
          DailyActivityTable.EVENT_COUNT, 1L + random.nextInt(3));
      dimensions.row(
          DailyDimensionsTable.ONE_ID, person,
          DailyDimensionsTable.EVENT_NAME, name,
          DailyDimensionsTable.EVENT_DATE, day,
          DailyDimensionsTable.DIMENSION, random.nextInt(4) == 0 ? "page" : "category",
          DailyDimensionsTable.DIMENSION_VALUE, category,
          DailyDimensionsTable.EVENT_COUNT, 1L + random.nextInt(3));
      events.row(
          EventsTable.ONE_ID, person,
          EventsTable.SOURCE, "shop",
          EventsTable.EVENT_NAME, name,
          EventsTable.EVENT_TIME, at,
          EventsTable.EVENT_DATE, day,
          EventsTable.CATEGORY, category,
          EventsTable.IS_BOT, random.nextInt(9) == 0,
          EventsTable.ORDER_ID, random.nextBoolean() ? "o" + random.nextInt(2) : " ");
    }
    return new DeedsTransform.Inputs(activity.on(spark), dimensions.on(spark), events.on(spark));
  }
}
