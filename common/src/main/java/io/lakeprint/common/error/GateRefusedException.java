package io.lakeprint.common.error;

import org.jspecify.annotations.Nullable;

/** The run worked, but a gate refuses its result: an expectation, a renaming alarm, a promotion. */
public final class GateRefusedException extends LakeprintException {

  private static final long serialVersionUID = 1L;

  public GateRefusedException(String code, String what, String why, String next) {
    this(code, what, why, next, null);
  }

  public GateRefusedException(
      String code, String what, String why, String next, @Nullable Throwable cause) {
    super(code, what, why, next, cause);
  }

  @Override
  public int exitCode() {
    return 4;
  }
}
