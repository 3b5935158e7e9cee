package io.lakeprint.common.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can act on: what failed with which value, why, and what to do next.
 *
 * <p>Anything else that escapes a job is a defect of Lakeprint (exit code 1).
 */
public abstract sealed class LakeprintException extends RuntimeException
    permits UsageException, InputContractException, GateRefusedException, TransientException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String what;
  private final String why;
  private final String next;

  LakeprintException(String code, String what, String why, String next, @Nullable Throwable cause) {
    super(message(code, what, why, next), cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
  }

  /** The exit code of the process: 2 usage, 3 input, 4 gate, 5 transient. */
  public abstract int exitCode();

  /** Stable upper-case name of the failure, for scripts; never reworded within a major version. */
  public String code() {
    return code;
  }

  /** What failed, with the values that made it fail. */
  public String what() {
    return what;
  }

  /** Why it is a failure. */
  public String why() {
    return why;
  }

  /** What the reader can do about it. */
  public String next() {
    return next;
  }

  private static String message(String code, String what, String why, String next) {
    return String.format(
        Locale.ROOT, "%s%n  why:  %s%n  next: %s%n  code: %s", what, why, next, code);
  }
}
