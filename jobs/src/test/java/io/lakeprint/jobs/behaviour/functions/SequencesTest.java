package io.lakeprint.jobs.behaviour.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.jobs.behaviour.functions.WindowFunnel.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The algorithms behind the SQL functions against the plain definition, on small random rows. */
class SequencesTest {

  private static final long SECOND = 1_000_000L;

  private static final class Rows {

    private final long[] times;
    private final long[] masks;

    private Rows(long[] times, long[] masks) {
      this.times = times;
      this.masks = masks;
    }

    static Rows random(Random random, int most, int conditions) {
      int count = random.nextInt(most + 1);
      long[] times = new long[count];
      long[] masks = new long[count];
      for (int row = 0; row < count; row++) {
        times[row] = random.nextInt(6) * SECOND;
        long one = 1L << random.nextInt(conditions);
        boolean several = random.nextInt(3) == 0;
        masks[row] = random.nextInt(6) == 0 ? 0 : several ? one | 1L : one;
      }
      return new Rows(times, masks);
    }

    long[] times() {
      return times;
    }

    long[] masks() {
      return masks;
    }

    String told() {
      return Arrays.toString(times) + Arrays.toString(masks);
    }
  }

  @Test
  void windowFunnelFindsTheLongestChain() {
    Random random = new Random(31);
    for (int i = 0; i < 5_000; i++) {
      Rows rows = Rows.random(random, 8, 3);
      long window = random.nextInt(5) * SECOND;
      assertThat(new WindowFunnel(window, Set.of()).level(rows.times(), rows.masks(), 3))
          .as(rows.told())
          .isEqualTo(longest(rows, window));
    }
  }

  /** Every chain of rows in time; a row that meets several conditions may be several of them. */
  private static int longest(Rows rows, long window) {
    int longest = 0;
    for (int first = 0; first < rows.times().length; first++) {
      if ((rows.masks()[first] & 1) != 0) {
        longest =
            Math.max(longest, extend(rows, 1, rows.times()[first], rows.times()[first] + window));
      }
    }
    return longest;
  }

  private static int extend(Rows rows, int condition, long from, long until) {
    int longest = condition;
    for (int row = 0; condition < 3 && row < rows.times().length; row++) {
      long time = rows.times()[row];
      if ((rows.masks()[row] >>> condition & 1) != 0 && time >= from && time <= until) {
        longest = Math.max(longest, extend(rows, condition + 1, time, until));
      }
    }
    return longest;
  }

  @Test
  void stricterModesNeverFindMore() {
    Random random = new Random(32);
    for (int i = 0; i < 5_000; i++) {
      Rows rows = Rows.random(random, 10, 3);
      int plain = new WindowFunnel(3 * SECOND, Set.of()).level(rows.times(), rows.masks(), 3);
      for (Set<Mode> modes :
          List.of(
              Set.of(Mode.STRICT_ORDER),
              Set.of(Mode.STRICT_DEDUPLICATION),
              Set.of(Mode.STRICT_INCREASE),
              Set.of(Mode.STRICT_ORDER, Mode.ALLOW_REENTRY))) {
        assertThat(new WindowFunnel(3 * SECOND, modes).level(rows.times(), rows.masks(), 3))
            .as(modes + rows.told())
            .isLessThanOrEqualTo(plain);
      }
      assertThat(
              new WindowFunnel(3 * SECOND, Set.of(Mode.STRICT_ORDER, Mode.ALLOW_REENTRY))
                  .level(rows.times(), rows.masks(), 3))
          .as(rows.told())
          .isGreaterThanOrEqualTo(
              new WindowFunnel(3 * SECOND, Set.of(Mode.STRICT_ORDER))
                  .level(rows.times(), rows.masks(), 3));
    }
  }

  @Test
  void patternsWithoutTimeMatchWhatTheRegularExpressionDoes() {
    Random random = new Random(33);
    String[] parts = {"(?1)", "(?2)", "(?3)", ".", ".*"};
    String[] letters = {"a", "b", "c", ".", ".*"};
    for (int i = 0; i < 5_000; i++) {
      StringBuilder pattern = new StringBuilder();
      StringBuilder regex = new StringBuilder();
      for (int p = 0; p <= random.nextInt(5); p++) {
        int part = random.nextInt(parts.length);
        pattern.append(parts[part]);
        regex.append(letters[part]);
      }
      int count = 1 + random.nextInt(8);
      StringBuilder word = new StringBuilder();
      long[] times = new long[count];
      long[] masks = new long[count];
      for (int row = 0; row < count; row++) {
        int letter = random.nextInt(3);
        word.append((char) ('a' + letter));
        times[row] = row;
        masks[row] = 1L << letter;
      }
      SequencePattern sequence = SequencePattern.parse(pattern.toString());
      assertThat(sequence.matches(times, masks))
          .as(pattern + " in " + word)
          .isEqualTo(java.util.regex.Pattern.compile(regex.toString()).matcher(word).find());
    }
  }

  @Test
  void timesInPatternsAreThoseBetweenRows() {
    Random random = new Random(34);
    String[] ops = {"<=", "<", ">=", ">", "=="};
    for (int i = 0; i < 5_000; i++) {
      Rows rows = Rows.random(random, 8, 2);
      String op = ops[random.nextInt(ops.length)];
      int seconds = random.nextInt(4);
      SequencePattern pattern = SequencePattern.parse("(?1)(?t" + op + seconds + ")(?2)");
      // Rows of one moment are ordered by their conditions.
      List<long[]> sorted = new ArrayList<>();
      for (int row = 0; row < rows.times().length; row++) {
        if (rows.masks()[row] != 0) {
          sorted.add(new long[] {rows.times()[row], rows.masks()[row]});
        }
      }
      sorted.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
      boolean expected = false;
      for (int a = 0; a < sorted.size(); a++) {
        for (int b = a + 1; b < sorted.size(); b++) {
          long between = (sorted.get(b)[0] - sorted.get(a)[0]) / SECOND;
          boolean holds =
              switch (op) {
                case "<=" -> between <= seconds;
                case "<" -> between < seconds;
                case ">=" -> between >= seconds;
                case ">" -> between > seconds;
                default -> between == seconds;
              };
          expected |= (sorted.get(a)[1] & 1) != 0 && (sorted.get(b)[1] & 2) != 0 && holds;
        }
      }
      assertThat(pattern.matches(rows.times(), rows.masks()))
          .as(op + seconds + " " + rows.told())
          .isEqualTo(expected);
      assertThat(pattern.count(rows.times(), rows.masks()) > 0).isEqualTo(expected);
    }
  }

  @Test
  void mistakesAreToldInWords() {
    assertThatThrownBy(() -> SequencePattern.parse("(?1)x")).hasMessageContaining("at character 5");
    assertThatThrownBy(() -> SequencePattern.parse("(?1)").check(0))
        .hasMessageContaining("names condition 1, there are 0");
    assertThatThrownBy(() -> SequencePattern.parse("(?0)").check(3))
        .hasMessageContaining("names condition 0");
    assertThatThrownBy(() -> SequencePattern.parse("(?1)(?t<3)(?t>1)(?2)"))
        .hasMessageContaining("without an event before it");
    assertThatThrownBy(() -> WindowFunnel.modes("strict")).hasMessageContaining("strict_order");
    assertThatThrownBy(() -> new WindowFunnel(1, Set.of(Mode.ALLOW_REENTRY)))
        .hasMessageContaining("needs strict_order");
    assertThatThrownBy(() -> NextNode.parse("forward", "tail")).hasMessageContaining("head");
  }
}
