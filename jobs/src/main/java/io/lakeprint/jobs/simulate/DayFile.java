package io.lakeprint.jobs.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One open file of records: lines, or the elements of one JSON array. */
final class DayFile {

  private final Writer writer;
  private final boolean array;
  private final String lineEnd;
  private boolean empty = true;

  private DayFile(Writer writer, boolean array, String lineEnd) {
    this.writer = writer;
    this.array = array;
    this.lineEnd = lineEnd;
  }

  /** Lines that end as {@code lineEnd}. */
  static DayFile lines(OutputStream out, boolean gzip, String lineEnd) throws IOException {
    return new DayFile(writer(out, gzip), false, lineEnd);
  }

  /** The elements of one JSON array, one per line. */
  static DayFile array(OutputStream out, boolean gzip) throws IOException {
    return new DayFile(writer(out, gzip), true, "\n");
  }

  /** Text before the first record: a byte-order mark, a header. */
  void head(String text) throws IOException {
    writer.write(text);
  }

  void record(String text) throws IOException {
    if (array) {
      writer.write(empty ? "[\n" : ",\n");
      writer.write(text);
    } else {
      writer.write(text);
      writer.write(lineEnd);
    }
    empty = false;
  }

  void close() throws IOException {
    if (array) {
      writer.write(empty ? "[]\n" : "\n]\n");
    }
    writer.close();
  }

  static Writer writer(OutputStream out, boolean gzip) throws IOException {
    OutputStream sink = gzip ? new FastGzip(out) : out;
    return new BufferedWriter(new OutputStreamWriter(sink, StandardCharsets.UTF_8), 1 << 15);
  }

  /** Compresses at the fastest level: the files are read once and thrown away. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 15);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
