package io.lakeprint.jobs.identity.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

/** All evidence for one pair, and what became of it. */
final class Link {
  /** First is joined first. */
  static final Comparator<Link> ORDER =
      Comparator.comparing((Link link) -> !link.kinds.contains("operator"))
          .thenComparing(link -> link.verifiedAt, Comparator.reverseOrder())
          .thenComparing(Link::strength, Comparator.reverseOrder())
          .thenComparing(Link::recency, Comparator.reverseOrder())
          .thenComparing(link -> link.pair.a())
          .thenComparing(link -> link.pair.b());

  final Pair pair;
  final TreeSet<String> kinds = new TreeSet<>();
  final TreeSet<LocalDate> days = new TreeSet<>();
  private final TreeMap<Integer, Instant> firstByStrength = new TreeMap<>();
  Instant verifiedAt = Instant.MIN;
  long sightings;
  String state = "ACTIVE";
  String rule = "null";

  Link(Pair pair) {
    this.pair = pair;
  }

  void add(String kind, LocalDate day, Instant first, Instant last, long count) {
    kinds.add(kind);
    days.add(day);
    sightings += count;
    firstByStrength.merge(
        Rules.strength(kind), first, (one, other) -> one.isBefore(other) ? one : other);
    if (kind.equals("verified") && last.isAfter(verifiedAt)) {
      verifiedAt = last;
    }
  }

  /** An operator's word needs no sighting. */
  void addOperator(Instant at) {
    kinds.add("operator");
    firstByStrength.put(Rules.strength("operator"), at);
  }

  int strength() {
    return firstByStrength.lastKey();
  }

  Instant recency() {
    return firstByStrength.lastEntry().getValue();
  }

  void judge(String newState, String newRule) {
    state = newState;
    rule = newRule;
  }

  @Override
  public String toString() {
    return state + " " + rule + " " + String.join(",", kinds);
  }
}
