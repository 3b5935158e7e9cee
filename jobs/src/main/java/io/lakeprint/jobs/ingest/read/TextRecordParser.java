package io.lakeprint.jobs.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The whole line as the one field {@code value}; an empty line is a record too. */
final class TextRecordParser implements RecordParser {
  private final Columns columns;

  TextRecordParser(List<FieldSpec> fields) {
    columns = Columns.of(List.of("value"), fields);
  }

  @Override
  public boolean parse(Slice slice, Draft draft) {
    String text = new String(slice.bytes, slice.start, slice.length(), StandardCharsets.UTF_8);
    columns.put(0, text, draft);
    return true;
  }
}
