package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * What a plan wants of rows, as marks that go with each of them through a shuffle by person, behind
 * which {@link DeedTally} counts: a bit for each subject that the row is about, whatever its day.
 * For passes that bring rows together for other reasons; {@link DeedsTransform} needs none.
 */
public final class DeedMarks {

  /** What rows of an input are about. */
  private record Subject(DeedInput input, String text) {}

  private final DeedsPlan plan;
  private final Map<Subject, Column> subjects = new LinkedHashMap<>();

  /**
   * @param plan all that is counted and followed
   */
  public DeedMarks(DeedsPlan plan) {
    this.plan = plan;
    plan.counts().forEach(count -> subjects.putIfAbsent(of(count), count.matches()));
    plan.steps().forEach(step -> subjects.putIfAbsent(of(step), step.matches()));
  }

  private static Subject of(DeedCount count) {
    return new Subject(count.input(), count.subject());
  }

  private static Subject of(Deeds.Step step) {
    return new Subject(DeedInput.EVENTS, step.subject());
  }

  /** How many words of marks a row has. */
  public int words() {
    return Bits.words(subjects.size());
  }

  /** Whether an input is read at all. */
  public boolean reads(DeedInput input) {
    return plan.reads(input);
  }

  /** Which rows of an input are about any subject on a day that counts; constants prune files. */
  public Column matters(DeedInput input) {
    return new DeedAggregation(plan, input)
        .matters()
        .and(bits(input).stream().reduce(lit(false), Column::or));
  }

  /** The marks of a row of an input. */
  public List<Column> marks(DeedInput input) {
    return Bits.of(bits(input));
  }

  /** A text for the order of an event, the same for all its events of a name; null = of none. */
  public static Column order() {
    return DeedCount.order();
  }

  /** What counts the marked rows. */
  public DeedTally tally() {
    List<Subject> numbers = List.copyOf(subjects.keySet());
    Map<Subject, List<CalendarDays>> windows = new LinkedHashMap<>();
    numbers.forEach(subject -> windows.put(subject, new ArrayList<>()));
    plan.counts().forEach(count -> put(windows, of(count), count.days()));
    plan.steps().forEach(step -> put(windows, of(step), step.days()));
    return new DeedTally(
        plan.counts().stream()
            .map(
                count ->
                    new DeedTally.Count(
                        count.column(),
                        DeedTally.Asked.of(
                            numbers.indexOf(of(count)), count.days().on(plan.asOf())),
                        count.counted(),
                        count.input() == DeedInput.EVENTS))
            .toList(),
        plan.steps().stream()
            .map(step -> DeedTally.Asked.of(numbers.indexOf(of(step)), step.days().on(plan.asOf())))
            .toList(),
        plan.sequences(),
        windows.values().stream().map(days -> new Turns(days, plan.asOf()).byAge()).toList(),
        Math.toIntExact(plan.asOf().toEpochDay()));
  }

  private static void put(
      Map<Subject, List<CalendarDays>> windows, Subject subject, DeedDays days) {
    Optional.ofNullable(windows.get(subject)).orElseThrow().add(days);
  }

  /** By number of subject; what another input is about is nothing here. */
  private List<Column> bits(DeedInput input) {
    return subjects.entrySet().stream()
        .map(subject -> subject.getKey().input() == input ? subject.getValue() : lit(false))
        .toList();
  }
}
