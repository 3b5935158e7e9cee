package io.lakeprint.jobs.tags.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
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
    this.trial =
        new Trial(
            spark,
            LocalDate.of(2026, 3, 31),
            ZoneId.of("Asia/Shanghai"),
            Map.of(
                PersonsTable.SPEC, persons.on(spark),
                DailyActivityTable.SPEC, activity.on(spark),
                DailyDimensionsTable.SPEC, dimensions.on(spark)));
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
