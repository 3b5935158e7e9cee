package io.lakeprint.jobs.identity.reference;

import java.util.Comparator;

/** One life of an identifier: a node. Types without TTL have life 0 only. */
public record Life(Id id, int number) implements Comparable<Life> {
  private static final Comparator<Life> ORDER =
      Comparator.comparing(Life::id).thenComparingInt(Life::number);

  @Override
  public int compareTo(Life other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return id + (number == 0 ? "" : "#" + number);
  }
}
