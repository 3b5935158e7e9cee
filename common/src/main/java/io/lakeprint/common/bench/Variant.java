package io.lakeprint.common.bench;

import java.util.OptionalDouble;

/**
 * One way to do the work.
 *
 * @param name short, for the table
 * @param about one line that says what is done
 * @param prepare runs before the clock starts (restore a state that the work changes)
 * @param work what is measured
 * @param check runs after the clock stopped; throws when the work did not do what it should
 * @param aim ratio to the floor that is aimed at; empty where nothing is promised
 */
public record Variant(
    String name, String about, Work prepare, Work work, Work check, OptionalDouble aim) {

  /** A step of a trial. */
  @FunctionalInterface
  public interface Work {
    void on(Trial trial);
  }

  /** A variant without preparation, check and aim. */
  public static Variant of(String name, String about, Work work) {
    return new Variant(name, about, trial -> {}, work, trial -> {}, OptionalDouble.empty());
  }

  /** The same, prepared by {@code step}. */
  public Variant preparedBy(Work step) {
    return new Variant(name, about, step, work, check, aim);
  }

  /** The same, checked by {@code step}: a fast wrong answer is no result. */
  public Variant checkedBy(Work step) {
    return new Variant(name, about, prepare, work, step, aim);
  }

  /** The same, aiming at {@code ratio} times the floor or less. */
  public Variant aimingAt(double ratio) {
    return new Variant(name, about, prepare, work, check, OptionalDouble.of(ratio));
  }
}
