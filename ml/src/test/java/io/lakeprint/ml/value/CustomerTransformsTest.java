package io.lakeprint.ml.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.common.time.DayRange;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From orders to what the models know of buyers. */
@ExtendWith(SparkExtension.class)
class CustomerTransformsTest {
  private static final LocalDate SNAPSHOT = LocalDate.of(2026, 3, 31);
  private static final BusinessDays SHANGHAI = new BusinessDays(ZoneId.of("Asia/Shanghai"));

  private final SparkSession spark;
  private final TableRows orders = TableRows.of(OrdersTable.SPEC);
  private final TableRows log = TableRows.of(IdentityLogTable.SPEC);
  private int orderCount;

  CustomerTransformsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void daysWithAPaidOrderCountInTheBusinessZoneAndTheLastHorizonOnItsOwn() {
    order(1, "ann", "2026-01-01T10:00:00Z", "30", "5");
    order(1, "ann", "2026-03-10T16:30:00Z", "10", "0");
    order(1, "ann", "2026-03-11T15:59:00Z", "20", "0");
    order(1, "ann", "2026-03-31T16:00:00Z", "999", "0");
    order(2, "bob", "2026-03-31T15:00:00Z", "7", "0");
    assertThat(customers(SNAPSHOT, Optional.empty()))
        .containsExactlyInAnyOrder(
            "ann " + new Customer(2, 69, 89, 55, 1, 30), "bob " + new Customer(1, 0, 0, 7, 1, 7));
  }

  @Test
  void unpaidAndFreeOrdersAndOtherCurrenciesDoNotCount() {
    order(1, "ann", "2026-03-01T10:00:00Z", "30", "0");
    order(1, "ann", "2026-03-02T10:00:00Z", "30", "30");
    orders.row(
        OrdersTable.ORDER_ID, "unpaid",
        OrdersTable.ONE_ID, "ann",
        OrdersTable.ANCHOR_NODE, 1L,
        OrdersTable.ORDERED_AT, "2026-03-03T10:00:00Z",
        OrdersTable.GROSS_AMOUNT, "50");
    orders.row(
        OrdersTable.ORDER_ID, "foreign",
        OrdersTable.ONE_ID, "ann",
        OrdersTable.ANCHOR_NODE, 1L,
        OrdersTable.ORDERED_AT, "2026-03-04T10:00:00Z",
        OrdersTable.PAID_AT, "2026-03-04T10:00:00Z",
        OrdersTable.GROSS_AMOUNT, "50",
        OrdersTable.CURRENCY, "USD");
    assertThat(customers(SNAPSHOT, Optional.of("CNY")))
        .containsExactly("ann " + new Customer(1, 0, 30, 30, 0, 0));
  }

  @Test
  void peopleAreThoseKnownAtTheSnapshotWhateverIdentityLearnsLater() {
    order(1, "ann", "2026-03-01T10:00:00Z", "30", "0");
    order(2, "ann", "2026-03-05T10:00:00Z", "40", "0");
    order(3, "eve", "2026-03-06T10:00:00Z", "50", "0");
    // Node 2 was a visitor of its own until a login in April; node 3 was seen by no run in time.
    moved("2026-03-20", 1, 1, "ann");
    moved("2026-03-20", 1, 2, "visitor");
    moved("2026-04-02", 2, 2, "ann");
    moved("2026-04-02", 2, 3, "eve");
    List<String> then =
        List.of(
            "ann " + new Customer(1, 0, 30, 30, 0, 0),
            "visitor " + new Customer(1, 0, 26, 40, 1, 40),
            "eve " + new Customer(1, 0, 25, 50, 1, 50));
    assertThat(customers(SNAPSHOT, Optional.empty())).containsExactlyInAnyOrderElementsOf(then);
    assertThat(customers(LocalDate.of(2026, 4, 2), Optional.empty()))
        .as("two days later they are one")
        .contains("ann " + new Customer(2, 4, 32, 70, 1, 40));
    order(1, "ann", "2026-04-03T10:00:00Z", "1000", "0");
    order(9, "visitor", "2026-04-04T10:00:00Z", "1000", "0");
    moved("2026-04-05", 3, 1, "visitor");
    assertThat(customers(SNAPSHOT, Optional.empty())).containsExactlyInAnyOrderElementsOf(then);
  }

  @Test
  void whatMergedPeopleBuyLaterIsTheirs() {
    order(1, "ann", "2026-03-01T10:00:00Z", "30", "0");
    order(2, "visitor", "2026-03-05T10:00:00Z", "40", "0");
    Dataset<Row> customers = customerRows(SNAPSHOT, Optional.empty());
    order(1, "ann", "2026-04-03T10:00:00Z", "100", "0");
    order(1, "ann", "2026-04-03T12:00:00Z", "11", "0");
    order(1, "ann", "2026-07-01T12:00:00Z", "5000", "0");
    Dataset<Row> aliases =
        TableRows.of(OneIdAliasesTable.SPEC)
            .row(OneIdAliasesTable.RETIRED_ID, "visitor", OneIdAliasesTable.ONE_ID, "ann")
            .on(spark);
    Dataset<Row> later =
        new LaterTransform(DayRange.endingAt(SNAPSHOT.plusDays(30), 30))
            .apply(customers, purchases(Optional.empty()), aliases);
    List<Observed> observed = new CustomerRows(10).observed(later);
    assertThat(observed).hasSize(2);
    assertThat(observed)
        .allSatisfy(one -> assertThat(one.laterDays()).isEqualTo(1))
        .allSatisfy(one -> assertThat(one.laterAmount()).isEqualTo(111));
    assertThat(new CustomerRows(1).observed(later)).isEqualTo(observed.subList(0, 1));
  }

  private List<String> customers(LocalDate snapshot, Optional<String> currency) {
    Dataset<Row> rows = customerRows(snapshot, currency);
    List<String> ids =
        rows.select(CustomerValuesTable.ONE_ID.col()).as(Encoders.STRING()).collectAsList();
    List<String> customers = new ArrayList<>();
    for (String id : ids) {
      customers.add(
          id
              + " "
              + new CustomerRows(1)
                  .customers(rows.where(CustomerValuesTable.ONE_ID.col().equalTo(id)))
                  .get(0));
    }
    return customers;
  }

  private Dataset<Row> customerRows(LocalDate snapshot, Optional<String> currency) {
    return new CustomersTransform(snapshot, 30)
        .apply(PurchasesTransform.asKnownAt(snapshot, purchases(currency), log.on(spark)));
  }

  private Dataset<Row> purchases(Optional<String> currency) {
    return new PurchasesTransform(SHANGHAI, currency).apply(orders.on(spark));
  }

  private void order(
      long node, @Nullable String person, String paidAt, String gross, String discount) {
    orders.row(
        OrdersTable.ORDER_ID, "o" + orderCount++,
        OrdersTable.ANCHOR_NODE, node,
        OrdersTable.ONE_ID, person,
        OrdersTable.ORDERED_AT, paidAt,
        OrdersTable.PAID_AT, paidAt,
        OrdersTable.GROSS_AMOUNT, gross,
        OrdersTable.DISCOUNT_AMOUNT, discount,
        OrdersTable.CURRENCY, "CNY");
  }

  private void moved(String asOf, long run, long node, String person) {
    log.row(
        IdentityLogTable.AS_OF, asOf,
        IdentityLogTable.RUN_NUMBER, run,
        IdentityLogTable.OPERATION, "MOVE",
        IdentityLogTable.NODE_ID, node,
        IdentityLogTable.VALID_FROM, "2020-01-01T00:00:00Z",
        IdentityLogTable.TO_ONE_ID, person);
  }
}
