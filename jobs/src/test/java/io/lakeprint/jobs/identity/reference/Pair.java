package io.lakeprint.jobs.identity.reference;

/** Two different nodes, the smaller one first. */
public record Pair(Life a, Life b) {

  public static Pair of(Life one, Life other) {
    return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
  }

  @Override
  public String toString() {
    return a + "|" + b;
  }
}
