package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A small shop's tables, in which some names want to be more than names. */
final class SampleTables {

  static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  static final int PEOPLE = 12;

  /** Ends a script, opens a tag, closes an attribute. */
  static final String HOSTILE = "</script><script>window.broken = true</script>\"'<img src=x>";

  /** Arabic, which runs the other way, and an emoji. */
  static final String FOREIGN = "شراء 🛒";

  /** What a spreadsheet would run. */
  static final String FORMULA = "=HYPERLINK(\"http://example.com\")";

  private static final ColumnSpec LEVEL =
      ColumnSpec.optional("level", Types.STRING, "Level; null = unknown");
  private static final ColumnSpec ORDERS =
      ColumnSpec.optional("order_count_365d", Types.LONG, "Orders; null = unknown");
  private static final ColumnSpec DAYS =
      ColumnSpec.optional("days_since_purchase", Types.INT, "Days; null = unknown");
  private static final TableSpec PORTRAITS =
      PortraitsTable.SPEC.withColumns(List.of(LEVEL, ORDERS, DAYS));

  private SampleTables() {}

  static TablesContext in(SparkSession spark, String... settings) {
    TablesContext context = new TablesContext(spark, ZoneId.of("Asia/Shanghai"), AS_OF, settings);
    people(context);
    SampleReports.into(context);
    SampleAnalyses.into(context);
    SampleComparisons.into(context);
    return SampleOps.into(context);
  }

  private static void people(TablesContext context) {
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    TableRows hours = TableRows.of(DailyDimensionsTable.SPEC);
    TableRows portraits = TableRows.of(PORTRAITS);
    TableRows orders = TableRows.of(OrdersTable.SPEC);
    for (int person = 0; person < PEOPLE; person++) {
      String id = "person-" + person;
      persons.row(
          PersonsTable.ONE_ID,
          id,
          PersonsTable.PERSON_KIND,
          person % 3 == 0 ? "member" : "anonymous",
          PersonsTable.NODE_COUNT,
          2L);
      portraits.row(
          PortraitsTable.ONE_ID,
          id,
          LEVEL,
          person < 6 ? HOSTILE : person < 11 ? FOREIGN : "only me",
          ORDERS,
          person < 2 ? null : (long) person,
          DAYS,
          person < 2 ? null : person * 20);
      orders.row(
          OrdersTable.SOURCE,
          "till",
          OrdersTable.ORDER_ID,
          "order-" + person,
          OrdersTable.ORDER_DATE,
          AS_OF.minusDays(person),
          OrdersTable.PAID_AT,
          person == 0 ? null : "2026-03-20T04:00:00Z",
          OrdersTable.GROSS_AMOUNT,
          "100",
          OrdersTable.DISCOUNT_AMOUNT,
          "10",
          OrdersTable.REFUNDED_AMOUNT,
          person == 1 ? "40" : "0",
          OrdersTable.NET_AMOUNT,
          person == 1 ? "50" : "90",
          OrdersTable.CURRENCY,
          "CNY");
      for (int day = person; day < 20; day += 3) {
        activity.row(
            DailyActivityTable.ONE_ID,
            id,
            DailyActivityTable.EVENT_DATE,
            AS_OF.minusDays(day),
            DailyActivityTable.EVENT_NAME,
            "page_view",
            DailyActivityTable.CHANNEL,
            person % 2 == 0 ? "web" : "app",
            DailyActivityTable.EVENT_COUNT,
            3L);
        for (String[] dimension :
            new String[][] {{"hour", "0" + day % 10}, {"category", FOREIGN}}) {
          hours.row(
              DailyDimensionsTable.ONE_ID,
              id,
              DailyDimensionsTable.EVENT_DATE,
              AS_OF.minusDays(day),
              DailyDimensionsTable.EVENT_NAME,
              "page_view",
              DailyDimensionsTable.DIMENSION,
              dimension[0],
              DailyDimensionsTable.DIMENSION_VALUE,
              dimension[1],
              DailyDimensionsTable.EVENT_COUNT,
              3L);
        }
      }
    }
    context
        .with(PersonsTable.SPEC, persons)
        .with(DailyActivityTable.SPEC, activity)
        .with(DailyDimensionsTable.SPEC, hours)
        .with(PORTRAITS, portraits)
        .with(OrdersTable.SPEC, orders);
  }
}
