package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All preferences in one pass over {@code behaviour.daily_dimensions} and one shuffle: counts per
 * value, then the values in order per person.
 *
 * <p>A value weighs its number of events in the window; equal weights are ordered by the value's
 * text. Null for a person without an event in the window.
 *
 * @param preferences at least one
 * @param asOf later rows are left out
 */
record PreferencesTransform(List<Preference> preferences, LocalDate asOf) {

  /** First later day on which a row leaves a window; null = never. */
  static final Column NEXT_CHANGE = col("next change of DIMENSIONS");

  private static final String WEIGHT = "weight of ";
  private static final String LEAVES = "leaves ";
  private static final String ORDER = "order";

  /** One row per person with a row that any preference counts. */
  Dataset<Row> apply(Dataset<Row> dimensions) {
    List<Column> counts = new ArrayList<>();
    List<Column> lists = new ArrayList<>();
    List<Column> changes = new ArrayList<>();
    for (Preference preference : preferences) {
      Column matches = matches(preference);
      counts.add(
          sum(when(matches, DailyDimensionsTable.EVENT_COUNT.col()))
              .as(WEIGHT + preference.name()));
      counts.add(
          preference
              .window()
              .left(min(when(matches, DailyDimensionsTable.EVENT_DATE.col())), asOf)
              .as(LEAVES + preference.name()));
      lists.add(list(preference).as(preference.name()));
      changes.add(min(quoted(LEAVES, preference)));
    }
    lists.add(Calendar.earliest(changes).as("next change of DIMENSIONS"));
    return dimensions
        .filter(relevant())
        .repartition(DailyDimensionsTable.ONE_ID.col())
        .groupBy(
            DailyDimensionsTable.ONE_ID.col(),
            DailyDimensionsTable.DIMENSION.col(),
            DailyDimensionsTable.DIMENSION_VALUE.col())
        .agg(counts.get(0), counts.stream().skip(1).toArray(Column[]::new))
        .groupBy(DailyDimensionsTable.ONE_ID.col())
        .agg(lists.get(0), lists.stream().skip(1).toArray(Column[]::new));
  }

  private Column list(Preference preference) {
    Column weight = quoted(WEIGHT, preference);
    Column entry =
        struct(
            negate(weight).as(ORDER),
            DailyDimensionsTable.DIMENSION_VALUE.col().as(ValueType.LIST_VALUE));
    Column best =
        transform(
            slice(array_sort(collect_list(when(weight.gt(0), entry))), 1, preference.count()),
            item ->
                struct(
                    item.getField(ValueType.LIST_VALUE).as(ValueType.LIST_VALUE),
                    negate(item.getField(ORDER)).cast(Types.DOUBLE).as(ValueType.LIST_WEIGHT)));
    return when(size(best).gt(0), best);
  }

  private Column matches(Preference preference) {
    return DailyDimensionsTable.DIMENSION
        .col()
        .equalTo(preference.dimension())
        .and(preference.window().contains(DailyDimensionsTable.EVENT_DATE.col(), asOf))
        .and(preference.events().matches(DailyDimensionsTable.EVENT_NAME));
  }

  private Column relevant() {
    Set<String> names = new TreeSet<>();
    preferences.forEach(preference -> names.add(preference.dimension()));
    return DailyDimensionsTable.EVENT_DATE
        .col()
        .leq(lit(asOf))
        .and(DailyDimensionsTable.DIMENSION.col().isin(names.toArray()));
  }

  private static Column quoted(String prefix, Preference preference) {
    return col("`" + prefix + preference.name() + "`");
  }
}
