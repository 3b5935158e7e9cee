package io.lakeprint.jobs.ingest.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins lines to CSV records and finds their columns on the way. When a quoted value does not end
 * within the limits, or what it ends in is no record, only the first line is refused and the next
 * line is read as if nothing had been: one stray quote costs one record. Line ends inside a quoted
 * value become line feeds.
 */
final class CsvSlices implements SliceSource {
  /** A quoted value of more lines is taken for a stray quote. */
  static final int MAX_LINES = 10_000;

  private final LineSlices lines;
  private final Decoder decoder;
  private final CsvTokens tokens;
  private final int maxBytes;

  /** Lines that an open quote took and did not keep. */
  private final Deque<Slice> pending = new ArrayDeque<>();

  private final Slice scratch = new Slice();
  private @Nullable IOException failure;

  /** The columns a record must have; null until the header is known. */
  private @Nullable Columns columns;

  /** The record in UTF-8, into which the tokens point. */
  private byte[] text = {};

  CsvSlices(LineSlices lines, Decoder decoder, ReadOptions options) {
    this.lines = lines;
    this.decoder = decoder;
    this.tokens = new CsvTokens(options);
    this.maxBytes = options.maxRecordBytes();
  }

  void expect(Columns header) {
    columns = header;
  }

  int count() {
    return tokens.count();
  }

  @Nullable String value(int column) {
    return tokens.text(text, column);
  }

  @Override
  public boolean next(Slice into) throws IOException {
    if (!nextLine(into)) {
      if (failure != null) {
        throw failure;
      }
      return false;
    }
    if (into.problem == null && !into.isBlank()) {
      record(into);
    }
    return true;
  }

  @Override
  public void interrupted(Slice into) {
    lines.interrupted(into);
  }

  private boolean nextLine(Slice into) {
    Slice held = pending.poll();
    if (held != null) {
      into.set(held);
      return true;
    }
    if (failure != null) {
      return false;
    }
    try {
      return lines.next(into);
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }

  private void record(Slice first) {
    Slice utf8 = utf8(first);
    BadRecord encoding = first.problem;
    first.problem = null;
    text = utf8.bytes;
    tokens.restart(utf8.start);
    CsvTokens.State state = tokens.read(text, utf8.end);
    if (state == CsvTokens.State.OPEN) {
      join(first, utf8, encoding);
    } else if (encoding != null) {
      first.problem = encoding;
    } else {
      first.problem = state == CsvTokens.State.WHOLE ? wrongCount() : afterQuote(utf8.start);
    }
  }

  /** The line in UTF-8; when it is none, as it stands, with the problem noted in the line. */
  private Slice utf8(Slice line) {
    try {
      return decoder.toUtf8(line, scratch);
    } catch (BadRecord e) {
      line.problem = e;
      return line;
    }
  }

  private void join(Slice first, Slice utf8, @Nullable BadRecord encoding) {
    int from = utf8.start;
    int column = tokens.openedAt() - from + 1;
    tokens.rebase(from);
    first.set(first.held());
    Joined joined = new Joined(utf8);
    Joined raw = new Joined(first);
    List<Slice> following = new ArrayList<>();
    BadRecord firstEncoding = encoding;
    CsvTokens.State state = CsvTokens.State.OPEN;
    Slice line = new Slice();
    while (state == CsvTokens.State.OPEN
        && following.size() < MAX_LINES
        && raw.size() <= maxBytes
        && nextLine(line)) {
      following.add(line.held());
      if (line.problem != null) {
        break;
      }
      raw.add(line);
      joined.add(utf8(line));
      firstEncoding = firstEncoding == null ? line.problem : firstEncoding;
      state = tokens.read(joined.bytes(), joined.size());
    }
    text = joined.bytes();
    boolean whole =
        state == CsvTokens.State.WHOLE && wrongCount() == null && raw.size() <= maxBytes;
    if (whole) {
      first.set(raw.bytes(), 0, raw.size(), first.offset, first.line);
      first.problem = firstEncoding;
    } else {
      first.problem =
          BadRecord.of("the quote at column " + column + " is not closed, or closed in mid-value");
      for (int i = following.size() - 1; i >= 0; i--) {
        pending.addFirst(following.get(i));
      }
    }
  }

  private @Nullable BadRecord wrongCount() {
    return columns == null || columns.size() == tokens.count()
        ? null
        : columns.wrongCount(tokens.count());
  }

  private BadRecord afterQuote(int start) {
    return BadRecord.of(
        "text follows a closing quote at column " + (tokens.position() - start + 1));
  }

  /** Lines put together with line feeds. */
  private static final class Joined extends ByteArrayOutputStream {

    Joined(Slice first) {
      super(2 * first.length() + 64);
      write(first.bytes, first.start, first.length());
    }

    void add(Slice line) {
      write('\n');
      write(line.bytes, line.start, line.length());
    }

    byte[] bytes() {
      return buf;
    }
  }
}
