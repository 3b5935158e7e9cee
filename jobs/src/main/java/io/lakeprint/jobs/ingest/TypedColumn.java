package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.privacy.udf.PrivacyUdfs;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;
import java.time.ZoneId;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;

/**
 * One selected value on its way to the type of its event column.
 *
 * @param target the event column
 * @param given name of the selected value
 * @param givenType its type
 */
record TypedColumn(ColumnSpec target, String given, DataType givenType) {

  /** Amounts and counts that mean nothing below zero. */
  private static final Set<String> NOT_NEGATIVE =
      Set.of("amount", "quantity", "unit_price", "discount_amount", "engaged_ms");

  private static final int SHOWN = 60;

  /** The value in the column's type; null when it is empty or cannot become it. */
  Column value(ZoneId zone) {
    Column raw = col(given);
    if (Types.same(target.type(), givenType)) {
      return givenType.equals(DataTypes.StringType) ? text(raw) : raw;
    }
    if (target.type().equals(DataTypes.TimestampType) && givenType.equals(DataTypes.StringType)) {
      return time(text(raw), zone);
    }
    return givenType.equals(DataTypes.StringType)
        ? text(raw).try_cast(target.type())
        : raw.try_cast(target.type());
  }

  /** Why the value is refused; null = it is not. {@code typed} is the column of {@link #value}. */
  Column refusal(Column typed) {
    Column raw = col(given);
    Column given = givenType.equals(DataTypes.StringType) ? text(raw).isNotNull() : raw.isNotNull();
    Column unusable = when(typed.isNull().and(given), explain(" is no " + word()));
    if (target.type() instanceof NumericType && NOT_NEGATIVE.contains(target.name())) {
      return coalesce(unusable, when(typed.lt(0), explain(" is negative")));
    }
    return unusable;
  }

  /** The code of such a refusal. */
  String code() {
    if (target.type() instanceof NumericType) {
      return Rejections.BAD_NUMBER;
    }
    return target.type().equals(DataTypes.TimestampType)
        ? Rejections.BAD_TIME
        : Rejections.BAD_VALUE;
  }

  /** Whether {@link #value} can fail at all. */
  boolean canFail() {
    return !Types.same(target.type(), givenType) || target.type() instanceof NumericType;
  }

  private Column explain(String what) {
    return concat(
        lit(target.name() + " '"),
        left(PrivacyUdfs.maskText(col(given).cast(DataTypes.StringType)), lit(SHOWN)),
        lit("'" + what));
  }

  private String word() {
    return target.type() instanceof DecimalType decimal
        ? "number of at most "
            + (decimal.precision() - decimal.scale())
            + " digits before the point"
        : target.type().simpleString();
  }

  private static Column text(Column raw) {
    return nullif(trim(raw), lit(""));
  }

  /** Text without offset is a wall clock of the source's zone; the session's zone is UTC. */
  private static Column time(Column text, ZoneId zone) {
    Column parsed = text.try_cast(DataTypes.TimestampType);
    if (zone.getId().equals("UTC") || zone.getId().equals("Z")) {
      return parsed;
    }
    Column sign = substring(text, -6, 1);
    Column shortSign = substring(text, -5, 1);
    Column hasOffset =
        length(text)
            .gt(10)
            .and(text.endsWith("Z").or(sign.isin("+", "-")).or(shortSign.isin("+", "-")));
    return when(hasOffset, parsed).otherwise(to_utc_timestamp(parsed, zone.getId()));
  }
}
