package io.lakeprint.common.error;

import org.jspecify.annotations.Nullable;

/**
 * The command line, the configuration or a definition is wrong: nothing was touched, fix it and run
 * again.
 */
public final class UsageException extends LakeprintException {

  private static final long serialVersionUID = 1L;

  public UsageException(String code, String what, String why, String next) {
    this(code, what, why, next, null);
  }

  public UsageException(
      String code, String what, String why, String next, @Nullable Throwable cause) {
    super(code, what, why, next, cause);
  }

  @Override
  public int exitCode() {
    return 2;
  }
}
