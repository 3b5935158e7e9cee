package io.lakeprint.jobs.ingest.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Takes records apart that stand each for itself: whole, with the layout it takes to read them. */
final class MessageParser {

  private final ReadPlan plan;
  private final RecordSeal seal;
  private final Draft draft;
  private final Decoder decoder;
  private final Slice slice = new Slice();
  private final Slice scratch = new Slice();
  private @Nullable RecordParser parser;
  private @Nullable String directives;

  MessageParser(ReadPlan plan, RecordSeal seal) {
    this.plan = plan;
    this.seal = seal;
    this.draft = new Draft("", plan);
    this.decoder = new Decoder(plan.options());
  }

  /** One row for one message. */
  Row parse(Row message) {
    byte[] sealed = message.getAs(Messages.SEALED_INDEX);
    RecordSeal.Opened opened =
        sealed == null ? new RecordSeal.Opened(null, new byte[0]) : seal.open(sealed);
    byte[] raw = opened.raw;
    draft.from(message.getString(0), opened.layout);
    slice.set(
        raw,
        0,
        raw.length,
        message.isNullAt(2) ? 0 : message.getLong(2),
        message.isNullAt(1) ? 0 : message.getLong(1));
    try {
      if (!message.isNullAt(3)) {
        throw new BadRecord(message.getString(3), message.getString(4));
      }
      int limit = plan.options().maxRecordBytes();
      if (raw.length > limit) {
        slice.tooLong(slice.offset, slice.line, raw.length, limit);
        throw Objects.requireNonNull(slice.problem);
      }
      boolean found = plan.format() == RecordFormat.CSV ? csv(opened) : line(opened.layout);
      if (!found) {
        throw BadRecord.of("there is nothing in it");
      }
      return draft.record(slice);
    } catch (BadRecord e) {
      return draft.problem(slice, e);
    }
  }

  private boolean line(@Nullable String layout) throws BadRecord {
    RecordParser current = parser;
    if (current == null) {
      current = RangeRecords.ofLines(plan);
      parser = current;
    }
    if (plan.format() == RecordFormat.W3C && layout != null && !layout.equals(directives)) {
      for (String directive : layout.split("\n", -1)) {
        byte[] bytes = directive.getBytes(StandardCharsets.UTF_8);
        scratch.set(bytes, 0, bytes.length, 0, 0);
        current.parse(scratch, draft);
      }
      directives = layout;
      draft.layout(layout);
    }
    Slice utf8 = decoder.toUtf8(slice, scratch);
    draft.begin(slice);
    return current.parse(utf8, draft);
  }

  /** A file of two lines: the header and the record, which may have more of them. */
  private boolean csv(RecordSeal.Opened opened) throws BadRecord {
    try {
      LineSlices lines = new LineSlices(withHeader(opened), plan.options().maxRecordBytes());
      CsvSlices csv = new CsvSlices(lines, decoder, plan.options());
      CsvRecordParser columns = CsvRecordParser.open(csv, plan);
      Slice record = new Slice();
      if (columns == null || !csv.next(record)) {
        return false;
      }
      if (record.problem != null) {
        throw record.problem;
      }
      draft.begin(slice);
      boolean found = columns.parse(record, draft);
      if (csv.next(record)) {
        throw BadRecord.of("there is more than one record in it");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] withHeader(RecordSeal.Opened opened) {
    String layout = opened.layout;
    if (layout == null || !plan.options().header()) {
      return opened.raw;
    }
    Charset charset = plan.options().charset();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes((layout + "\n").getBytes(charset));
    both.writeBytes(opened.raw);
    return both.toByteArray();
  }
}
