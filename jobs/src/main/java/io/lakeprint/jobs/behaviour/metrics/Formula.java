package io.lakeprint.jobs.behaviour.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures, added and taken away.
 *
 * @param terms at least one
 */
record Formula(List<Term> terms) {

  private static final Pattern TERM = Pattern.compile("\\s*([+-]?)\\s*([a-z][a-z0-9_]*)\\s*");

  /**
   * One measure.
   *
   * @param measure its id
   * @param isAdded whether it is added, not taken away
   */
  record Term(String measure, boolean isAdded) {}

  /**
   * Reads {@code gross - discount}.
   *
   * @throws IllegalArgumentException for anything but ids joined by + and -
   */
  static Formula parse(String text) {
    List<Term> terms = new ArrayList<>();
    Matcher term = TERM.matcher(text);
    int at = 0;
    while (at < text.length() && term.region(at, text.length()).lookingAt()) {
      boolean first = terms.isEmpty();
      if (first != term.group(1).isEmpty()) {
        break;
      }
      terms.add(new Term(term.group(2), !term.group(1).equals("-")));
      at = term.end();
    }
    if (terms.isEmpty() || at < text.length()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no sum of measures such as gross - discount");
    }
    return new Formula(List.copyOf(terms));
  }
}
