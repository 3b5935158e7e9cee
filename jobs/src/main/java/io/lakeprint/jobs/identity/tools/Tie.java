package io.lakeprint.jobs.identity.tools;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row of {@code id_links}. */
record Tie(
    long a,
    long b,
    Instant firstSeenAt,
    Instant lastSeenAt,
    long days,
    long sightings,
    String kinds,
    int strength,
    @Nullable Instant verifiedAt,
    String state,
    @Nullable String rule) {

  /** The order in which links join, as far as the table tells. */
  static final Comparator<Tie> ORDER =
      Comparator.comparing((Tie tie) -> !tie.kinds.contains("operator"))
          .thenComparing(Tie::verifiedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Tie::strength, Comparator.reverseOrder())
          .thenComparing(Tie::lastSeenAt, Comparator.reverseOrder())
          .thenComparing(Tie::a)
          .thenComparing(Tie::b);

  boolean joins() {
    return state.equals("ACTIVE");
  }

  boolean isBetween(long one, long other) {
    return (a == one && b == other) || (a == other && b == one);
  }

  long otherEnd(long end) {
    return end == a ? b : a;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (strength %d), %s to %s, %d day%s, %d event%s%s: %s",
        kinds,
        strength,
        day(firstSeenAt),
        day(lastSeenAt),
        days,
        days == 1 ? "" : "s",
        sightings,
        sightings == 1 ? "" : "s",
        verifiedAt == null ? "" : ", last verified " + verifiedAt,
        joins() ? "ACTIVE" : state + " by " + rule);
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
