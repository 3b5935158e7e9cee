package io.lakeprint.jobs.ingest.read;

/**
 * A record or a file that cannot be read. It ends up as a row and never leaves this package; the
 * message holds no value of the record.
 */
final class BadRecord extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  BadRecord(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static BadRecord of(String message) {
    return new BadRecord(ProblemCodes.BAD_RECORD, message);
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
