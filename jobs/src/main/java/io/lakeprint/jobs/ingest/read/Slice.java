package io.lakeprint.jobs.ingest.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stretch of bytes that holds one record; overwritten by the next one. */
final class Slice {
  private static final byte[] NONE = {};

  byte[] bytes = NONE;
  int start;
  int end;

  /** Where it begins in the file. */
  long offset;

  /** Its first line, from 1; 0 = not known. */
  long line;

  /** What is wrong with it before anybody has parsed it; null = nothing. */
  @Nullable BadRecord problem;

  void set(byte[] source, int from, int to, long at, long firstLine) {
    bytes = source;
    start = from;
    end = to;
    offset = at;
    line = firstLine;
    problem = null;
  }

  /** A record over the limit: its bytes were not kept. */
  void tooLong(long at, long firstLine, long length, int limit) {
    set(NONE, 0, 0, at, firstLine);
    problem =
        new BadRecord(
            ProblemCodes.RECORD_TOO_LONG,
            "the record has " + length + " bytes, max-record-bytes is " + limit);
  }

  int length() {
    return end - start;
  }

  boolean isBlank() {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The same with bytes of its own, which stay. */
  Slice held() {
    Slice held = new Slice();
    held.set(copy(), 0, length(), offset, line);
    held.problem = problem;
    return held;
  }

  void set(Slice other) {
    set(other.bytes, other.start, other.end, other.offset, other.line);
    problem = other.problem;
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }
}
