package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdjustedRandIndexTest {

  /** Hubert and Arabie's formula by pairs of people instead of by cells. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isWhatPairsOfPeopleSay(long seed) {
    Random random = new Random(seed);
    int people = 2 + random.nextInt(40);
    int groups = 1 + random.nextInt(6);
    int others = 1 + random.nextInt(6);
    int[] one = random.ints(people, 0, groups).toArray();
    int[] other =
        IntStream.range(0, people)
            .map(i -> random.nextInt(3) == 0 ? random.nextInt(others) : one[i] % others)
            .toArray();
    double index = AdjustedRandIndex.of(table(one, groups, other, others));
    assertThat(index).isCloseTo(byPairs(one, other), within(1e-9)).isLessThanOrEqualTo(1 + 1e-12);
    assertThat(AdjustedRandIndex.of(table(other, others, one, groups)))
        .isCloseTo(index, within(1e-9));
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 200).mapToObj(Long::valueOf);
  }

  @Test
  void namesOfGroupsDoNotMatter() {
    assertThat(AdjustedRandIndex.of(new long[][] {{0, 7, 0}, {0, 0, 3}, {5, 0, 0}})).isEqualTo(1);
  }

  @Test
  void waysThatSayNothingOfEachOtherAgreeAsByChance() {
    assertThat(AdjustedRandIndex.of(new long[][] {{2500, 2500}, {2500, 2500}}))
        .isCloseTo(0, within(1e-3));
  }

  @Test
  void everybodyTogetherTwiceIsTheSame() {
    assertThat(AdjustedRandIndex.of(new long[][] {{9}})).isEqualTo(1);
    assertThat(AdjustedRandIndex.of(new long[0][0])).isEqualTo(1);
  }

  private static long[][] table(int[] one, int groups, int[] other, int others) {
    long[][] table = new long[groups][others];
    for (int i = 0; i < one.length; i++) {
      table[one[i]][other[i]]++;
    }
    return table;
  }

  private static double byPairs(int[] one, int[] other) {
    double both = 0;
    double onlyOne = 0;
    double onlyOther = 0;
    double neither = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < i; j++) {
        boolean inOne = one[i] == one[j];
        boolean inOther = other[i] == other[j];
        both += inOne && inOther ? 1 : 0;
        onlyOne += inOne && !inOther ? 1 : 0;
        onlyOther += !inOne && inOther ? 1 : 0;
        neither += !inOne && !inOther ? 1 : 0;
      }
    }
    double below =
        (both + onlyOne) * (onlyOne + neither) + (both + onlyOther) * (onlyOther + neither);
    return below == 0 ? 1 : 2 * (both * neither - onlyOne * onlyOther) / below;
  }
}
