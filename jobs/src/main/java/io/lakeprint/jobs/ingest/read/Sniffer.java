package io.lakeprint.jobs.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at the first bytes of a file, so that an image is refused once and not line by line. */
final class Sniffer {
  /** How much is looked at. */
  static final int HEAD = 4096;

  private static final String BOM = "\u00EF\u00BB\u00BF";

  /** First bytes of a kind of file, as ISO 8859-1. */
  private record Magic(String what, String bytes) {}

  private static final List<Magic> OTHERS =
      List.of(
          new Magic("UTF-16 text; convert it to UTF-8", "\u00FF\u00FE"),
          new Magic("UTF-16 text; convert it to UTF-8", "\u00FE\u00FF"),
          new Magic("a PNG image", "\u0089PNG"),
          new Magic("a JPEG image", "\u00FF\u00D8\u00FF"),
          new Magic("a PDF document", "%PDF-"),
          new Magic("a ZIP archive or Office document", "PK\u0003\u0004"),
          new Magic("a Parquet file", "PAR1"),
          new Magic("an ORC file", "ORC\u0003"),
          new Magic("an Avro file", "Obj\u0001"));

  private Sniffer() {}

  static int bomLength(Slice head) {
    return startsWith(head, BOM) ? BOM.length() : 0;
  }

  /** Refuses a file that is something else than text, or for JSON no JSON at all. */
  static void check(RecordFormat format, Slice head) throws BadRecord {
    String other = other(head);
    if (other == null && format == RecordFormat.JSON && head.length() > 0 && !hasJson(head)) {
      other = "text in which no line begins with { or [";
    }
    if (other != null) {
      throw new BadRecord(
          ProblemCodes.not(format),
          "expected " + format.name().toLowerCase(Locale.ROOT) + ", but the file is " + other);
    }
  }

  private static @Nullable String other(Slice head) {
    for (Magic magic : OTHERS) {
      if (startsWith(head, magic.bytes)) {
        return magic.what;
      }
    }
    int control = 0;
    for (int i = head.start; i < head.end; i++) {
      byte b = head.bytes[i];
      if (b == 0) {
        return "binary: byte " + (i - head.start) + " is zero";
      }
      boolean usual = b < 0 || b >= ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f';
      control += usual ? 0 : 1;
    }
    return control * 10 > head.length() ? "binary: a tenth is control characters" : null;
  }

  /** Whether any line of the head could be JSON; a blank head or one long line of blanks could. */
  private static boolean hasJson(Slice head) {
    boolean blank = true;
    boolean lineStart = true;
    for (int i = head.start; i < head.end; i++) {
      byte b = head.bytes[i];
      boolean space = b == ' ' || b == '\t' || b == '\r' || b == '\n';
      if (lineStart && (b == '{' || b == '[')) {
        return true;
      }
      blank &= space;
      lineStart = b == '\n' || (lineStart && space);
    }
    return blank;
  }

  /** Whether a JSON file is to be read by elements: it starts with a list or a lone brace. */
  static boolean isNotByLines(Slice head) {
    int i = head.start;
    while (i < head.end && isSpace(head.bytes[i])) {
      i++;
    }
    if (i == head.end) {
      return false;
    }
    if (head.bytes[i] == '[') {
      return true;
    }
    int after = i + 1;
    while (after < head.end && head.bytes[after] != '\n' && isSpace(head.bytes[after])) {
      after++;
    }
    return head.bytes[i] == '{' && after < head.end && head.bytes[after] == '\n';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static boolean startsWith(Slice head, String prefix) {
    int length = prefix.length();
    return head.length() >= length
        && new String(head.bytes, head.start, length, StandardCharsets.ISO_8859_1).equals(prefix);
  }
}
