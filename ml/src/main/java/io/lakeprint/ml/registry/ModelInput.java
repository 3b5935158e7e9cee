package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * One number as models read it from a column.
 *
 * @param feature the column
 * @param kind how the number is read from it
 * @param whenMissing of {@link Kind#NUMBER}: in place of null
 * @param categories of {@link Kind#CATEGORY} the one value that is meant; of {@link Kind#OTHER} all
 *     that have an input of their own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelInput(String feature, Kind kind, double whenMissing, List<String> categories) {

  /** How the number is read. */
  public enum Kind {
    /** The column's number. */
    NUMBER,
    /** 1 where the column is null. */
    MISSING,
    /** 1 where the column has one value. */
    CATEGORY,
    /** 1 where the column has a value without an input of its own, also one never seen before. */
    OTHER
  }

  public ModelInput {
    categories = categories == null ? List.of() : List.copyOf(categories);
  }

  /** The number of a column. */
  public ModelInput(String feature, double whenMissing) {
    this(feature, Kind.NUMBER, whenMissing, List.of());
  }

  /** Whether a column has a value. */
  public static ModelInput missing(String feature) {
    return new ModelInput(feature, Kind.MISSING, 0, List.of());
  }

  /** Whether a column has this value. */
  public static ModelInput category(String feature, String value) {
    return new ModelInput(feature, Kind.CATEGORY, 0, List.of(value));
  }

  /** Whether a column has a value that is none of these. */
  public static ModelInput other(String feature, List<String> values) {
    return new ModelInput(feature, Kind.OTHER, 0, values);
  }

  /** What people read: the column, and of a category the value. */
  public String name() {
    return switch (kind) {
      case NUMBER -> feature;
      case MISSING -> feature + " missing";
      case CATEGORY -> feature + " = " + categories.get(0);
      case OTHER -> feature + " other";
    };
  }

  /**
   * A number on a scale that tames heavy tails, {@code sign(x)·ln(1 + |x|)}, which keeps order, so
   * that trees see the same; of the other kinds 0 or 1. Never null.
   */
  public Column value() {
    Column raw = col(feature);
    return switch (kind) {
      case NUMBER -> tamed(coalesce(raw.cast("double"), lit(whenMissing)));
      case MISSING -> indicator(raw.isNull());
      case CATEGORY -> indicator(raw.cast("string").equalTo(categories.get(0)));
      case OTHER ->
          indicator(raw.isNotNull().and(not(raw.cast("string").isInCollection(categories))));
    };
  }

  /** What models see of a {@link Kind#NUMBER} that is missing. */
  public double valueWhenMissing() {
    return Math.signum(whenMissing) * Math.log1p(Math.abs(whenMissing));
  }

  private static Column tamed(Column raw) {
    return signum(raw).multiply(log1p(abs(raw)));
  }

  private static Column indicator(Column holds) {
    return when(holds, 1.0).otherwise(0.0);
  }
}
