package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.Eligibility;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model predicts about whom.
 *
 * <p>For a snapshot at day s: eligible is who did what makes eligible in the observation window
 * that ends with s; then {@code gapDays} are skipped; then the horizon is watched, days {@code s +
 * gap + 1} to {@code s + gap + horizon}.
 *
 * @param model name
 * @param eligibility who, told from features
 * @param target what is watched for
 * @param outcome which way makes the label 1
 * @param gapDays days between snapshot and horizon, time to act on a score
 * @param horizonDays days watched
 */
public record LabelSpec(
    String model,
    Eligibility eligibility,
    Target target,
    Outcome outcome,
    int gapDays,
    int horizonDays) {

  /** Which way makes the label 1. */
  public enum Outcome {
    /** The target happened within the horizon. */
    HAPPENS,
    /** The target did not happen within the horizon. */
    STAYS_AWAY
  }

  /**
   * Events watched for.
   *
   * @param events names; empty means every event
   * @param except names that do not count
   * @param atLeast what they amount to in the horizon for the target to have happened; null = one
   *     event is enough
   */
  public record Target(List<String> events, List<String> except, @Nullable Amount atLeast) {
    public Target {
      events = List.copyOf(events);
      except = List.copyOf(except);
    }

    /** One of these events. */
    public static Target of(List<String> events) {
      return new Target(events, List.of(), null);
    }

    /** Any event but these. */
    public static Target anyBut(List<String> except) {
      return new Target(List.of(), except, null);
    }

    /** The same events, which together amount to so much. */
    public Target spending(Amount amount) {
      return new Target(events, except, amount);
    }
  }

  /**
   * A sum of money.
   *
   * @param value above 0
   * @param currency ISO 4217, and only events in it count; null = all, as they are
   */
  public record Amount(BigDecimal value, @Nullable String currency) {}

  public LabelSpec {
    if (gapDays < 0 || horizonDays < 1) {
      throw new IllegalArgumentException(
          "gap-days is at least 0 and horizon-days at least 1, got "
              + gapDays
              + " and "
              + horizonDays);
    }
  }

  /** First day watched. */
  public LocalDate horizonFrom(LocalDate snapshot) {
    return snapshot.plusDays(gapDays + 1L);
  }

  /** Last day watched. */
  public LocalDate horizonTo(LocalDate snapshot) {
    return snapshot.plusDays((long) gapDays + horizonDays);
  }
}
