package io.lakeprint.jobs.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values in the order of the last {@code #Fields:} directive, between blanks or tabs. A hyphen is
 * null, as is a field that the directive does not name. {@code date} comes from the last {@code
 * #Date:} directive where the records have none.
 */
final class W3cRecordParser implements RecordParser {
  private static final String FIELDS = "#Fields:";
  private static final String DAY = "#Date:";
  private static final String DATE = "date";

  private final List<FieldSpec> fields;
  private final Columns dateOnly;
  private @Nullable Columns columns;
  private @Nullable String date;
  private @Nullable String fieldsLine;
  private boolean reported;

  W3cRecordParser(List<FieldSpec> fields) {
    this.fields = fields;
    this.dateOnly = Columns.of(List.of(DATE), fields);
  }

  @Override
  public boolean parse(Slice slice, Draft draft) throws BadRecord {
    if (slice.isBlank()) {
      return false;
    }
    if (slice.bytes[slice.start] == '#') {
      directive(new String(slice.bytes, slice.start, slice.length(), StandardCharsets.UTF_8));
      draft.layout(layout());
      return false;
    }
    Columns known = columns;
    if (known == null) {
      if (reported) {
        return false;
      }
      reported = true;
      throw new BadRecord(
          ProblemCodes.NOT_W3C, "records stand before the first #Fields: directive");
    }
    List<@Nullable String> values = values(slice);
    if (values.size() != known.size()) {
      throw known.wrongCount(values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      known.put(i, values.get(i), draft);
    }
    if (date != null && !known.has(DATE)) {
      dateOnly.put(0, date, draft);
    }
    return true;
  }

  /** The directives that hold, one a line; null before the first. */
  private @Nullable String layout() {
    return fieldsLine == null ? null : date == null ? fieldsLine : fieldsLine + "\n" + DAY + date;
  }

  private void directive(String line) {
    if (line.startsWith(FIELDS)) {
      fieldsLine = line;
      String names = line.substring(FIELDS.length()).strip();
      columns = Columns.of(List.of(names.split("[ \t]+", -1)), fields);
    } else if (line.startsWith(DAY)) {
      String value = line.substring(DAY.length()).strip();
      date = value.length() > 10 ? value.substring(0, 10) : value;
    }
  }

  private static List<@Nullable String> values(Slice slice) throws BadRecord {
    List<@Nullable String> values = new ArrayList<>();
    byte[] bytes = slice.bytes;
    int i = slice.start;
    while (i < slice.end) {
      if (bytes[i] == ' ' || bytes[i] == '\t') {
        i++;
        continue;
      }
      int from = i;
      boolean quoted = bytes[i] == '"';
      i = quoted ? closingQuote(slice, i + 1) : endOfWord(slice, i);
      String text =
          quoted
              ? new String(bytes, from + 1, i - from - 1, StandardCharsets.UTF_8)
                  .replace("\"\"", "\"")
              : new String(bytes, from, i - from, StandardCharsets.UTF_8);
      values.add(!quoted && text.equals("-") ? null : text);
      i += quoted ? 1 : 0;
    }
    return values;
  }

  private static int endOfWord(Slice slice, int from) {
    int i = from;
    while (i < slice.end && slice.bytes[i] != ' ' && slice.bytes[i] != '\t') {
      i++;
    }
    return i;
  }

  /** A quote inside is doubled. */
  private static int closingQuote(Slice slice, int from) throws BadRecord {
    for (int i = from; i < slice.end; i++) {
      if (slice.bytes[i] == '"') {
        if (i + 1 == slice.end || slice.bytes[i + 1] != '"') {
          return i;
        }
        i++;
      }
    }
    throw BadRecord.of("the quote at column " + (from - slice.start) + " is not closed");
  }
}
