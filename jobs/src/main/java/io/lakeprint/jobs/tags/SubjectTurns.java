package io.lakeprint.jobs.tags;

import java.io.Serializable;
import java.util.List;

/**
 * When the calendar alone next moves one of the lines about a subject.
 *
 * @param asOf days since 1970
 * @param ofAny days from now on which a line of that age turns, 0 = never: of windows in which
 *     every line matters
 * @param ofLast the same, of windows of which only the last line matters
 */
record SubjectTurns(int asOf, List<Integer> ofAny, List<Integer> ofLast) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** That day, in days since 1970; the largest number = never. */
  int next(List<Line> lines) {
    int next = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (Line line : lines) {
      next = Math.min(next, turn(ofAny, line.day()));
      last = Math.max(last, line.day());
    }
    return lines.isEmpty() ? next : Math.min(next, turn(ofLast, last));
  }

  private int turn(List<Integer> turns, int day) {
    int age = asOf - day;
    int turn = age < turns.size() ? turns.get(age) : 0;
    return turn == 0 ? Integer.MAX_VALUE : asOf + turn;
  }
}
