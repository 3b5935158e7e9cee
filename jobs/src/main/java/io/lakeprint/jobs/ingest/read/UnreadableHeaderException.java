package io.lakeprint.jobs.ingest.read;

/** A file whose header cannot be read; reading its records gives the same as a problem. */
public final class UnreadableHeaderException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  UnreadableHeaderException(BadRecord problem) {
    super(problem.text());
    this.code = problem.code();
  }

  /** One of {@link ProblemCodes}. */
  public String code() {
    return code;
  }
}
