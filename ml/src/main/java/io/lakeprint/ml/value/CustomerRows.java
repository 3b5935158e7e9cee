package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of customers as objects of the driver.
 *
 * @param maximum of more, those with the smallest hash of their id are taken
 */
record CustomerRows(int maximum) {

  /** The columns of {@link CustomersTransform} that {@link #customer} reads, in its order. */
  static final List<Column> COLUMNS =
      List.of(
          CustomerValuesTable.PURCHASE_DAY_COUNT.col().cast(Types.INT),
          col(CustomersTransform.RECENCY_DAYS),
          col(CustomersTransform.AGE_DAYS),
          CustomerValuesTable.PAID_AMOUNT.col().cast(Types.DOUBLE),
          col(CustomersTransform.RECENT_DAYS).cast(Types.INT),
          col(CustomersTransform.RECENT_AMOUNT).cast(Types.DOUBLE));

  /** A row that begins with {@link #COLUMNS}. */
  static Customer customer(Row row) {
    return new Customer(
        row.getInt(0),
        row.getInt(1),
        row.getInt(2),
        row.getDouble(3),
        row.getInt(4),
        row.getDouble(5));
  }

  /** Customers by the hash of their id: six numbers each. */
  List<Customer> customers(Dataset<Row> customers) {
    return taken(customers, COLUMNS).stream().map(CustomerRows::customer).toList();
  }

  /** Rows of {@link LaterTransform} by the hash of their id: eight numbers each. */
  List<Observed> observed(Dataset<Row> customers) {
    List<Column> columns = new ArrayList<>(COLUMNS);
    columns.add(col(LaterTransform.LATER_DAYS));
    columns.add(col(LaterTransform.LATER_AMOUNT));
    return taken(customers, columns).stream()
        .map(row -> new Observed(customer(row), row.getInt(6), row.getDouble(7)))
        .toList();
  }

  private List<Row> taken(Dataset<Row> customers, List<Column> columns) {
    Column id = CustomerValuesTable.ONE_ID.col();
    return customers
        .orderBy(xxhash64(id), id)
        .select(columns.toArray(Column[]::new))
        .takeAsList(maximum);
  }
}
