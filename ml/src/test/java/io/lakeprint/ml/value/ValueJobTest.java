package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.ValueModelsTable;
import io.lakeprint.common.tables.ValueTenthsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real lake. */
@ExtendWith(SparkExtension.class)
class ValueJobTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final int DAYS = 300;
  private static final int BUYERS = 400;

  @Test
  void everyBuyerHasAValueAndARerunOrTomorrowsOrdersChangeNoBit(
      SparkSession spark, @TempDir Path folder) {
    LocalDate asOf = FIRST.plusDays(DAYS - 1L);
    TrialContext context =
        TrialContext.at(
            spark,
            folder,
            ZoneId.of("UTC"),
            asOf,
            "value.horizon-days=60",
            "value.currency=CNY",
            "value.models=[bg-nbd, mbg-nbd]",
            "value.hurdle.snapshots=1",
            "value.hurdle.xgboost.trees=30");
    context
        .lake()
        .append(OrdersTable.SPEC, orders(DAYS).on(context.spark()), new Transaction("test", 1));
    JobReport report = context.run(new ValueJob());
    assertThat(report.notes())
        .singleElement()
        .asString()
        .contains("amount by hurdle; on ")
        .contains("buyers out of time: mean error");
    assertThat(folder.resolve("_models/value/" + asOf))
        .as("the trees that told")
        .isDirectoryContaining("glob:**/buys")
        .isDirectoryContaining("glob:**/log-amount");

    List<Row> values = rows(context, CustomerValuesTable.SPEC);
    assertThat(values).hasSize(BUYERS);
    assertThat(values)
        .allSatisfy(
            row -> {
              assertThat(number(row, CustomerValuesTable.ALIVE_SCORE.name())).isBetween(0.0, 1.0);
              double purchases = number(row, CustomerValuesTable.EXPECTED_PURCHASES.name());
              assertThat(purchases).isBetween(0.0, 60.0);
              assertThat(number(row, CustomerValuesTable.REPURCHASE_SCORE.name()))
                  .as("no more than are expected, and no more than are there")
                  .isPositive()
                  .isLessThanOrEqualTo(purchases)
                  .isLessThanOrEqualTo(number(row, CustomerValuesTable.ALIVE_SCORE.name()));
              assertThat(row.getString(row.fieldIndex(CustomerValuesTable.CURRENCY.name())))
                  .isEqualTo("CNY");
              assertThat(row.getString(row.fieldIndex(CustomerValuesTable.AMOUNT_REASONS.name())))
                  .startsWith("[{\"feature\":\"");
            });
    List<Row> models = rows(context, ValueModelsTable.SPEC);
    assertThat(models)
        .extracting(row -> row.getString(row.fieldIndex(ValueModelsTable.LEARNER.name())))
        .containsExactly("bg-nbd", "hurdle", "mbg-nbd", "own-rate");
    assertThat(models)
        .filteredOn(row -> row.getBoolean(row.fieldIndex(ValueModelsTable.TELLS_PURCHASES.name())))
        .hasSize(1);
    assertThat(models)
        .filteredOn(row -> row.getBoolean(row.fieldIndex(ValueModelsTable.TELLS_AMOUNT.name())))
        .hasSize(1);

    List<Row> tenths = rows(context, ValueTenthsTable.SPEC);
    assertThat(tenths).as("ten of each learner").hasSize(40);
    assertThat(tenths)
        .filteredOn(row -> row.getString(1).equals("hurdle"))
        .extracting(row -> row.getLong(3))
        .as("everybody is in one")
        .satisfies(
            counts ->
                assertThat(counts.stream().mapToLong(count -> count).sum())
                    .isEqualTo(models.get(1).<Long>getAs(ValueModelsTable.TEST_COUNT.name())));

    context
        .lake()
        .append(OrdersTable.SPEC, tomorrow(asOf).on(context.spark()), new Transaction("test", 2));
    context.run(new ValueJob());
    assertThat(rows(context, CustomerValuesTable.SPEC)).isEqualTo(values);
    assertThat(rows(context, ValueModelsTable.SPEC)).isEqualTo(models);
    assertThat(rows(context, ValueTenthsTable.SPEC)).containsExactlyInAnyOrderElementsOf(tenths);
  }

  private static List<Row> rows(TrialContext context, TableSpec table) {
    return context.lake().read(table).orderBy(col(table.key().get(1).name())).collectAsList();
  }

  private static double number(Row row, String column) {
    return row.getDouble(row.fieldIndex(column));
  }

  /**
   * Each buyer at a pace and with a taste of their own, until they leave; a quarter buys once, for
   * very much. That who spends more buys as often as others is what purchase models take for
   * granted, and a hurdle does not.
   */
  private static TableRows orders(int days) {
    Random random = new Random(5);
    TableRows orders = TableRows.of(OrdersTable.SPEC);
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      double pace = 0.01 + 0.1 * random.nextDouble();
      double leaves = random.nextInt(3) == 0 ? 0.3 : 0.05;
      double taste = 10 + 100 * random.nextDouble();
      int day = random.nextInt(days);
      if (buyer % 4 == 0) {
        order(orders, buyer, FIRST.plusDays(day), taste * 50);
        continue;
      }
      do {
        order(orders, buyer, FIRST.plusDays(day), taste * (0.5 + random.nextDouble()));
        day += 1 + (int) (-Math.log(1 - random.nextDouble()) / pace);
      } while (day < days && random.nextDouble() > leaves);
    }
    return orders;
  }

  private static TableRows tomorrow(LocalDate asOf) {
    TableRows orders = TableRows.of(OrdersTable.SPEC);
    for (int buyer = 0; buyer < BUYERS; buyer += 3) {
      order(orders, buyer, asOf.plusDays(1), 10_000);
    }
    return orders;
  }

  private static void order(TableRows orders, int buyer, LocalDate day, double amount) {
    String at = day + "T12:00:00Z";
    orders.row(
        OrdersTable.ORDER_ID,
        buyer + "-" + day,
        OrdersTable.ANCHOR_NODE,
        (long) buyer,
        OrdersTable.ONE_ID,
        "p" + buyer,
        OrdersTable.ORDERED_AT,
        at,
        OrdersTable.PAID_AT,
        at,
        OrdersTable.GROSS_AMOUNT,
        String.format(Locale.ROOT, "%.2f", amount),
        OrdersTable.CURRENCY,
        "CNY");
  }
}
