package io.lakeprint.jobs.tags.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class PreviewToolTest {

  private final Trial trial;

  PreviewToolTest(SparkSession spark) {
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    for (int i = 0; i < 10; i++) {
      persons.row(PersonsTable.ONE_ID, "p" + i);
      for (int day = 0; day < i; day++) {
        did(activity, "p" + i, "page_view", LocalDate.of(2026, 3, 31).minusDays(day));
      }
    }
    did(activity, "p2", "message_sent", LocalDate.of(2026, 3, 31));
    did(activity, "p2", "purchase", LocalDate.of(2026, 1, 1));
    TableRows dimensions =
        TableRows.of(DailyDimensionsTable.SPEC)
            .row(
                DailyDimensionsTable.ONE_ID, "p2",
                DailyDimensionsTable.DIMENSION, "category",
                DailyDimensionsTable.DIMENSION_VALUE, "hats",
                DailyDimensionsTable.EVENT_NAME, "page_view",
                DailyDimensionsTable.EVENT_DATE, "2026-03-31",
                DailyDimensionsTable.EVENT_COUNT, 3L);
    TableRows events = TableRows.of(EventsTable.SPEC);
    happened(events, "e1", "search", "2026-03-31T04:00:00Z");
    happened(events, "e2", "add_to_cart", "2026-03-31T05:00:00Z");
    happened(events, "e3", "add_to_cart", "2026-03-11T05:00:00Z");
    this.trial =
        new Trial(
            spark,
            LocalDate.of(2026, 3, 31),
            ZoneId.of("Asia/Shanghai"),
            Map.of(
                PersonsTable.SPEC, persons.on(spark),
                DailyActivityTable.SPEC, activity.on(spark),
                DailyDimensionsTable.SPEC, dimensions.on(spark),
                EventsTable.SPEC, events.on(spark)));
  }

  private static void happened(TableRows events, String id, String name, String time) {
    events.row(
        EventsTable.SOURCE,
        "shop",
        EventsTable.EVENT_ID,
        id,
        EventsTable.ONE_ID,
        "p2",
        EventsTable.EVENT_NAME,
        name,
        EventsTable.CHANNEL,
        "app",
        EventsTable.EVENT_TIME,
        time,
        EventsTable.EVENT_DATE,
        time.substring(0, 10));
  }

  private static void did(TableRows activity, String person, String event, LocalDate day) {
    activity.row(
        DailyActivityTable.ONE_ID,
        person,
        DailyActivityTable.EVENT_NAME,
        event,
        DailyActivityTable.EVENT_DATE,
        day,
        DailyActivityTable.CHANNEL,
        "web",
        DailyActivityTable.EVENT_COUNT,
        1L,
        DailyActivityTable.FIRST_AT,
        day + "T04:00:00Z",
        DailyActivityTable.LAST_AT,
        day + "T04:00:00Z");
  }

  @Test
  void tellsTheValueOfAPersonAndTheRowsThatMadeIt() {
    assertThat(preview("activity_level", "p2"))
        .containsExactly(
            "activity_level  活跃度 · Activity level",
            "  high: 12 active days or more in 30; medium: 4 or more; low: 1 or more",
            "  high if active_days_30d greater-than-or-equal-to 12; medium if active_days_30d"
                + " greater-than-or-equal-to 4; low if active_days_30d greater-than-or-equal-to 1;"
                + " else none",
            "of p2 at the end of 2026-03-31: low",
            "stands on",
            "  active_days_30d = 2",
            "days_of('*', '30d'): rows of behaviour.daily_activity, by event_date, event_name,"
                + " channel, event_count, last_at",
            "  2026-03-31  page_view  web  1  2026-03-31T04:00:00Z",
            "  2026-03-30  page_view  web  1  2026-03-30T04:00:00Z");
  }

  @Test
  void tellsTheEventsThatABehaviourIsJudgedBy() {
    TagsConfig config =
        ConfigLoader.load(
                List.of(),
                List.of(
                    """
                    tags={ definitions {
                      tried { name-zh = 试, name-en = Tried, group = g, kind = sequence, type = boolean
                        sequence { steps = [{ event = search }, { event = add_to_cart }], within = 2 hours, window = 7d } }
                      wavers { name-zh = 犹豫, name-en = Wavers, group = g, kind = ladder, type = text, otherwise = no, steps = [
                        { value = yes, when { all = [
                          { tag = tried, op = equals, value = true }
                          { done { event = page_view, window = 7d, op = greater-than, value = 1 } }
                          { not-done { event = purchase, window = 30d } } ] } } ] }
                    } }\
                    """),
                getClass().getClassLoader())
            .bind(TagsConfig.PATH, TagsConfig.class);

    List<String> lines = new ArrayList<>();
    new PreviewTool("wavers", Optional.of("p2"), lines::add).run(trial, config);

    assertThat(lines)
        .contains("of p2 at the end of 2026-03-31: yes", "  tried = true")
        .contains("not-done { event=purchase, window=\"30d\" }: no row of behaviour.daily_activity")
        .anyMatch(line -> line.startsWith("done { ") && line.contains("behaviour.daily_activity"))
        .anyMatch(
            line ->
                line.startsWith(
                    "in-sequence { steps=[ { event=search }, { event=\"add_to_cart\" } ], window=\"7d\","
                        + " within=PT2H }: rows of events.events"))
        .containsSequence(
            "  2026-03-31T05:00:00Z  add_to_cart  app  shop  e2",
            "  2026-03-31T04:00:00Z  search  app  shop  e1");
  }

  @Test
  void countsDaysSinceAMomentAndNamesTheValuesOfAPreference() {
    assertThat(preview("days_since_purchase", "p2"))
        .contains("of p2 at the end of 2026-03-31: 89")
        .contains("  last_purchase_at = 2026-01-01T04:00:00Z");
    assertThat(preview("preferred_category", "p2"))
        .contains("of p2 at the end of 2026-03-31: hats (3)")
        .contains("  2026-03-31  page_view  hats  3");
    assertThat(preview("preferred_category", "p3"))
        .contains("of p3 at the end of 2026-03-31: unknown")
        .contains("top('category', 3, '90d', '*'): no row of behaviour.daily_dimensions");
  }

  @Test
  void tellsHowATagIsSpreadOverAllPeople() {
    assertThat(preview("active_days_30d", null))
        .contains(
            "of 10 people at the end of 2026-03-31, unknown for 0",
            "from 0 to 9",
            "limits of the fifths: 1  3  5  7");
    assertThat(preview("activity_level", null))
        .endsWith("         6  medium", "         3  low", "         1  none");
    assertThat(preview("order_currency", null))
        .endsWith("of 10 people at the end of 2026-03-31, unknown for 10");
  }

  @Test
  void namesTheNearestTagAndSaysWhoIsNotThere() {
    assertThatThrownBy(() -> preview("activty_level", "p2"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean 'activity_level'?");
    assertThatThrownBy(() -> preview("activity_level", "nobody"))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("There is no person nobody");
  }

  private List<String> preview(String tag, @org.jspecify.annotations.Nullable String person) {
    List<String> lines = new ArrayList<>();
    new PreviewTool(tag, Optional.ofNullable(person), lines::add)
        .run(trial, trial.settings(TagsConfig.PATH, TagsConfig.class));
    return lines;
  }
}
