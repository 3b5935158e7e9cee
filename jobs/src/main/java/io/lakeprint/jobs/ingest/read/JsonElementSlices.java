package io.lakeprint.jobs.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The elements of JSON arrays, or objects that stand one after the other over several lines. It
 * only finds where an element ends, by depth and quotes; whether it is JSON the parser says.
 *
 * <p>A line end inside a string is an error of JSON and the place to recover: the next line that
 * begins with <code>{</code> starts a new element.
 */
final class JsonElementSlices implements SliceSource {
  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int limit;
  private long base;
  private long line;

  private byte[] element = new byte[16 << 10];
  private int size;
  private long length;
  private long elementOffset;
  private long elementLine;

  private boolean inArray;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean broken;
  private boolean lineStart;

  JsonElementSlices(InputStream in, int maxBytes, long offset) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.base = offset;
    this.line = 1;
  }

  @Override
  public boolean next(Slice into) throws IOException, BadRecord {
    int b = skipSeparators();
    if (b < 0) {
      if (inArray) {
        beginElement();
        throw new BadRecord(ProblemCodes.TRUNCATED_FILE, "the array is not closed at the end");
      }
      return false;
    }
    beginElement();
    boolean closed = readElement();
    boolean cut = !closed && depth > 0;
    if (cut) {
      throw new BadRecord(
          ProblemCodes.TRUNCATED_FILE,
          "the file ends inside the element that begins at byte " + elementOffset);
    }
    give(into);
    return true;
  }

  @Override
  public void interrupted(Slice into) {
    give(into);
    into.problem = null;
  }

  private void give(Slice into) {
    if (length > maxBytes) {
      into.tooLong(elementOffset, elementLine, length, maxBytes);
    } else {
      into.set(element, 0, size, elementOffset, elementLine);
    }
  }

  private void beginElement() {
    size = 0;
    length = 0;
    elementOffset = base + position;
    elementLine = line;
    depth = 0;
    inString = false;
    escaped = false;
    broken = false;
    lineStart = false;
  }

  /** Stands at the first byte of an element afterwards; -1 = end of the file. */
  private int skipSeparators() throws IOException {
    while (true) {
      int b = peek();
      boolean opens = b == '[' && !inArray;
      boolean separates =
          b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == ',' || b == ']' || opens;
      if (!separates) {
        return b;
      }
      if (opens || b == ']') {
        inArray = opens;
      }
      advance(b);
    }
  }

  /** Reads up to the end of the element; false when the file ends first. */
  private boolean readElement() throws IOException {
    while (true) {
      int b = peek();
      if (b < 0) {
        return false;
      }
      if (depth == 0 && size > 0 && !inString && endsScalar(b)) {
        return true;
      }
      if (broken && lineStart && b == '{') {
        return true;
      }
      advance(b);
      keep(b);
      if (step(b)) {
        return true;
      }
    }
  }

  private static boolean endsScalar(int b) {
    return b == ',' || b == ']' || b == '\n' || b == '{' || b == '[';
  }

  /** Follows quotes and brackets; true when this byte closed the element. */
  private boolean step(int b) {
    boolean separator = b == ' ' || b == '\t' || b == '\r' || b == ',';
    lineStart = b == '\n' || (lineStart && separator);
    if (inString) {
      stepInString(b);
      return false;
    }
    switch (b) {
      case '"' -> inString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> {
        depth--;
        return depth <= 0;
      }
      default -> {}
    }
    return false;
  }

  private void stepInString(int b) {
    if (b == '\n') {
      broken = true;
      inString = false;
    } else if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
  }

  private void keep(int b) {
    length++;
    if (length > maxBytes) {
      return;
    }
    if (size == element.length) {
      element = Arrays.copyOf(element, (int) Math.min(2L * size, maxBytes));
    }
    element[size++] = (byte) b;
  }

  private void advance(int b) {
    position++;
    if (b == '\n') {
      line++;
    }
  }

  private int peek() throws IOException {
    if (position == limit) {
      base += limit;
      position = 0;
      limit = 0;
      int read = in.read(buffer, 0, buffer.length);
      if (read < 0) {
        return -1;
      }
      limit = read;
    }
    return buffer[position];
  }
}
