package io.lakeprint.jobs.behaviour.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.functions.NextNode.Base;
import io.lakeprint.jobs.behaviour.functions.NextNode.Direction;
import io.lakeprint.jobs.behaviour.functions.NextNode.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows a chain, and how often a pattern is there, against their plain definitions. */
class SequenceOraclesTest {

  private static final long SECOND = 1_000_000L;

  private static List<Node> rows(Random random) {
    List<Node> rows = new ArrayList<>();
    for (int count = random.nextInt(9); count > 0; count--) {
      rows.add(
          new Node(
              random.nextInt(4) * SECOND,
              random.nextInt(3) > 0,
              random.nextInt(8),
              "v" + random.nextInt(3)));
    }
    return rows;
  }

  @Test
  void theNextNodeIsThatOfTheDefinition() {
    Random random = new Random(41);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      Direction direction = random.nextBoolean() ? Direction.FORWARD : Direction.BACKWARD;
      Base end = direction == Direction.FORWARD ? Base.HEAD : Base.TAIL;
      Base base = List.of(end, Base.FIRST_MATCH, Base.LAST_MATCH).get(random.nextInt(3));
      int conditions = (base == end ? 0 : 1) + random.nextInt(3);
      List<Node> rows = rows(random);
      String about = direction + " " + base + " " + conditions + " " + rows;
      String next = new NextNode(direction, base).of(rows, conditions);
      assertThat(next).as(about).isEqualTo(next(rows, direction, base, conditions));
      Collections.shuffle(rows, random);
      assertThat(new NextNode(direction, base).of(rows, conditions)).as(about).isEqualTo(next);
      found += next == null ? 0 : 1;
    }
    assertThat(found).isGreaterThan(1_000);
  }

  /** Backwards is forwards through the rows turned round. */
  private static @Nullable String next(
      List<Node> rows, Direction direction, Base base, int conditions) {
    List<Node> ordered = new ArrayList<>(rows);
    ordered.sort(
        Comparator.comparingLong(Node::time)
            .thenComparing(Node::value)
            .thenComparingLong(Node::mask)
            .thenComparing(Node::canBeBase));
    boolean isLast = base == Base.LAST_MATCH;
    if (direction == Direction.BACKWARD) {
      Collections.reverse(ordered);
      isLast = base == Base.FIRST_MATCH;
    }
    List<Integer> bases = new ArrayList<>();
    for (int at = 0; at < ordered.size(); at++) {
      Node node = ordered.get(at);
      boolean isEnd = base == Base.HEAD || base == Base.TAIL;
      boolean fits = isEnd ? at == 0 : (node.mask() & 1) != 0;
      if (fits && node.canBeBase()) {
        bases.add(at);
      }
    }
    if (bases.isEmpty()) {
      return null;
    }
    int from = isLast ? bases.get(bases.size() - 1) : bases.get(0);
    boolean matches = from + conditions < ordered.size();
    for (int i = 0; matches && i < conditions; i++) {
      matches = (ordered.get(from + i).mask() >>> i & 1) != 0;
    }
    return matches ? ordered.get(from + conditions).value() : null;
  }

  /** A pattern without times is a regular expression that takes as little as it can. */
  @Test
  void aPatternIsCountedAsOftenAsTheRegularExpressionIsFound() {
    Random random = new Random(42);
    String[] parts = {"(?1)", "(?2)", "(?3)", ".", ".*"};
    String[] letters = {"a", "b", "c", ".", ".*?"};
    for (int i = 0; i < 10_000; i++) {
      StringBuilder pattern = new StringBuilder();
      StringBuilder regex = new StringBuilder();
      for (int p = random.nextInt(4); p >= 0; p--) {
        int part = random.nextInt(parts.length);
        pattern.append(parts[part]);
        regex.append(letters[part]);
      }
      int count = random.nextInt(9);
      StringBuilder word = new StringBuilder();
      long[] times = new long[count];
      long[] masks = new long[count];
      for (int row = 0; row < count; row++) {
        int letter = random.nextInt(3);
        word.append((char) ('a' + letter));
        times[row] = row;
        masks[row] = 1L << letter;
      }
      Matcher matcher = Pattern.compile(regex.toString()).matcher(word);
      long expected = 0;
      for (int from = 0; from < count && matcher.find(from); expected++) {
        from = Math.max(matcher.end(), from + 1);
      }
      assertThat(SequencePattern.parse(pattern.toString()).count(times, masks))
          .as(pattern + " in " + word)
          .isEqualTo(expected);
    }
  }

  @Test
  void matchesWithTimesAreCountedOneBehindTheOther() {
    Random random = new Random(43);
    for (int i = 0; i < 5_000; i++) {
      int count = random.nextInt(9);
      long[] times = random.ints(count, 0, 20).sorted().distinct().asLongStream().toArray();
      long[] masks = random.longs(times.length, 1, 4).toArray();
      int seconds = random.nextInt(6);
      boolean atMost = random.nextBoolean();
      long expected = 0;
      for (int a = 0; a < times.length; a++) {
        for (int b = a + 1; b < times.length && (masks[a] & 1) != 0; b++) {
          long between = times[b] - times[a];
          if ((masks[b] & 2) != 0 && (atMost ? between <= seconds : between > seconds)) {
            expected++;
            a = b;
            break;
          }
        }
      }
      for (int row = 0; row < times.length; row++) {
        times[row] *= SECOND;
      }
      String pattern = "(?1)(?t" + (atMost ? "<=" : ">") + seconds + ")(?2)";
      assertThat(SequencePattern.parse(pattern).count(times, masks))
          .as("round %d", i)
          .isEqualTo(expected);
    }
  }
}
