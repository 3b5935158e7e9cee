package io.lakeprint.jobs.ingest.read;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The records and problems of one range of one file, in the order of the file. */
final class RangeRecords implements Closeable {

  /** Where records come from and who takes them apart. */
  private record Format(SliceSource slices, RecordParser parser) {}

  private final FileRange range;
  private final ReadPlan plan;
  private final @Nullable Positions positions;
  private final Configuration conf;
  private final Draft draft;
  private final Decoder decoder;
  private final Slice slice = new Slice();
  private final Slice scratch = new Slice();
  private @Nullable OpenFile file;
  private @Nullable Format format;
  private long end;

  /** Behind a byte order mark; the record there belongs to the first range all the same. */
  private long firstOffset;

  private boolean ended;

  /**
   * @param positions records that are wanted; null = all
   */
  RangeRecords(FileRange range, ReadPlan plan, @Nullable Positions positions, Configuration conf) {
    this.range = range;
    this.end = range.end();
    this.plan = plan;
    // A line of a W3C log may tell what the columns of the next ones are.
    this.positions = plan.format() == RecordFormat.W3C ? null : positions;
    this.conf = conf;
    this.draft = new Draft(range.path(), plan);
    this.decoder = new Decoder(plan.options());
  }

  /**
   * The next record or problem; null = the end.
   *
   * @throws IOException when the storage fails: the task is to be tried again
   */
  @Nullable Row next() throws IOException {
    if (ended) {
      return null;
    }
    try {
      Format current = format == null ? open() : format;
      Row row = current == null ? shrunk() : advance(current);
      ended |= row == null;
      return row;
    } catch (BadRecord e) {
      return fileProblem(e);
    } catch (IOException e) {
      OpenFile opened = file;
      if (opened == null) {
        throw e;
      }
      return cut(opened, e);
    }
  }

  private Row fileProblem(BadRecord problem) {
    ended = true;
    Format current = format;
    if (current == null) {
      return draft.problem(range.start(), problem);
    }
    current.slices.interrupted(slice);
    return draft.problem(slice, problem);
  }

  /** The bytes ended in the middle; what stands there counts as part of the problem. */
  private Row cut(OpenFile opened, IOException e) throws IOException {
    Format current = format;
    if (current == null) {
      return fileProblem(opened.classify(e, range.start()));
    }
    current.slices.interrupted(slice);
    return fileProblem(opened.classify(e, slice.offset + slice.length()));
  }

  private @Nullable Row advance(Format current) throws IOException, BadRecord {
    while (current.slices.next(slice)) {
      if (slice.offset >= end && slice.offset != firstOffset) {
        return null;
      }
      if (positions != null && !positions.contains(range.path(), slice.offset)) {
        continue;
      }
      Row row = row(current.parser);
      if (row != null) {
        return row;
      }
    }
    return shrunk();
  }

  private @Nullable Row row(RecordParser parser) {
    if (slice.problem != null) {
      return draft.problem(slice, slice.problem);
    }
    try {
      boolean decoded = parser instanceof CsvRecordParser;
      Slice utf8 = decoded ? slice : decoder.toUtf8(slice, scratch);
      draft.begin(slice);
      return parser.parse(utf8, draft) ? draft.record(slice) : null;
    } catch (BadRecord e) {
      return draft.problem(slice, e);
    }
  }

  /** A plain file that is shorter than when it was listed lost its tail. */
  private @Nullable Row shrunk() throws IOException {
    OpenFile opened = file;
    ended = true;
    boolean last = opened != null && !opened.isCompressed() && end == Long.MAX_VALUE;
    if (opened == null || !last || opened.position() >= range.length()) {
      return null;
    }
    return draft.problem(
        opened.position(),
        new BadRecord(
            ProblemCodes.TRUNCATED_FILE,
            "the file was listed with " + range.length() + " bytes, but has " + opened.position()));
  }

  private @Nullable Format open() throws IOException, BadRecord {
    OpenFile opened = OpenFile.open(range.path(), conf);
    file = opened;
    LineSlices lines = lines(opened, 0, 1);
    Slice head = lines.head(Sniffer.HEAD);
    int bom = Sniffer.bomLength(head);
    head.start += bom;
    boolean byElements = plan.format() == RecordFormat.JSON && Sniffer.isNotByLines(head);
    boolean inOnePiece = byElements || opened.isCompressed();
    if (range.start() > 0) {
      return inOnePiece || isOther(head) ? null : openRange(opened);
    }
    Sniffer.check(plan.format(), head);
    lines.skip(bom);
    firstOffset = bom;
    if (inOnePiece) {
      end = Long.MAX_VALUE;
    }
    if (byElements) {
      int limit = plan.options().maxRecordBytes();
      return remember(
          new JsonElementSlices(lines.unread(), limit, bom), new JsonRecordParser(plan));
    }
    return plan.format() == RecordFormat.CSV ? openCsv(lines) : openLines(lines);
  }

  private @Nullable Format openCsv(LineSlices lines) throws IOException, BadRecord {
    CsvSlices csv = new CsvSlices(lines, decoder, plan.options());
    CsvRecordParser parser = CsvRecordParser.open(csv, plan);
    if (parser == null) {
      return null;
    }
    draft.layout(parser.layout());
    return remember(csv, parser);
  }

  /** Starts at the first line that begins in the range. */
  private @Nullable Format openRange(OpenFile opened) throws IOException, BadRecord {
    try {
      opened.seek(range.start() - 1);
    } catch (EOFException e) {
      return null;
    }
    LineSlices lines = lines(opened, range.start() - 1, 0);
    lines.skipLine();
    return openLines(lines);
  }

  private Format openLines(LineSlices lines) {
    return remember(lines, ofLines(plan));
  }

  /** The parser of a format whose records are lines. */
  static RecordParser ofLines(ReadPlan plan) {
    return switch (plan.format()) {
      case JSON -> new JsonRecordParser(plan);
      case TSV -> new TsvRecordParser(plan);
      case NCSA -> new NcsaRecordParser(plan.fields());
      case W3C -> new W3cRecordParser(plan.fields());
      case TEXT -> new TextRecordParser(plan.fields());
      case CSV -> throw new IllegalStateException("csv is not read line by line");
    };
  }

  private Format remember(SliceSource slices, RecordParser parser) {
    Format opened = new Format(slices, parser);
    format = opened;
    return opened;
  }

  private LineSlices lines(OpenFile opened, long offset, long firstLine)
      throws IOException, BadRecord {
    return new LineSlices(opened.stream(), plan.options().maxRecordBytes(), offset, firstLine);
  }

  private boolean isOther(Slice head) {
    try {
      Sniffer.check(plan.format(), head);
      return false;
    } catch (BadRecord e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    OpenFile opened = file;
    if (opened != null) {
      file = null;
      opened.close();
    }
  }
}
