package io.lakeprint.jobs.tags;

import io.lakeprint.common.people.ByPerson;
import io.lakeprint.common.people.DeedTally;
import it.unimi.dsi.fastutil.objects.Object2LongMap;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * All measures and facets of a person and what conditions on behaviour compare, from rows of {@link
 * Packed}: {@code one_id}, the value of each, and in days since 1970 the first later day on which
 * the calendar alone moves a row into or out of a window, null = never. The order of rows does not
 * matter.
 *
 * <p>A row is taken in once, for the subjects that it is about; a measure then looks at the lines
 * of its subject. So one more measure costs a walk over some lines in memory, and not a buffer that
 * goes through a shuffle.
 */
final class PersonValues implements ByPerson.Gather<PersonValues.Lines> {

  private static final long serialVersionUID = 1L;

  /** A measure and its subject. */
  record OfMeasure(int subject, MeasureFold fold) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** What values weigh in a span, and the facets that follow from it, with their places. */
  record OfWeights(int subject, Span span, List<Integer> places, List<FacetFold> folds)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** What is known of a person so far. */
  static final class Lines {
    private final List<List<Line>> bySubject = new ArrayList<>();
    private final DeedTally.Entries deeds;
    private boolean isPerson;

    Lines(int subjects, DeedTally.Entries deeds) {
      this.deeds = deeds;
      for (int subject = 0; subject < subjects; subject++) {
        bySubject.add(new ArrayList<>());
      }
    }
  }

  private final Packed packed;
  private final List<int[]> subjectsOfKind;
  private final List<SubjectTurns> turns;
  private final List<OfMeasure> measures;
  private final List<OfWeights> weights;
  private final int width;
  private final DeedTally deeds;

  /**
   * @param packed where rows have what
   * @param subjectsOfKind which subjects rows of each kind are about
   * @param turns when lines of each subject turn
   * @param width number of measures and facets
   * @param deeds counts for conditions on behaviour
   */
  PersonValues(
      Packed packed,
      List<int[]> subjectsOfKind,
      List<SubjectTurns> turns,
      List<OfMeasure> measures,
      List<OfWeights> weights,
      int width,
      DeedTally deeds) {
    this.packed = packed;
    this.subjectsOfKind = List.copyOf(subjectsOfKind);
    this.turns = turns;
    this.measures = measures;
    this.weights = weights;
    this.width = width;
    this.deeds = deeds;
  }

  @Override
  public Lines start() {
    return new Lines(turns.size(), deeds.start());
  }

  @Override
  public void add(Lines all, Row row) {
    if (row.isNullAt(Packed.KIND)) {
      all.isPerson = true;
      return;
    }
    int[] subjects = subjectsOfKind.get(row.getInt(Packed.KIND));
    if (subjects.length > 0) {
      Line line = packed.line(row);
      for (int subject : subjects) {
        all.bySubject.get(subject).add(line);
      }
    }
    DeedTally.Entry entry = packed.entry(row);
    if (entry != null) {
      deeds.add(all.deeds, entry);
    }
  }

  @Override
  public List<Row> finish(String person, Lines all) {
    if (!all.isPerson) {
      return List.of();
    }
    List<Object> done = deeds.values(all.deeds);
    @Nullable Object[] values = new @Nullable Object[width + done.size() + 2];
    values[0] = person;
    for (int i = 0; i < measures.size(); i++) {
      OfMeasure measure = measures.get(i);
      values[1 + i] = measure.fold().value(all.bySubject.get(measure.subject()));
    }
    for (OfWeights same : weights) {
      Object2LongMap<String> weight =
          FacetFold.weights(all.bySubject.get(same.subject()), same.span());
      for (int i = 0; i < same.folds().size(); i++) {
        values[1 + same.places().get(i)] = same.folds().get(i).value(weight);
      }
    }
    for (int i = 0; i < done.size(); i++) {
      values[1 + width + i] = done.get(i);
    }
    values[values.length - 1] = nextChange(all);
    return List.of(RowFactory.create(values));
  }

  private @Nullable Integer nextChange(Lines all) {
    int next = deeds.nextChange(all.deeds);
    for (int subject = 0; subject < turns.size(); subject++) {
      next = Math.min(next, turns.get(subject).next(all.bySubject.get(subject)));
    }
    return next == Integer.MAX_VALUE ? null : next;
  }
}
