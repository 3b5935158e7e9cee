package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.tables.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/** When the calendar alone changes a value. */
final class Calendar {

  /** Ages beyond this (three thousand years) are never reached. */
  private static final BigDecimal OLDEST = BigDecimal.valueOf(1_000_000);

  private Calendar() {}

  /** The earliest of some days, null where all are null. */
  static Column earliest(List<Column> days) {
    return switch (days.size()) {
      case 0 -> lit(null).cast(Types.DATE);
      case 1 -> days.get(0);
      default -> least(days.toArray(Column[]::new));
    };
  }

  /** The ages in days at which a comparison of an age turns from true to false or back. */
  static IntStream turns(Condition leaf) {
    List<BigDecimal> values = leaf.operands().stream().map(BigDecimal::new).toList();
    return switch (leaf.op().orElseThrow()) {
      case GREATER_THAN, LESS_THAN_OR_EQUAL_TO -> IntStream.of(after(values.get(0)));
      case GREATER_THAN_OR_EQUAL_TO, LESS_THAN -> IntStream.of(from(values.get(0)));
      case BETWEEN -> IntStream.of(from(values.get(0)), after(values.get(1)));
      case EQUALS, NOT_EQUALS, IN, NOT_IN ->
          values.stream().flatMapToInt(value -> IntStream.of(from(value), after(value)));
      default -> IntStream.empty();
    };
  }

  private static int from(BigDecimal age) {
    return age.min(OLDEST).max(OLDEST.negate()).setScale(0, RoundingMode.CEILING).intValueExact();
  }

  private static int after(BigDecimal age) {
    return 1 + age.min(OLDEST).max(OLDEST.negate()).setScale(0, RoundingMode.FLOOR).intValueExact();
  }
}
