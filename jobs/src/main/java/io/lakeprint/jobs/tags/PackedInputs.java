package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.people.DeedInput;
import io.lakeprint.common.people.DeedMarks;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The people, and the rows of every input that any tag counts: what goes through the one shuffle.
 * Each input is read once.
 *
 * @param plan the checked catalogue
 * @param deeds what conditions on behaviour look at
 * @param asOf later rows are left out
 */
record PackedInputs(TagPlan plan, DeedMarks deeds, LocalDate asOf) {

  /** The columns of the rows. */
  Packed packed() {
    int widest =
        Stream.of(MeasureInput.values())
            .mapToInt(input -> plan.summed(input).size())
            .max()
            .orElse(0);
    return new Packed(widest, deeds.words());
  }

  /** Kinds of the rows, by number. */
  List<RowKind> kinds(List<Subject> subjects) {
    return RowKind.of(
        subjects,
        Stream.concat(
                Stream.of(MeasureInput.values()).map(MeasureInput::table),
                Stream.of(DailyDimensionsTable.SPEC, EventsTable.SPEC))
            .map(TableSpec::name)
            .toList());
  }

  /** Rows in the columns of {@link #packed}. */
  Dataset<Row> apply(TagsTransform.Inputs inputs, List<RowKind> kinds) {
    Packed packed = packed();
    Dataset<Row> rows =
        packed.select(inputs.persons(), Map.of(Packed.ONE_ID, PersonsTable.ONE_ID.col()));
    for (MeasureInput input : MeasureInput.values()) {
      List<Column> wanted = new ArrayList<>();
      if (!plan.measuresOf(input).isEmpty()) {
        wanted.add(relevant(input));
      }
      deedsOf(input).map(deeds::matters).ifPresent(wanted::add);
      if (!wanted.isEmpty()) {
        rows =
            rows.union(
                packed.select(
                    inputs.of(input).filter(any(wanted)),
                    columns(input, kinds),
                    plan.summed(input).stream().map(Packed::whole).toList(),
                    deedsOf(input).map(deeds::marks).orElse(List.of())));
      }
    }
    return withEvents(withDimensions(rows, inputs, kinds), inputs, kinds);
  }

  private Dataset<Row> withDimensions(
      Dataset<Row> rows, TagsTransform.Inputs inputs, List<RowKind> kinds) {
    List<Column> wanted = new ArrayList<>();
    if (!plan.facets().isEmpty()) {
      wanted.add(relevant(plan.facets().values()));
    }
    if (deeds.reads(DeedInput.DIMENSIONS)) {
      wanted.add(deeds.matters(DeedInput.DIMENSIONS));
    }
    return wanted.isEmpty()
        ? rows
        : rows.union(
            packed()
                .select(
                    inputs.dimensions().filter(any(wanted)),
                    Map.of(
                        Packed.ONE_ID, DailyDimensionsTable.ONE_ID.col(),
                        Packed.KIND, RowKind.number(kinds, DailyDimensionsTable.SPEC.name()),
                        Packed.DAY, unix_date(DailyDimensionsTable.EVENT_DATE.col()),
                        Packed.LABEL, DailyDimensionsTable.DIMENSION_VALUE.col(),
                        Packed.COUNT, DailyDimensionsTable.EVENT_COUNT.col()),
                    List.of(),
                    deeds.marks(DeedInput.DIMENSIONS)));
  }

  private Dataset<Row> withEvents(
      Dataset<Row> rows, TagsTransform.Inputs inputs, List<RowKind> kinds) {
    return !deeds.reads(DeedInput.EVENTS)
        ? rows
        : rows.union(
            packed()
                .select(
                    inputs.events().filter(deeds.matters(DeedInput.EVENTS)),
                    Map.of(
                        Packed.ONE_ID, EventsTable.ONE_ID.col(),
                        Packed.KIND, RowKind.number(kinds, EventsTable.SPEC.name()),
                        Packed.DAY, unix_date(EventsTable.EVENT_DATE.col()),
                        Packed.LABEL, DeedMarks.order(),
                        Packed.COUNT, lit(1L),
                        Packed.FIRST_AT, unix_micros(EventsTable.EVENT_TIME.col())),
                    List.of(),
                    deeds.marks(DeedInput.EVENTS)));
  }

  /** What conditions on behaviour call the same table, where they read it. */
  private Optional<DeedInput> deedsOf(MeasureInput input) {
    return Stream.of(DeedInput.values())
        .filter(deed -> deed.table().equals(input.table()))
        .filter(deeds::reads)
        .findFirst();
  }

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
    List<ColumnSpec> flags = plan.flagged(input);
    for (int flag = 0; flag < flags.size(); flag++) {
      Column bit = when(Measure.isSet(flags.get(flag)), lit(1L << flag)).otherwise(lit(0L));
      columns.merge(Packed.FLAGS, bit, Column::bitwiseOR);
    }
    return columns;
  }

  private static Column any(List<Column> wanted) {
    return wanted.stream().reduce(Column::or).orElseThrow();
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

  /** The same of facets. */
  private Column relevant(Collection<Facet> facets) {
    Set<String> names = new TreeSet<>();
    facets.forEach(facet -> names.add(facet.dimension()));
    return DailyDimensionsTable.DIMENSION
        .col()
        .isin(names.toArray())
        .and(within(DailyDimensionsTable.EVENT_DATE, facets.stream().map(Facet::window).toList()));
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
}
