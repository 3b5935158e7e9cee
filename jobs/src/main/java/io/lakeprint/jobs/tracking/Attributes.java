package io.lakeprint.jobs.tracking;

import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/** Columns of the events table that a plan may name, beside keys of senders. */
final class Attributes {

  /** Before a key of {@code properties} that is called like a column. */
  static final String KEY = EventsTable.PROPERTIES.name() + ".";

  /** Who it was, and maps that are looked into. */
  private static final Set<ColumnSpec> LEFT_OUT =
      Set.of(
          EventsTable.ANCHOR_NODE,
          EventsTable.ONE_ID,
          EventsTable.PROPERTIES,
          EventsTable.USER_PROPERTIES);

  /** By column: the type of its values, empty where they are texts of any form. */
  static final Map<ColumnSpec, Optional<PropertyType>> ALL = all();

  private Attributes() {}

  private static Map<ColumnSpec, Optional<PropertyType>> all() {
    Map<ColumnSpec, Optional<PropertyType>> all = new LinkedHashMap<>();
    EventsTable.SPEC.columns().stream()
        .filter(column -> column.nullable() && !LEFT_OUT.contains(column))
        .forEach(column -> all.put(column, type(column.type())));
    return Collections.unmodifiableMap(all);
  }

  private static Optional<PropertyType> type(DataType type) {
    if (type instanceof StringType) {
      return Optional.empty();
    }
    if (type instanceof IntegerType || type instanceof LongType) {
      return Optional.of(PropertyType.INTEGER);
    }
    if (type instanceof NumericType) {
      return Optional.of(PropertyType.NUMBER);
    }
    if (type instanceof BooleanType) {
      return Optional.of(PropertyType.BOOLEAN);
    }
    if (type instanceof DateType) {
      return Optional.of(PropertyType.DATE);
    }
    if (type instanceof TimestampType) {
      return Optional.of(PropertyType.TIMESTAMP);
    }
    if (type instanceof ArrayType) {
      return Optional.of(PropertyType.JSON);
    }
    throw new IllegalStateException("no type of property for a column of " + type);
  }

  /** The type of a column by its name; empty where there is none or it holds texts. */
  static Optional<PropertyType> typeOf(String name) {
    return ALL.entrySet().stream()
        .filter(column -> column.getKey().name().equals(name))
        .findFirst()
        .flatMap(Map.Entry::getValue);
  }

  /** Whether it holds texts, and the plan says that some of them are something else. */
  static boolean isReadAsPlanned(ColumnSpec column, TrackingPlan plan) {
    return Objects.requireNonNull(ALL.get(column)).isEmpty()
        && plan.events().keySet().stream()
            .flatMap(event -> Stream.ofNullable(plan.properties(event).get(column.name())))
            .anyMatch(property -> property.type() != PropertyType.TEXT);
  }

  /** Whether it is the name of such a column. */
  static boolean has(String name) {
    return ALL.keySet().stream().anyMatch(column -> column.name().equals(name));
  }
}
