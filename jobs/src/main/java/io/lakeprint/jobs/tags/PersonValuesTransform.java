package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.people.ByPerson;
import io.lakeprint.common.people.Turns;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * All measures and facets of a catalogue: every input is read once, and all their rows go through
 * one shuffle, by person.
 *
 * @param plan the checked catalogue
 * @param asOf later rows are left out
 */
record PersonValuesTransform(TagPlan plan, LocalDate asOf) {

  /** First later day on which a row enters or leaves a window; null = never. */
  static final Column NEXT_CHANGE = date_from_unix_date(col("next change"));

  /**
   * One row per person of {@code persons}: {@code one_id}, a column for each measure and each facet
   * by its name, and {@link #NEXT_CHANGE}.
   */
  Dataset<Row> apply(TagsTransform.Inputs inputs) {
    List<Subject> subjects = subjects();
    List<RowKind> kinds = RowKind.of(subjects);
    int widest =
        Stream.of(MeasureInput.values()).mapToInt(input -> numbers(input).size()).max().orElse(0);
    Dataset<Row> rows =
        Packed.select(
            inputs.persons(), Map.of(Packed.ONE_ID, PersonsTable.ONE_ID.col()), List.of(), widest);
    for (MeasureInput input : MeasureInput.values()) {
      if (!plan.measuresOf(input).isEmpty()) {
        rows =
            rows.union(
                Packed.select(
                    inputs.of(input).filter(relevant(input)),
                    columns(input, kinds),
                    numbers(input).stream().map(Packed::whole).toList(),
                    widest));
      }
    }
    if (!plan.facets().isEmpty()) {
      rows = rows.union(Packed.select(facetRows(inputs), facetColumns(kinds), List.of(), widest));
    }
    return unpacked(ByPerson.gathered(rows, values(subjects, kinds), schema()));
  }

  // ---- rows into the shuffle ----

  private Map<Integer, Column> columns(MeasureInput input, List<RowKind> kinds) {
    Map<Integer, Column> columns = new TreeMap<>();
    columns.put(Packed.ONE_ID, input.person().col());
    columns.put(Packed.KIND, RowKind.number(kinds, input.table().name()));
    columns.put(Packed.DAY, unix_date(input.day().col()));
    columns.put(Packed.COUNT, input.count());
    List<Measure> measures = plan.measuresOf(input);
    if (measures.stream().anyMatch(Measure::isOfCurrency)) {
      input.currency().ifPresent(currency -> columns.put(Packed.LABEL, currency.col()));
    }
    if (measures.stream().anyMatch(measure -> measure.fold() == Measure.Fold.FIRST_AT)) {
      columns.put(Packed.FIRST_AT, unix_micros(input.firstAt().col()));
    }
    if (measures.stream().anyMatch(measure -> measure.fold() == Measure.Fold.LAST_AT)) {
      columns.put(Packed.LAST_AT, unix_micros(input.lastAt().col()));
    }
    List<ColumnSpec> flags = flags(input);
    for (int flag = 0; flag < flags.size(); flag++) {
      Column bit = when(Measure.isSet(flags.get(flag)), lit(1L << flag)).otherwise(lit(0L));
      columns.merge(Packed.FLAGS, bit, Column::bitwiseOR);
    }
    return columns;
  }

  private static Map<Integer, Column> facetColumns(List<RowKind> kinds) {
    return Map.of(
        Packed.ONE_ID, DailyDimensionsTable.ONE_ID.col(),
        Packed.KIND, RowKind.number(kinds, DailyDimensionsTable.SPEC.name()),
        Packed.DAY, unix_date(DailyDimensionsTable.EVENT_DATE.col()),
        Packed.LABEL, DailyDimensionsTable.DIMENSION_VALUE.col(),
        Packed.COUNT, DailyDimensionsTable.EVENT_COUNT.col());
  }

  /** Columns whose numbers are asked for, by name. */
  private List<ColumnSpec> numbers(MeasureInput input) {
    return input.summable().values().stream()
        .filter(column -> isAsked(input, column, Measure.Fold.SUM, Measure.Fold.MAX))
        .sorted(Comparator.comparing(ColumnSpec::name))
        .toList();
  }

  private List<ColumnSpec> flags(MeasureInput input) {
    return input.flags().values().stream()
        .filter(column -> isAsked(input, column, Measure.Fold.COUNT_WITH))
        .sorted(Comparator.comparing(ColumnSpec::name))
        .toList();
  }

  private boolean isAsked(MeasureInput input, ColumnSpec column, Measure.Fold... folds) {
    return plan.measuresOf(input).stream()
        .filter(measure -> List.of(folds).contains(measure.fold()))
        .anyMatch(measure -> measure.column().equals(Optional.of(column)));
  }

  /** Rows that at least one measure counts: constants that prune files. */
  private Column relevant(MeasureInput input) {
    List<Measure> measures = plan.measuresOf(input);
    Column relevant =
        input.counts().and(within(input.day(), measures.stream().map(Measure::window).toList()));
    Set<String> events = new TreeSet<>();
    measures.forEach(measure -> measure.events().name().ifPresent(events::add));
    boolean all = measures.stream().anyMatch(measure -> measure.events().name().isEmpty());
    return all
        ? relevant
        : relevant.and(DailyActivityTable.EVENT_NAME.col().isin(events.toArray()));
  }

  private Dataset<Row> facetRows(TagsTransform.Inputs inputs) {
    Collection<Facet> facets = plan.facets().values();
    Set<String> names = new TreeSet<>();
    facets.forEach(facet -> names.add(facet.dimension()));
    return inputs
        .dimensions()
        .filter(DailyDimensionsTable.DIMENSION.col().isin(names.toArray()))
        .filter(
            within(DailyDimensionsTable.EVENT_DATE, facets.stream().map(Facet::window).toList()));
  }

  /** Up to the as-of day, from the first that any of the windows reaches back to. */
  private Column within(ColumnSpec day, List<Window> windows) {
    Column within = day.col().leq(lit(asOf));
    List<Optional<LocalDate>> firsts = windows.stream().map(window -> window.first(asOf)).toList();
    return firsts.stream().allMatch(Optional::isPresent)
        ? firsts.stream()
            .flatMap(Optional::stream)
            .min(LocalDate::compareTo)
            .map(first -> within.and(day.col().geq(lit(first))))
            .orElse(within)
        : within;
  }

  // ---- what is made of them ----

  private List<Subject> subjects() {
    return Stream.concat(
            plan.measures().values().stream().map(Subject::of),
            plan.facets().values().stream().map(Subject::of))
        .distinct()
        .toList();
  }

  private PersonValues values(List<Subject> subjects, List<RowKind> kinds) {
    List<int[]> subjectsOfKind =
        kinds.stream()
            .map(
                kind ->
                    IntStream.range(0, subjects.size())
                        .filter(subject -> subjects.get(subject).covers(kind))
                        .toArray())
            .toList();
    List<PersonValues.OfMeasure> measures =
        plan.measures().values().stream()
            .map(
                measure ->
                    new PersonValues.OfMeasure(
                        subjects.indexOf(Subject.of(measure)),
                        MeasureFold.of(
                            measure,
                            asOf,
                            names(numbers(measure.input())),
                            names(flags(measure.input())))))
            .toList();
    return new PersonValues(
        subjectsOfKind,
        subjects.stream().map(this::turns).toList(),
        measures,
        weights(subjects, measures.size()),
        measures.size() + plan.facets().size());
  }

  private SubjectTurns turns(Subject subject) {
    List<Window> ofAny = new ArrayList<>();
    List<Window> ofLast = new ArrayList<>();
    for (Measure measure : plan.measures().values()) {
      if (Subject.of(measure).equals(subject)) {
        (measure.isOfLast() ? ofLast : ofAny).add(measure.window());
      }
    }
    for (Facet facet : plan.facets().values()) {
      if (Subject.of(facet).equals(subject)) {
        ofAny.add(facet.window());
      }
    }
    return new SubjectTurns(
        Math.toIntExact(asOf.toEpochDay()),
        new Turns(ofAny, asOf).byAge(),
        new Turns(ofLast, asOf).byAge());
  }

  /** Facets that agree in subject and window are computed from the same weights. */
  private List<PersonValues.OfWeights> weights(List<Subject> subjects, int place) {
    Map<String, PersonValues.OfWeights> weights = new LinkedHashMap<>();
    int next = place;
    for (Facet facet : plan.facets().values()) {
      PersonValues.OfWeights same =
          weights.computeIfAbsent(
              facet.weight(),
              weight ->
                  new PersonValues.OfWeights(
                      subjects.indexOf(Subject.of(facet)),
                      Span.of(facet.window(), asOf),
                      new ArrayList<>(),
                      new ArrayList<>()));
      same.places().add(next++);
      same.folds().add(FacetFold.of(facet));
    }
    return List.copyOf(weights.values());
  }

  private static List<String> names(List<ColumnSpec> columns) {
    return columns.stream().map(ColumnSpec::name).toList();
  }

  // ---- rows out of the shuffle ----

  private StructType schema() {
    StructType schema = new StructType().add(PersonsTable.ONE_ID.name(), Types.STRING);
    for (Measure measure : plan.measures().values()) {
      schema = schema.add(measure.name(), isMoment(measure) ? Types.LONG : measure.type());
    }
    for (Facet facet : plan.facets().values()) {
      schema = schema.add(facet.name(), facet.type());
    }
    return schema.add("next change", Types.INT);
  }

  private Dataset<Row> unpacked(Dataset<Row> values) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Measure measure : plan.measures().values()) {
      if (isMoment(measure)) {
        columns.put(measure.name(), timestamp_micros(col("`" + measure.name() + "`")));
      }
    }
    return values.withColumns(columns);
  }

  private static boolean isMoment(Measure measure) {
    DataType type = measure.type();
    return type.equals(Types.TIMESTAMP);
  }
}
