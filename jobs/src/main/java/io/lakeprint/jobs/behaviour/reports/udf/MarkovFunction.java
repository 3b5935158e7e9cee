package io.lakeprint.jobs.behaviour.reports.udf;

import static org.apache.spark.sql.functions.udf;

import io.lakeprint.jobs.behaviour.kernel.MarkovChain;
import io.lakeprint.jobs.behaviour.kernel.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Shares the conversions of a period among touchpoints by their removal effects.
 *
 * <p>In: moves (from, to, times), and totals (currency, units of conversions, ten-thousandths of an
 * amount). Out: (currency, touchpoint, units, ten-thousandths), which add up to the totals exactly.
 * Neither depends on the order of the other.
 */
public final class MarkovFunction implements UDF2<Seq<Row>, Seq<Row>, List<Row>> {

  public static final String UNITS = "units";
  public static final String AMOUNT = "amount";

  private static final long serialVersionUID = 1L;
  private static final StructType SHARE =
      StructType.fromDDL("currency string, touchpoint string, units bigint, amount bigint");

  private MarkovFunction() {}

  /** The function of (moves, totals). */
  public static UserDefinedFunction create() {
    return udf(new MarkovFunction(), DataTypes.createArrayType(SHARE));
  }

  @Override
  public List<Row> call(@Nullable Seq<Row> moves, @Nullable Seq<Row> totals) {
    if (moves == null || totals == null) {
      return List.of();
    }
    MarkovChain chain = new MarkovChain();
    for (Row move : CollectionConverters.asJava(moves)) {
      chain.move(move.getString(0), move.getString(1), move.getLong(2));
    }
    Map<String, Double> effects = chain.removalEffects();
    double[] weights = effects.values().stream().mapToDouble(Double::doubleValue).toArray();
    List<String> touchpoints = List.copyOf(effects.keySet());
    List<Row> shares = new ArrayList<>();
    if (touchpoints.isEmpty()) {
      return shares;
    }
    for (Row total : CollectionConverters.asJava(totals)) {
      long[] units = Shares.of(total.getLong(1), weights);
      long[] amounts = Shares.of(total.getLong(2), weights);
      for (int i = 0; i < units.length; i++) {
        shares.add(RowFactory.create(total.get(0), touchpoints.get(i), units[i], amounts[i]));
      }
    }
    return shares;
  }
}
