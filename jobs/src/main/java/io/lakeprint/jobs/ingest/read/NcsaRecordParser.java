package io.lakeprint.jobs.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the common or the combined log format: {@code host ident user [time] "method target
 * protocol" status bytes "referer" "agent"}. A hyphen is null. Escapes ({@code \"}, {@code \\},
 * {@code \xhh}) are undone. A request line that is none (a port scan) leaves method, target and
 * protocol null and stands under {@code request} in the rest; what follows the agent stands under
 * {@code extra}.
 */
final class NcsaRecordParser implements RecordParser {
  private static final List<String> NAMES =
      List.of(
          "host",
          "ident",
          "user",
          "time",
          "method",
          "target",
          "protocol",
          "status",
          "bytes",
          "referer",
          "agent",
          "request",
          "extra");
  private static final int METHOD = 4;
  private static final int REQUEST = 11;
  private static final int EXTRA = 12;

  private final Columns columns;
  private Slice slice = new Slice();
  private int at;

  NcsaRecordParser(List<FieldSpec> fields) {
    columns = Columns.of(NAMES, fields);
  }

  @Override
  public boolean parse(Slice record, Draft draft) throws BadRecord {
    if (record.isBlank()) {
      return false;
    }
    slice = record;
    at = record.start;
    columns.put(0, until(' ', "host"), draft);
    columns.put(1, until(' ', "ident"), draft);
    columns.put(2, user(), draft);
    columns.put(3, until(']', "time"), draft);
    expect(' ', "after the time");
    request(quoted("request"), draft);
    expect(' ', "after the request");
    columns.put(7, number("status", 3, 3), draft);
    columns.put(8, number("bytes", 1, 19), draft);
    if (at < slice.end) {
      columns.put(9, quoted("referer"), draft);
      expect(' ', "after the referer");
      columns.put(10, quoted("agent"), draft);
    }
    if (at < slice.end) {
      columns.put(EXTRA, text(at, slice.end).strip(), draft);
    }
    return true;
  }

  private void request(@Nullable String request, Draft draft) {
    if (request == null) {
      return;
    }
    int first = request.indexOf(' ');
    int last = request.lastIndexOf(' ');
    boolean whole = first > 0 && last > first && request.startsWith("HTTP/", last + 1);
    if (!whole) {
      columns.put(REQUEST, request, draft);
      return;
    }
    columns.put(METHOD, request.substring(0, first), draft);
    columns.put(METHOD + 1, request.substring(first + 1, last), draft);
    columns.put(METHOD + 2, request.substring(last + 1), draft);
  }

  private @Nullable String until(char end, String what) throws BadRecord {
    int from = at;
    while (at < slice.end && slice.bytes[at] != end) {
      at++;
    }
    if (at == slice.end || at == from) {
      throw bad(what);
    }
    String value = text(from, at);
    at++;
    return value.equals("-") ? null : value;
  }

  /** A user name may hold blanks: it ends before the bracket of the time. */
  private @Nullable String user() throws BadRecord {
    int from = at;
    while (at + 1 < slice.end && !(slice.bytes[at] == ' ' && slice.bytes[at + 1] == '[')) {
      at++;
    }
    if (at + 1 >= slice.end || at == from) {
      throw bad("user");
    }
    String value = text(from, at);
    at += 2;
    return value.equals("-") || value.equals("\"\"") ? null : value;
  }

  private @Nullable String number(String what, int atLeast, int atMost) throws BadRecord {
    int from = at;
    while (at < slice.end && slice.bytes[at] >= '0' && slice.bytes[at] <= '9') {
      at++;
    }
    int digits = at - from;
    boolean absent = digits == 0 && at < slice.end && slice.bytes[at] == '-';
    if (absent) {
      at++;
    } else if (digits < atLeast || digits > atMost) {
      throw bad(what);
    }
    if (at < slice.end) {
      expect(' ', "after the " + what);
    }
    return absent ? null : text(from, from + digits);
  }

  private @Nullable String quoted(String what) throws BadRecord {
    expect('"', "before the " + what);
    int from = at;
    boolean escapes = false;
    while (at < slice.end && slice.bytes[at] != '"') {
      if (slice.bytes[at] == '\\') {
        escapes = true;
        at++;
      }
      at++;
    }
    if (at >= slice.end) {
      throw bad(what);
    }
    String value = escapes ? Escapes.undo(slice.bytes, from, at) : text(from, at);
    at++;
    return value.isEmpty() || value.equals("-") ? null : value;
  }

  private void expect(char c, String where) throws BadRecord {
    if (at >= slice.end || slice.bytes[at] != c) {
      throw bad("'" + c + "' " + where);
    }
    at++;
  }

  private String text(int from, int to) {
    return new String(slice.bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private BadRecord bad(String what) {
    return BadRecord.of("no " + what + " at column " + (Math.min(at, slice.end) - slice.start + 1));
  }
}
