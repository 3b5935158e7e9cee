package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.lakeprint.common.people.ByPerson;
import io.lakeprint.common.people.DeedMarks;
import io.lakeprint.common.people.DeedTally;
import io.lakeprint.common.people.DeedsPlan;
import io.lakeprint.common.people.Turns;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * All that the tags of a catalogue follow from: every input is read once, and all their rows go
 * through one shuffle, by person.
 *
 * @param plan the checked catalogue
 * @param deeds what its conditions on behaviour count and follow
 * @param asOf later rows are left out
 */
record PersonValuesTransform(TagPlan plan, DeedsPlan deeds, LocalDate asOf) {

  /** First later day on which a row enters or leaves a window; null = never. */
  static final Column NEXT_CHANGE = date_from_unix_date(col("next change"));

  /**
   * One row per person of {@code persons}: {@code one_id}, a column for each measure and each facet
   * by its name, those that conditions on behaviour compare, and {@link #NEXT_CHANGE}.
   */
  Dataset<Row> apply(TagsTransform.Inputs inputs) {
    DeedMarks marks = new DeedMarks(deeds);
    PackedInputs rows = new PackedInputs(plan, marks, asOf);
    List<Subject> subjects = subjects();
    List<RowKind> kinds = rows.kinds(subjects);
    DeedTally tally = marks.tally();
    return unpacked(
        ByPerson.gathered(
            rows.apply(inputs, kinds),
            values(subjects, kinds, tally, rows.packed()),
            schema(tally)));
  }

  private List<Subject> subjects() {
    return Stream.concat(
            plan.measures().values().stream().map(Subject::of),
            plan.facets().values().stream().map(Subject::of))
        .distinct()
        .toList();
  }

  private PersonValues values(
      List<Subject> subjects, List<RowKind> kinds, DeedTally tally, Packed packed) {
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
                            names(plan.summed(measure.input())),
                            names(plan.flagged(measure.input())))))
            .toList();
    return new PersonValues(
        packed,
        subjectsOfKind,
        subjects.stream().map(this::turns).toList(),
        measures,
        weights(subjects, measures.size()),
        measures.size() + plan.facets().size(),
        tally);
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

  private StructType schema(DeedTally tally) {
    StructType schema = new StructType().add(PersonsTable.ONE_ID.name(), Types.STRING);
    for (Measure measure : plan.measures().values()) {
      schema = schema.add(measure.name(), isMoment(measure) ? Types.LONG : measure.type());
    }
    for (Facet facet : plan.facets().values()) {
      schema = schema.add(facet.name(), facet.type());
    }
    return tally.told(schema).add("next change", Types.INT);
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
