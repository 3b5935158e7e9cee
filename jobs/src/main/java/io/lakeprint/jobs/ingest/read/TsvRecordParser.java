package io.lakeprint.jobs.ingest.read;

import java.nio.charset.StandardCharsets;

/** Values between tabs; an empty one is null. */
final class TsvRecordParser implements RecordParser {
  private final Columns columns;

  TsvRecordParser(ReadPlan plan) {
    columns = Columns.of(plan.options().columnNames(), plan.fields());
  }

  @Override
  public boolean parse(Slice slice, Draft draft) throws BadRecord {
    if (slice.length() == 0) {
      return false;
    }
    byte[] bytes = slice.bytes;
    int column = 0;
    int from = slice.start;
    for (int i = slice.start; i <= slice.end; i++) {
      if (i == slice.end || bytes[i] == '\t') {
        if (column < columns.size() && i > from && columns.wants(column, draft)) {
          columns.put(column, new String(bytes, from, i - from, StandardCharsets.UTF_8), draft);
        }
        column++;
        from = i + 1;
      }
    }
    if (column != columns.size()) {
      throw columns.wrongCount(column);
    }
    return true;
  }
}
