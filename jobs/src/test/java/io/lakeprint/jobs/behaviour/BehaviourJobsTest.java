package io.lakeprint.jobs.behaviour;

import static io.lakeprint.common.tables.EventsTable.AMOUNT;
import static io.lakeprint.common.tables.EventsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.EventsTable.CURRENCY;
import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.ORDER_ID;
import static io.lakeprint.common.tables.EventsTable.PRODUCT_ID;
import static io.lakeprint.common.tables.EventsTable.SOURCE;
import static io.lakeprint.common.tables.EventsTable.USER_PROPERTIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.AttributionCreditsTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.LifecycleTable;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.OrderItemsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.common.tables.SessionEventsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.attributes.AttributesJob;
import io.lakeprint.jobs.behaviour.activity.DailyActivityJob;
import io.lakeprint.jobs.behaviour.catalog.EventCatalogJob;
import io.lakeprint.jobs.behaviour.costs.AdCostsJob;
import io.lakeprint.jobs.behaviour.metrics.MetricsJob;
import io.lakeprint.jobs.behaviour.orders.OrdersJob;
import io.lakeprint.jobs.behaviour.reports.ReportsJob;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class BehaviourJobsTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final LocalDate SECOND = LocalDate.of(2026, 3, 2);
  private static final List<Job<?>> JOBS =
      List.of(
          new SessionsJob(),
          new DailyActivityJob(),
          new OrdersJob(),
          new AttributesJob(),
          new EventCatalogJob(),
          new AdCostsJob(),
          new ReportsJob(),
          new MetricsJob());

  private final SparkSession spark;
  private final Path folder;

  BehaviourJobsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  private TrialContext at(LocalDate asOf) {
    return TrialContext.at(spark, folder, ZoneId.of("UTC"), asOf);
  }

  private static void event(
      TableRows log, String id, String name, LocalDate day, @Nullable Object... more) {
    Object[] fixed = {
      SOURCE,
      "shop",
      EVENT_ID,
      id,
      EVENT_NAME,
      name,
      EVENT_DATE,
      day,
      EVENT_TIME,
      day + "T12:00:00Z",
      ANCHOR_NODE,
      1L,
      ONE_ID,
      "p"
    };
    @Nullable Object[] row = new Object[fixed.length + more.length];
    System.arraycopy(fixed, 0, row, 0, fixed.length);
    System.arraycopy(more, 0, row, fixed.length, more.length);
    log.row(row);
  }

  private void writeEvents() {
    TableRows log = TableRows.of(EventsTable.SPEC);
    event(log, "1", "page_view", FIRST);
    event(log, "2", "identify", FIRST, USER_PROPERTIES, Map.of("plan", "gold"));
    event(
        log, "3", "purchase", FIRST, ORDER_ID, "o", PRODUCT_ID, "a", AMOUNT, "5", CURRENCY, "EUR");
    event(log, "4", "page_view", SECOND);
    event(log, "5", "refund", SECOND, ORDER_ID, "o", AMOUNT, "2", CURRENCY, "EUR");
    at(SECOND).lake().append(EventsTable.SPEC, log.on(spark), new Transaction("test", 1));
  }

  private long count(TableSpec table) {
    return at(SECOND).lake().read(table).count();
  }

  @Test
  void writeTheStateAtTheEndOfTheDayAndTouchNothingWhenRunAgain() {
    writeEvents();
    TrialContext second = at(SECOND);
    JOBS.forEach(second::run);
    assertThat(count(SessionsTable.SPEC)).isEqualTo(2);
    assertThat(count(SessionEventsTable.SPEC)).isEqualTo(3);
    assertThat(count(DailyActivityTable.SPEC)).isEqualTo(4);
    assertThat(count(OrdersTable.SPEC)).isEqualTo(1);
    assertThat(count(OrderItemsTable.SPEC)).isEqualTo(1);
    assertThat(count(AttributeUpdatesTable.SPEC)).isEqualTo(1);
    assertThat(count(EventCatalogTable.SPEC)).isEqualTo(4);
    assertThat(count(RetentionCellsTable.SPEC)).isPositive();
    assertThat(count(LifecycleTable.SPEC)).isEqualTo(2);
    assertThat(count(AttributionCreditsTable.SPEC)).as("two periods, seven models").isEqualTo(14);
    assertThat(
            second
                .lake()
                .read(MetricValuesTable.SPEC)
                .where("report_id = 'net_revenue' and period_grain = 'month' and value = 3")
                .count())
        .isEqualTo(1);
    for (Job<?> job : JOBS) {
      assertThat(second.run(job).rowsWritten()).as(job.spec().name()).isZero();
    }
  }

  @Test
  void seeNothingAfterTheAsOfDateAndRollUpsKeepLaterDays() {
    writeEvents();
    TrialContext first = at(FIRST);
    first.run(new SessionsJob());
    first.run(new DailyActivityJob());
    first.run(new OrdersJob());
    assertThat(count(SessionsTable.SPEC)).isEqualTo(1);
    assertThat(count(DailyActivityTable.SPEC)).isEqualTo(2);
    assertThat(
            first
                .lake()
                .read(OrdersTable.SPEC)
                .select(OrdersTable.STATUS.col())
                .head()
                .getString(0))
        .isEqualTo("paid");

    at(SECOND).run(new DailyActivityJob());
    at(FIRST).run(new DailyActivityJob());
    assertThat(count(DailyActivityTable.SPEC)).isEqualTo(4);
  }
}
