package io.lakeprint.common.error;

import org.jspecify.annotations.Nullable;

/** An input is missing, unreadable or not what it was declared to be. */
public final class InputContractException extends LakeprintException {

  private static final long serialVersionUID = 1L;

  public InputContractException(String code, String what, String why, String next) {
    this(code, what, why, next, null);
  }

  public InputContractException(
      String code, String what, String why, String next, @Nullable Throwable cause) {
    super(code, what, why, next, cause);
  }

  @Override
  public int exitCode() {
    return 3;
  }
}
