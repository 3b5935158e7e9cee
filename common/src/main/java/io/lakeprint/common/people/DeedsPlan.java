package io.lakeprint.common.people;

import io.lakeprint.common.definitions.ObservedDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that is counted and followed, ready for {@link DeedsTransform} or {@link DeedMarks}.
 *
 * @param counts what is counted, each under a column of its own
 * @param steps events of sequences, by number
 * @param sequences what is followed, by number
 * @param asOf the last day that is looked at
 * @param includeBots whether robots are people
 */
public record DeedsPlan(
    List<DeedCount> counts,
    List<Deeds.Step> steps,
    List<Sequence> sequences,
    LocalDate asOf,
    boolean includeBots) {

  /** What is counted in one input. */
  List<DeedCount> of(DeedInput input) {
    return counts.stream().filter(count -> count.input() == input).toList();
  }

  /** Whether an input is read at all. */
  public boolean reads(DeedInput input) {
    return !of(input).isEmpty() || (input == DeedInput.EVENTS && !sequences.isEmpty());
  }

  /** All days of an input that are looked at. */
  ObservedDays days(DeedInput input) {
    return Stream.concat(
            of(input).stream().map(DeedCount::days),
            input == DeedInput.EVENTS ? steps.stream().map(Deeds.Step::days) : Stream.empty())
        .map(days -> days.on(asOf))
        .reduce(ObservedDays::and)
        .orElseThrow();
  }

  /** The names of an input that are looked at; empty = all. */
  Optional<Set<String>> names(DeedInput input) {
    List<List<String>> names =
        Stream.concat(
                of(input).stream().map(DeedCount::names),
                input == DeedInput.EVENTS ? steps.stream().map(Deeds.Step::names) : Stream.empty())
            .toList();
    Set<String> all = new TreeSet<>();
    names.forEach(all::addAll);
    return names.stream().anyMatch(List::isEmpty) ? Optional.empty() : Optional.of(all);
  }
}
