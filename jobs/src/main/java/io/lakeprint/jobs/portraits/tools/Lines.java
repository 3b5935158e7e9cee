package io.lakeprint.jobs.portraits.tools;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Lines of text with aligned columns, in which a Chinese character is as wide as two others. */
final class Lines {

  private static final String GAP = "  ";

  private final List<String> all = new ArrayList<>();

  void add(String line) {
    all.add(plain(line).stripTrailing());
  }

  /** A heading below an empty line. */
  void heading(String zh, String en) {
    add("");
    add(zh + " · " + en);
  }

  /** Rows of as many cells each, below one another; nothing where there are none. */
  void table(int indent, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> plain =
        rows.stream().map(row -> row.stream().map(Lines::plain).toList()).toList();
    List<Integer> widths =
        IntStream.range(0, rows.get(0).size())
            .mapToObj(at -> plain.stream().mapToInt(row -> width(row.get(at))).max().orElse(0))
            .toList();
    for (List<String> row : plain) {
      StringBuilder line = new StringBuilder(" ".repeat(indent));
      for (int at = 0; at < row.size(); at++) {
        line.append(row.get(at))
            .append(" ".repeat(widths.get(at) - width(row.get(at))))
            .append(GAP);
      }
      all.add(line.toString().stripTrailing());
    }
  }

  /** The same with names above the columns. */
  void table(int indent, List<String> head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      table(indent, Stream.concat(Stream.of(head), rows.stream()).toList());
    }
  }

  List<String> all() {
    return Collections.unmodifiableList(all);
  }

  /** What senders wrote may hold what a terminal takes for commands. */
  private static String plain(String text) {
    return text.codePoints()
        .map(one -> Character.isISOControl(one) || isDirection(one) ? '\uFFFD' : one)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Marks that turn the direction of what follows. */
  private static boolean isDirection(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  private static int width(String text) {
    return Ansi.OFF.text(text).getCJKAdjustedLength();
  }
}
