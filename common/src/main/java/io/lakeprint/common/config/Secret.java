package io.lakeprint.common.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A configured value that nobody may read by accident: it comes from the environment only, and its
 * text form is a mask.
 *
 * <p>Not serializable on purpose, so that it cannot travel inside a Spark plan.
 */
public final class Secret {

  /** What stands in every log and message instead of a secret. */
  public static final String MASK = "***";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret of this value. */
  public static Secret of(String value) {
    return new Secret(Objects.requireNonNull(value));
  }

  /** The clear value, for the one place that uses it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
