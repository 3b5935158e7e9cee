package io.lakeprint.jobs.behaviour.functions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern over conditions in time: the semantics of ClickHouse's {@code sequenceMatch} and {@code
 * sequenceCount}.
 *
 * <ul>
 *   <li>{@code (?n)}: the next row meets condition n, from 1
 *   <li>{@code .}: any row
 *   <li>{@code .*}: any number of rows
 *   <li>{@code (?t op seconds)} with {@code <=, <, >=, >, ==}: any number of rows, and the next one
 *       is so long after the one that was matched last
 * </ul>
 *
 * <p>Rows that meet no condition are left out beforehand. A match may begin anywhere. Rows of one
 * moment are ordered by the conditions that they meet.
 */
public final class SequencePattern {

  private static final int NO_MATCH = -1;
  private static final long MICROS = 1_000_000L;

  private static final Pattern ELEMENT =
      Pattern.compile("\\(\\?([0-9]+)\\)|(\\.\\*)|(\\.)|\\(\\?t(<=|<|>=|>|==)([0-9]+)\\)");

  private enum Kind {
    CONDITION,
    ANY,
    MANY,
    TIME
  }

  private record Element(Kind kind, int condition, String op, long micros) {

    boolean holds(long since) {
      return switch (op) {
        case "<=" -> since <= micros;
        case "<" -> since < micros;
        case ">=" -> since >= micros;
        case ">" -> since > micros;
        default -> since == micros;
      };
    }

    /** Whether nothing at all is enough for it at the end of the rows. */
    boolean matchesNothing() {
      return kind == Kind.MANY
          || (kind == Kind.TIME
              && (op.equals("<=") || op.equals("<") || (op.equals(">=") && micros == 0)));
    }
  }

  private final String text;
  private final List<Element> elements;

  private SequencePattern(String text, List<Element> elements) {
    this.text = text;
    this.elements = elements;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with the place of what is not understood
   */
  public static SequencePattern parse(String text) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Element(Kind.MANY, 0, "", 0));
    Matcher matcher = ELEMENT.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw new IllegalArgumentException(
            "the pattern '"
                + text
                + "' is not understood at character "
                + (position + 1)
                + ": expected (?1), ., .* or (?t<=10)");
      }
      Element element = element(matcher);
      if (element.kind() == Kind.TIME && elements.get(elements.size() - 1).kind() == Kind.TIME) {
        throw new IllegalArgumentException(
            "the pattern '" + text + "' has a time without an event before it");
      }
      elements.add(element);
      position = matcher.end();
    }
    return new SequencePattern(text, List.copyOf(elements));
  }

  private static Element element(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Element(Kind.CONDITION, Integer.parseInt(matcher.group(1)) - 1, "", 0);
    }
    if (matcher.group(2) != null) {
      return new Element(Kind.MANY, 0, "", 0);
    }
    if (matcher.group(3) != null) {
      return new Element(Kind.ANY, 0, "", 0);
    }
    long micros = Math.multiplyExact(Long.parseLong(matcher.group(5)), MICROS);
    return new Element(Kind.TIME, 0, matcher.group(4), micros);
  }

  /**
   * Refuses numbers of conditions that do not exist.
   *
   * @throws IllegalArgumentException naming one
   */
  public void check(int conditions) {
    for (Element element : elements) {
      if (element.kind() == Kind.CONDITION
          && (element.condition() < 0 || element.condition() >= conditions)) {
        throw new IllegalArgumentException(
            "the pattern '"
                + text
                + "' names condition "
                + (element.condition() + 1)
                + ", there are "
                + conditions);
      }
    }
  }

  /** Whether some rows match, in the order of time. */
  public boolean matches(long[] times, long[] masks) {
    Rows rows = new Rows(times, masks);
    return rows.times.length > 0 && rows.match(0) != NO_MATCH;
  }

  /** How many matches there are that do not overlap, each as early as it can be. */
  public long count(long[] times, long[] masks) {
    Rows rows = new Rows(times, masks);
    long count = 0;
    int from = 0;
    while (from < rows.times.length) {
      int end = rows.match(from);
      if (end == NO_MATCH) {
        break;
      }
      count++;
      from = Math.max(end, from + 1);
    }
    return count;
  }

  /** The rows that count, in order. */
  private final class Rows {

    private final long[] times;
    private final long[] masks;
    private final Set<Long> failed = new HashSet<>();

    Rows(long[] allTimes, long[] allMasks) {
      List<long[]> kept = new ArrayList<>();
      for (int row = 0; row < allTimes.length; row++) {
        if (allMasks[row] != 0) {
          kept.add(new long[] {allTimes[row], allMasks[row]});
        }
      }
      kept.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
      times = kept.stream().mapToLong(row -> row[0]).toArray();
      masks = kept.stream().mapToLong(row -> row[1]).toArray();
    }

    /** Where the first match that begins at {@code from} or later ends, or {@link #NO_MATCH}. */
    int match(int from) {
      return match(0, from, from);
    }

    private int match(int element, int row, int base) {
      if (element == elements.size()) {
        return row;
      }
      if (row == times.length) {
        boolean nothing =
            elements.subList(element, elements.size()).stream().allMatch(Element::matchesNothing);
        return nothing ? row : NO_MATCH;
      }
      long state = ((long) element * (times.length + 1) + row) * (times.length + 1) + base;
      if (failed.contains(state)) {
        return NO_MATCH;
      }
      int end = follow(elements.get(element), element, row, base);
      if (end == NO_MATCH) {
        failed.add(state);
      }
      return end;
    }

    private int follow(Element at, int element, int row, int base) {
      if (at.kind() == Kind.CONDITION || at.kind() == Kind.ANY) {
        boolean fits = at.kind() == Kind.ANY || (masks[row] >>> at.condition() & 1) != 0;
        return fits ? match(element + 1, row + 1, row) : NO_MATCH;
      }
      for (int next = row; next < times.length; next++) {
        if (at.kind() == Kind.MANY || at.holds(times[next] - times[base])) {
          int end = match(element + 1, next, next);
          if (end != NO_MATCH) {
            return end;
          }
        }
      }
      return NO_MATCH;
    }
  }
}
