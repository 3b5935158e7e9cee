package io.lakeprint.common.time;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lakeprint.testkit.SparkExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
final class BusinessDaysTest {

  private static final BusinessDays NEW_YORK = new BusinessDays(ZoneId.of("America/New_York"));

  private final SparkSession spark;

  BusinessDaysTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void clockChangesMakeDaysOf23And25Hours() {
    assertThat(NEW_YORK.length(LocalDate.of(2026, 3, 8))).isEqualTo(Duration.ofHours(23));
    assertThat(NEW_YORK.length(LocalDate.of(2026, 11, 1))).isEqualTo(Duration.ofHours(25));
    assertThat(NEW_YORK.length(LocalDate.of(2026, 11, 2))).isEqualTo(Duration.ofHours(24));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"America/New_York", "Asia/Shanghai", "Asia/Kathmandu", "America/Sao_Paulo"})
  void aDayHoldsItsFirstInstantAndNotItsEnd(String zone) {
    BusinessDays days = new BusinessDays(ZoneId.of(zone));
    DayRange.parse("2017-09-01..2018-03-31")
        .days()
        .forEach(
            day -> {
              assertThat(days.dayOf(days.start(day))).isEqualTo(day);
              assertThat(days.dayOf(days.start(day).minusNanos(1))).isEqualTo(day.minusDays(1));
              assertThat(days.dayOf(days.end(day))).isEqualTo(day.plusDays(1));
            });
  }

  @Test
  void theLastCompleteDayChangesAtLocalMidnight() {
    BusinessDays shanghai = new BusinessDays(ZoneId.of("Asia/Shanghai"));

    assertThat(shanghai.lastComplete(Instant.parse("2026-05-01T15:59:59Z")))
        .isEqualTo("2026-04-30");
    assertThat(shanghai.lastComplete(Instant.parse("2026-05-01T16:00:00Z")))
        .isEqualTo("2026-05-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Asia/Shanghai", "Asia/Kathmandu", "+05:30"})
  void sparkAndJavaAgreeOnTheDay(String zone) {
    BusinessDays days = new BusinessDays(ZoneId.of(zone));
    DayRange range = DayRange.parse("2024-03-10..2024-11-03");

    List<Row> rows =
        instants(days)
            .withColumn("day", days.dayOf(col("value")))
            .withColumn("inside", days.isIn(col("value"), range))
            .withColumn("last", days.lastMoment(col("day")))
            .collectAsList();

    for (Row row : rows) {
      LocalDate expected = days.dayOf(row.getTimestamp(0).toInstant());
      assertThat(row.getDate(1).toLocalDate()).as("%s", row).isEqualTo(expected);
      assertThat(row.getBoolean(2)).as("%s", row).isEqualTo(range.contains(expected));
      assertThat(row.getTimestamp(3).toInstant())
          .as("%s", row)
          .isEqualTo(days.end(expected).minusNanos(1000));
    }
  }

  @Test
  void refusesASessionOutsideUtc() {
    SparkSession elsewhere = spark.newSession();
    elsewhere.conf().set("spark.sql.session.timeZone", "America/New_York");

    BusinessDays.requireUtc(spark);
    assertThatIllegalStateException().isThrownBy(() -> BusinessDays.requireUtc(elsewhere));
  }

  @Test
  void parsesRanges() {
    assertThat(DayRange.parse("2026-01-30..2026-02-02").days()).hasSize(4);
    assertThat(DayRange.parse("2026-01-30"))
        .isEqualTo(DayRange.endingAt(LocalDate.of(2026, 1, 30), 1));
    assertThat(DayRange.parse("2026-01-30..2026-02-02")).hasToString("2026-01-30..2026-02-02");
    assertThatIllegalArgumentException().isThrownBy(() -> DayRange.parse("2026-02-02..2026-01-30"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DayRange.parse("January"))
        .withMessageContaining("'January'");
  }

  /** Seeded instants of 2015 to 2035, half of them close to a midnight. */
  private Dataset<Instant> instants(BusinessDays days) {
    Random random = new Random(20_260_101);
    List<Instant> instants = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long second = 1_420_070_400L + random.nextInt(631_152_000);
      Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1_000L);
      instants.add(instant);
      instants.add(
          days.start(days.dayOf(instant)).plusMillis(random.nextInt(7_200_000) - 3_600_000));
    }
    return spark.createDataset(instants, Encoders.INSTANT());
  }
}
