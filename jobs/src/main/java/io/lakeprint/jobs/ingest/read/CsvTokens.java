package io.lakeprint.jobs.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one CSV record as positions in its bytes. Reading can go on when a quoted value
 * continues on the next line.
 *
 * <p>The grammar is RFC 4180 with a free choice of characters: a quote counts as such only at the
 * start of a value; after a closing quote comes a delimiter or the end.
 */
final class CsvTokens {
  enum State {
    /** The record is complete. */
    WHOLE,
    /** A quoted value goes on behind the last byte. */
    OPEN,
    /** Text stands between a closing quote and the next delimiter. */
    BROKEN
  }

  private final byte delimiter;
  private final byte quote;
  private final byte escape;

  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] kinds = new byte[64];
  private int count;

  private static final byte PLAIN = 0;
  private static final byte QUOTED = 1;
  private static final byte QUOTED_WITH_ESCAPES = 2;

  private boolean inQuotes;
  private boolean escapes;
  private int tokenStart;
  private int at;

  CsvTokens(ReadOptions options) {
    delimiter = (byte) options.delimiter();
    quote = (byte) options.quote();
    escape = (byte) options.escape();
  }

  void restart(int from) {
    count = 0;
    inQuotes = false;
    at = from;
  }

  /** The bytes read so far now begin at 0 instead of there. */
  void rebase(int from) {
    for (int i = 0; i < count; i++) {
      starts[i] -= from;
      ends[i] -= from;
    }
    tokenStart -= from;
    at -= from;
  }

  int count() {
    return count;
  }

  int position() {
    return at;
  }

  /** Where the quote that is open begins, as an index of the bytes. */
  int openedAt() {
    return tokenStart - 1;
  }

  /** Reads on to the end of the bytes. */
  State read(byte[] bytes, int end) {
    while (true) {
      if (inQuotes) {
        if (!quotedValue(bytes, end)) {
          return State.OPEN;
        }
        if (at < end && bytes[at] != delimiter) {
          return State.BROKEN;
        }
      } else if (at < end && bytes[at] == quote) {
        at++;
        tokenStart = at;
        inQuotes = true;
        escapes = false;
        continue;
      } else {
        plainValue(bytes, end);
      }
      if (at >= end) {
        return State.WHOLE;
      }
      at++;
    }
  }

  private void plainValue(byte[] bytes, int end) {
    int from = at;
    int i = at;
    while (i < end && bytes[i] != delimiter) {
      i++;
    }
    at = i;
    add(from, i, PLAIN);
  }

  /** Moves behind the closing quote; false when there is none yet. */
  private boolean quotedValue(byte[] bytes, int end) {
    while (at < end) {
      byte b = bytes[at];
      if (b == escape && at + 1 < end && (bytes[at + 1] == quote || bytes[at + 1] == escape)) {
        escapes = true;
        at += 2;
      } else if (b == quote) {
        add(tokenStart, at, escapes ? QUOTED_WITH_ESCAPES : QUOTED);
        at++;
        inQuotes = false;
        return true;
      } else {
        at++;
      }
    }
    return false;
  }

  private void add(int start, int end, byte kind) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    kinds[count] = kind;
    count++;
  }

  /** The text of a column: an empty one is null without quotes and empty text with them. */
  @Nullable String text(byte[] bytes, int column) {
    int from = starts[column];
    int length = ends[column] - from;
    if (length == 0 && kinds[column] == PLAIN) {
      return null;
    }
    if (kinds[column] != QUOTED_WITH_ESCAPES) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    byte[] plain = new byte[length];
    int size = 0;
    for (int i = from; i < ends[column]; i++) {
      if (bytes[i] == escape && i + 1 < ends[column] && follows(bytes[i + 1])) {
        i++;
      }
      plain[size++] = bytes[i];
    }
    return new String(plain, 0, size, StandardCharsets.UTF_8);
  }

  private boolean follows(byte b) {
    return b == quote || b == escape;
  }
}
