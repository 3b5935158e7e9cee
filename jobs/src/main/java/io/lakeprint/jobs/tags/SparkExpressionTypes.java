package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.error.Suggestions;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Asks Spark's analyser, over a dataset without rows. */
record SparkExpressionTypes(SparkSession spark) implements ExpressionTypes {

  private static final String ROW = "row";
  private static final String VALUE = "value";

  @Override
  public DataType of(String sql, StructType schema) {
    try {
      Dataset<Row> nothing = spark.createDataFrame(List.of(), schema.add(ROW, "int"));
      // A column beside it refuses aggregates, the struct around it refuses generators: both
      // would change the number of rows.
      StructType analysed =
          nothing.select(nothing.col(ROW), struct(lit(0), expr(sql).as(VALUE)).as(VALUE)).schema();
      return ((StructType) analysed.apply(VALUE).dataType()).apply(VALUE).dataType();
    } catch (Exception e) {
      if (e instanceof AnalysisException refused) {
        throw new IllegalArgumentException(reason(refused, schema), refused);
      }
      throw e;
    }
  }

  private static String reason(SparkThrowable refused, StructType schema) {
    String name = refused.getMessageParameters().get("objectName");
    if (String.valueOf(refused.getCondition()).startsWith("UNRESOLVED_COLUMN") && name != null) {
      String plain = name.replace("`", "");
      List<String> tags =
          Arrays.stream(schema.fieldNames()).filter(field -> !field.contains("(")).toList();
      return "unknown name '" + plain + "'." + Suggestions.didYouMean(plain, tags);
    }
    String function = refused.getMessageParameters().get("routineName");
    if (String.valueOf(refused.getCondition()).startsWith("UNRESOLVED_ROUTINE")
        && function != null) {
      String plain = function.replace("`", "");
      return "unknown function '"
          + plain
          + "'."
          + Suggestions.didYouMean(plain, TagFunctions.statistics());
    }
    if ("MISSING_GROUP_BY".equals(refused.getCondition())) {
      return "aggregates rows itself; that is what functions such as count_of are for";
    }
    String message = String.valueOf(((Exception) refused).getMessage());
    return "Spark cannot read it: "
        + message
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("no reason given")
            .replaceAll(" SQLSTATE: .*", "");
  }
}
