package io.lakeprint.ml.value.udf;

import io.lakeprint.ml.value.Customer;
import io.lakeprint.ml.value.Forecast;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/** {@link Forecast} for columns. */
public final class ValueUdfs {
  /** Field of the result: P(alive). */
  public static final String ALIVE = "alive";

  /** Field of the result: purchase days in the horizon. */
  public static final String PURCHASES = "purchases";

  /** Field of the result: probability of a purchase day in the horizon. */
  public static final String BUYS_AGAIN = "buys_again";

  /** Field of the result: amount of the next purchase day. */
  public static final String AMOUNT_OF_PURCHASE = "amount_of_purchase";

  /** Field of the result: customer lifetime value. */
  public static final String LIFETIME_VALUE = "lifetime_value";

  private static final DataType TYPE =
      DataType.fromDDL(
          "struct<alive: double, purchases: double, buys_again: double, amount_of_purchase: double,"
              + " lifetime_value: double>");

  private ValueUdfs() {}

  /**
   * What is expected of a customer.
   *
   * @param customer six columns that make a {@link Customer}, in its order and with its types
   * @return {@code struct} of five doubles, never null; deterministic
   */
  public static Column expected(List<Column> customer, Forecast forecast) {
    UDF1<Row, Row> function =
        row -> {
          Customer one =
              new Customer(
                  row.getInt(0),
                  row.getInt(1),
                  row.getInt(2),
                  row.getDouble(3),
                  row.getInt(4),
                  row.getDouble(5));
          return RowFactory.create(
              forecast.alive(one),
              forecast.purchases(one),
              forecast.buysAgain(one),
              forecast.amountOfPurchase(one),
              forecast.lifetimeValue(one));
        };
    return functions
        .udf(function, TYPE)
        .withName("customer_value")
        .apply(functions.struct(customer.toArray(Column[]::new)));
  }
}
