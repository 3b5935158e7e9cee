package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
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
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All facets in one pass over {@code behaviour.daily_dimensions} and one shuffle: counts per value,
 * then the values per person.
 *
 * <p>A value weighs its number of events in the window; equal weights are ordered by the value's
 * text. For a person without an event in the window the list of top values is null and every count
 * 0.
 *
 * @param facets at least one
 * @param asOf later rows are left out
 */
record FacetsTransform(List<Facet> facets, LocalDate asOf) {

  /** First later day on which a row enters or leaves a window; null = never. */
  static final Column NEXT_CHANGE = col("next change of DIMENSIONS");

  private static final String WEIGHT = "weight of ";
  private static final String CHANGES = "changes ";
  private static final String ORDER = "order";

  /** One row per person with a row that any facet counts. */
  Dataset<Row> apply(Dataset<Row> dimensions) {
    Map<String, Facet> weights = new TreeMap<>();
    facets.forEach(facet -> weights.put(facet.weight(), facet));
    List<Column> sums = new ArrayList<>();
    List<Column> changes = new ArrayList<>();
    weights.forEach(
        (weight, facet) -> {
          sums.add(
              sum(when(facet.matches(asOf), DailyDimensionsTable.EVENT_COUNT.col()))
                  .as(WEIGHT + weight));
        });
    changes()
        .forEach(
            (about, change) -> {
              sums.add(change.as(CHANGES + about));
              changes.add(min(col("`" + CHANGES + about + "`")));
            });
    List<Column> folds = new ArrayList<>();
    facets.forEach(facet -> folds.add(fold(facet).as(facet.name())));
    folds.add(Calendar.earliest(changes).as("next change of DIMENSIONS"));
    return dimensions
        .filter(relevant())
        .repartition(DailyDimensionsTable.ONE_ID.col())
        .groupBy(
            DailyDimensionsTable.ONE_ID.col(),
            DailyDimensionsTable.DIMENSION.col(),
            DailyDimensionsTable.DIMENSION_VALUE.col())
        .agg(sums.get(0), sums.stream().skip(1).toArray(Column[]::new))
        .groupBy(DailyDimensionsTable.ONE_ID.col())
        .agg(folds.get(0), folds.stream().skip(1).toArray(Column[]::new));
  }

  /** The people with the facets beside them; who has no row has counts of 0. */
  Dataset<Row> join(Dataset<Row> people, Dataset<Row> dimensions) {
    Map<String, Column> filled = new LinkedHashMap<>();
    facets.stream()
        .filter(facet -> facet.fold() != Facet.Fold.TOP)
        .forEach(
            facet -> filled.put(facet.name(), coalesce(col("`" + facet.name() + "`"), lit(0L))));
    return people.join(apply(dimensions), PersonsTable.ONE_ID.name(), "left").withColumns(filled);
  }

  private static Column fold(Facet facet) {
    Column weight = col("`" + WEIGHT + facet.weight() + "`");
    return switch (facet.fold()) {
      case TOP -> list(facet, weight);
      case TOP_COUNT -> max(weight);
      case TOTAL -> sum(weight);
      case VALUES -> count_if(weight.gt(0));
      case COUNT_IN -> sum(when(facet.isOfValue(), weight));
    };
  }

  private static Column list(Facet facet, Column weight) {
    Column entry =
        struct(
            negate(weight).as(ORDER),
            DailyDimensionsTable.DIMENSION_VALUE.col().as(ValueType.LIST_VALUE));
    Column best =
        transform(
            slice(array_sort(collect_list(when(weight.gt(0), entry))), 1, facet.count()),
            item ->
                struct(
                    item.getField(ValueType.LIST_VALUE).as(ValueType.LIST_VALUE),
                    negate(item.getField(ORDER)).cast(Types.DOUBLE).as(ValueType.LIST_WEIGHT)));
    return when(size(best).gt(0), best);
  }

  /** One lookup for all windows over the same rows. */
  private Map<String, Column> changes() {
    Map<String, List<Facet>> about = new TreeMap<>();
    facets.forEach(
        facet -> about.computeIfAbsent(facet.subject(), name -> new ArrayList<>()).add(facet));
    Map<String, Column> changes = new TreeMap<>();
    about.forEach(
        (subject, same) ->
            new Turns(same.stream().map(Facet::window).toList(), asOf)
                .ofAny(same.get(0).isAbout(), DailyDimensionsTable.EVENT_DATE.col())
                .ifPresent(change -> changes.put(subject, change)));
    return changes;
  }

  private Column relevant() {
    Set<String> names = new TreeSet<>();
    facets.forEach(facet -> names.add(facet.dimension()));
    return DailyDimensionsTable.EVENT_DATE
        .col()
        .leq(lit(asOf))
        .and(DailyDimensionsTable.DIMENSION.col().isin(names.toArray()));
  }
}
