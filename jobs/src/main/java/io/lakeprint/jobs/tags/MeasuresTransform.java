package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.PersonsTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All measures over one input in one aggregation.
 *
 * @param input the table
 * @param measures all of that input, at least one
 * @param asOf later rows are left out
 */
record MeasuresTransform(MeasureInput input, List<Measure> measures, LocalDate asOf) {

  /**
   * One row per person of the input with a row that any measure counts: {@code one_id}, a column
   * per measure, and the day of {@link #nextChange}.
   */
  Dataset<Row> apply(Dataset<Row> rows) {
    List<Column> aggregates = new ArrayList<>();
    measures.forEach(measure -> aggregates.add(measure.aggregate(asOf)));
    aggregates.add(Calendar.earliest(changes()).as(nextChangeName()));
    aggregates.add(max(lit(true)).as(presentName()));
    return rows.filter(relevant())
        .groupBy(input.person().col())
        .agg(aggregates.get(0), aggregates.stream().skip(1).toArray(Column[]::new));
  }

  /** One lookup for all windows over the same events. */
  private List<Column> changes() {
    Map<EventMatch, List<Window>> any = new LinkedHashMap<>();
    Map<EventMatch, List<Window>> last = new LinkedHashMap<>();
    for (Measure measure : measures) {
      (measure.isOfLast() ? last : any)
          .computeIfAbsent(measure.events(), events -> new ArrayList<>())
          .add(measure.window());
    }
    Column day = input.day().col();
    List<Column> changes = new ArrayList<>();
    any.forEach(
        (events, windows) ->
            new Turns(windows, asOf).ofAny(input.is(events), day).ifPresent(changes::add));
    last.forEach(
        (events, windows) ->
            new Turns(windows, asOf).ofLast(input.is(events), day).ifPresent(changes::add));
    return changes;
  }

  /** The people with the measures beside them; who is not in the input has counts of 0. */
  Dataset<Row> join(Dataset<Row> people, Dataset<Row> rows) {
    Map<String, Column> filled = new LinkedHashMap<>();
    for (Measure measure : measures) {
      Column value = col("`" + measure.name() + "`");
      filled.put(
          measure.name(), when(col(presentName()).isNull(), measure.absent()).otherwise(value));
    }
    return people.join(apply(rows), PersonsTable.ONE_ID.name(), "left").withColumns(filled);
  }

  /** First later day on which a row leaves a window of any of the measures; null = never. */
  Column nextChange() {
    return col(nextChangeName());
  }

  /** Rows that at least one measure counts: constants that prune files. */
  private Column relevant() {
    Column relevant = input.counts().and(input.day().col().leq(lit(asOf)));
    Optional<LocalDate> first = earliestDay();
    if (first.isPresent()) {
      relevant = relevant.and(input.day().col().geq(lit(first.get())));
    }
    Set<String> events = new TreeSet<>();
    measures.forEach(measure -> measure.events().name().ifPresent(events::add));
    boolean all = measures.stream().anyMatch(measure -> measure.events().name().isEmpty());
    return all
        ? relevant
        : relevant.and(DailyActivityTable.EVENT_NAME.col().isin(events.toArray()));
  }

  /** Empty when a window reaches back for ever. */
  private Optional<LocalDate> earliestDay() {
    List<Optional<LocalDate>> firsts =
        measures.stream().map(measure -> measure.window().first(asOf)).toList();
    return firsts.stream().allMatch(Optional::isPresent)
        ? firsts.stream().flatMap(Optional::stream).min(LocalDate::compareTo)
        : Optional.empty();
  }

  private String nextChangeName() {
    return "next change of " + input;
  }

  private String presentName() {
    return "present in " + input;
  }
}
