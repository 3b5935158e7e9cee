package io.lakeprint.common.error;

import org.jspecify.annotations.Nullable;

/** Something outside failed for now: running the same command again is safe and may succeed. */
public final class TransientException extends LakeprintException {

  private static final long serialVersionUID = 1L;

  public TransientException(String code, String what, String why, String next) {
    this(code, what, why, next, null);
  }

  public TransientException(
      String code, String what, String why, String next, @Nullable Throwable cause) {
    super(code, what, why, next, cause);
  }

  @Override
  public int exitCode() {
    return 5;
  }
}
