package io.lakeprint.jobs.identity.reference;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator said, see {@code IdOverridesTable}. */
public record Word(String kind, Id a, @Nullable Id b, LocalDate on) {

  boolean isAbout(Id one, Id other) {
    return (a.equals(one) && other.equals(b)) || (a.equals(other) && one.equals(b));
  }

  /** Whether one of the words voids evidence of a day for a pair. */
  static boolean areVoid(List<Word> words, Id one, Id other, LocalDate day) {
    return words.stream().anyMatch(word -> word.isAbout(one, other) && word.voids(day));
  }

  /** Whether evidence of a day for the pair counts for nothing. */
  boolean voids(LocalDate day) {
    return kind.equals("CANNOT_LINK") || (kind.equals("CUT") && !day.isAfter(on));
  }
}
