package io.lakeprint.jobs.ingest.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The header of a CSV file, read on the driver. */
final class CsvHeader {

  private CsvHeader() {}

  /** The names in a header that stands alone; none where it is not one. */
  static List<String> of(String line, ReadOptions options) {
    byte[] bytes = line.getBytes(options.charset());
    try {
      return CsvRecordParser.header(
          new CsvSlices(
              new LineSlices(bytes, options.maxRecordBytes()), new Decoder(options), options));
    } catch (BadRecord e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> of(SourceFile file, ReadOptions options, Configuration conf)
      throws IOException, UnreadableHeaderException {
    try (OpenFile opened = OpenFile.open(file.path(), conf)) {
      LineSlices lines = new LineSlices(opened.stream(), options.maxRecordBytes(), 0, 1);
      try {
        Slice head = lines.head(Sniffer.HEAD);
        int bom = Sniffer.bomLength(head);
        head.start += bom;
        Sniffer.check(RecordFormat.CSV, head);
        lines.skip(bom);
        return CsvRecordParser.header(new CsvSlices(lines, new Decoder(options), options));
      } catch (IOException e) {
        throw opened.classify(e, lines.bytesSeen());
      }
    } catch (BadRecord e) {
      throw new UnreadableHeaderException(e);
    }
  }
}
