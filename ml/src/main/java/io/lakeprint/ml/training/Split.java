package io.lakeprint.ml.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which snapshots are learned from, which one chooses and calibrates, which one measures; by time,
 * never at random.
 *
 * @param train snapshots learned from, ascending
 * @param validation chooses the learner and calibrates it
 * @param test the last complete one, seen by the metrics alone
 */
public record Split(List<LocalDate> train, LocalDate validation, LocalDate test) {

  public Split {
    train = List.copyOf(train);
  }

  /**
   * The last snapshot whose horizon is over tests; the last one whose horizon was over by then
   * validates; those whose horizon was over by that one train. So no label learned from overlaps in
   * time with what it is judged by. Empty when there are too few.
   *
   * @param labelled snapshots with a complete horizon
   */
  public static Optional<Split> of(List<LocalDate> labelled, LabelSpec spec) {
    Optional<LocalDate> test = labelled.stream().max(LocalDate::compareTo);
    Optional<LocalDate> validation =
        test.flatMap(end -> overBy(labelled, end, spec).stream().max(LocalDate::compareTo));
    List<LocalDate> train = validation.map(end -> overBy(labelled, end, spec)).orElse(List.of());
    return train.isEmpty()
        ? Optional.empty()
        : Optional.of(new Split(train, validation.orElseThrow(), test.orElseThrow()));
  }

  private static List<LocalDate> overBy(List<LocalDate> dates, LocalDate end, LabelSpec spec) {
    return dates.stream().filter(date -> !spec.horizonTo(date).isAfter(end)).sorted().toList();
  }
}
