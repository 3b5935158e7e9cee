package io.lakeprint.jobs.ingest.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream, ended by LF or CRLF, without copying. A line over the limit is counted and
 * passed over in constant memory.
 */
final class LineSlices implements SliceSource {
  private static final int BUFFER = 256 << 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * ONES;

  private final InputStream in;
  private final int maxBytes;
  private byte[] buffer;
  private int position;
  private int limit;

  /** Offset in the file of {@code buffer[0]}. */
  private long base;

  private long line;
  private boolean ended;

  /** Met while looking at the head, due when the bytes before it are read. */
  private @Nullable IOException failure;

  /**
   * @param offset where the stream stands in the file
   * @param firstLine line number at that place; 0 = not known
   */
  LineSlices(InputStream in, int maxBytes, long offset, long firstLine) {
    this(in, maxBytes, offset, firstLine, BUFFER);
  }

  /** All of some bytes, which are few. */
  LineSlices(byte[] bytes, int maxBytes) {
    this(new ByteArrayInputStream(bytes), maxBytes, 0, 1, bytes.length + 1);
  }

  private LineSlices(InputStream in, int maxBytes, long offset, long firstLine, int size) {
    this.buffer = new byte[size];
    this.in = in;
    this.maxBytes = maxBytes;
    this.base = offset;
    this.line = firstLine;
  }

  /** The first bytes, which stay unread: up to a few kilobytes, fewer only at the end. */
  Slice head(int bytes) {
    while (limit - position < bytes && !ended && failure == null) {
      try {
        fill();
      } catch (IOException e) {
        failure = e;
      }
    }
    Slice head = new Slice();
    head.set(buffer, position, Math.min(limit, position + bytes), base + position, line);
    return head;
  }

  void skip(int bytes) {
    position += bytes;
  }

  /** Bytes of the file up to here, read or buffered. */
  long bytesSeen() {
    return base + limit;
  }

  /** Everything unread, for a reader that does not go by lines. */
  InputStream unread() {
    return new SequenceInputStream(
        new ByteArrayInputStream(buffer, position, limit - position), in);
  }

  /** Passes over the rest of a line that belongs to somebody else. */
  void skipLine() throws IOException {
    passLine();
  }

  @Override
  public boolean next(Slice into) throws IOException {
    int scan = position;
    while (true) {
      int newline = indexOfNewline(scan);
      if (newline >= 0) {
        take(into, newline);
        position = newline + 1;
        return true;
      }
      if (limit - position > maxBytes + 1) {
        long start = base + position;
        long length = passLine();
        into.tooLong(start, line, length, maxBytes);
        count();
        return true;
      }
      scan = limit - position;
      if (ended || !fill()) {
        return last(into);
      }
      scan += position;
    }
  }

  private boolean last(Slice into) {
    if (position == limit) {
      return false;
    }
    take(into, limit);
    position = limit;
    return true;
  }

  private void take(Slice into, int newline) {
    int end = newline > position && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    if (end - position > maxBytes) {
      into.tooLong(base + position, line, end - position, maxBytes);
    } else {
      into.set(buffer, position, end, base + position, line);
    }
    count();
  }

  private void count() {
    if (line > 0) {
      line++;
    }
  }

  /** Moves past the next line feed; the number of bytes before it. */
  private long passLine() throws IOException {
    long length = 0;
    byte last = 0;
    while (true) {
      int newline = indexOfNewline(position);
      int end = newline >= 0 ? newline : limit;
      length += end - position;
      last = end > position ? buffer[end - 1] : last;
      position = newline >= 0 ? newline + 1 : limit;
      if (newline >= 0) {
        return last == '\r' ? length - 1 : length;
      }
      if (ended || !fill()) {
        return length;
      }
    }
  }

  @Override
  public void interrupted(Slice into) {
    int end = Math.min(limit, position + maxBytes);
    into.set(buffer, position, end, base + position, line);
  }

  private int indexOfNewline(int from) {
    byte[] bytes = buffer;
    int i = from;
    while (i + Long.BYTES <= limit && !hasNewline((long) LONGS.get(bytes, i))) {
      i += Long.BYTES;
    }
    for (; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Whether one of eight bytes is a line feed (Mycroft 1987: a zero byte after XOR). */
  private static boolean hasNewline(long eight) {
    long zeroIfNewline = eight ^ NEWLINES;
    return ((zeroIfNewline - ONES) & ~zeroIfNewline & HIGH_BITS) != 0;
  }

  /** Reads more behind what is there; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      base += position;
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxBytes + (long) BUFFER));
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      ended = true;
      return false;
    }
    limit += read;
    return true;
  }
}
