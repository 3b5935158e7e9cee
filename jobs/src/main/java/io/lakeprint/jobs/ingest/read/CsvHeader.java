package io.lakeprint.jobs.ingest.read;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The header of a CSV file, read on the driver. */
final class CsvHeader {

  private CsvHeader() {}

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
