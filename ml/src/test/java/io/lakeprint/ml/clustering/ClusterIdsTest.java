package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.ml.clustering.ClusterIds.Overlap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterIdsTest {
  private static final ClusterIds AFTER_THREE = new ClusterIds(0.5, 3);

  @Test
  void theFirstClusteringIsNumberedByValue() {
    assertThat(new ClusterIds(0.5, 0).of(3, List.of())).containsExactly("c1", "c2", "c3");
  }

  @Test
  void aClusterKeepsItsIdWhateverItsRankNow() {
    assertThat(
            AFTER_THREE.of(
                3, overlaps("0 c3 80", "0 c1 10", "1 c1 90", "2 c2 70", "2 c3 20", "1 c2 5")))
        .containsExactly("c3", "c1", "c2");
  }

  @Test
  void ofTwoHalvesTheLargerGoesOnAndTheOtherIsNew() {
    assertThat(AFTER_THREE.of(4, overlaps("0 c1 40", "1 c1 60", "2 c2 9", "3 c3 9")))
        .containsExactly("c4", "c1", "c2", "c3");
  }

  @Test
  void whatIsMadeOfManyIsNoneOfThem() {
    assertThat(AFTER_THREE.of(1, overlaps("0 c1 40", "0 c2 35", "0 c3 45"))).containsExactly("c4");
  }

  @Test
  void aNumberIsNotGivenAgainThoughItsClusterIsGone() {
    assertThat(new ClusterIds(0.5, 12).of(2, overlaps("1 c7 5"))).containsExactly("c13", "c7");
  }

  @Test
  void exactlyTheShareIsEnoughAndOfEqualPairsTheMoreValuableGoesOn() {
    assertThat(AFTER_THREE.of(2, overlaps("1 c1 50", "0 c1 50"))).containsExactly("c1", "c4");
    assertThat(AFTER_THREE.of(1, overlaps("0 c3 50", "0 c2 50"))).containsExactly("c2");
  }

  /**
   * Against all ways to pair: exactly one has no two that both had rather been paired, and that is
   * the one found. Holds whatever the order of the overlaps.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noTwoHadRatherBeenPaired(long seed) {
    Random random = new Random(seed);
    int now = 1 + random.nextInt(4);
    int before = 1 + random.nextInt(4);
    double sameFrom = List.of(0.05, 0.2, 0.35, 0.5, 0.8, 1.0).get(random.nextInt(6));
    long[][] people = new long[now][before];
    List<Overlap> overlaps = new ArrayList<>();
    for (int i = 0; i < now; i++) {
      for (int j = 0; j < before; j++) {
        people[i][j] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(6);
        if (people[i][j] > 0) {
          overlaps.add(new Overlap(i, "c" + (j + 1), people[i][j]));
        }
      }
    }
    List<String> ids = new ClusterIds(sameFrom, before).of(now, overlaps);

    List<int[]> stable =
        pairings(now, before).stream().filter(one -> stable(one, people, sameFrom)).toList();
    assertThat(stable).hasSize(1);
    int fresh = before;
    for (int i = 0; i < now; i++) {
      int partner = stable.get(0)[i];
      assertThat(ids.get(i)).isEqualTo("c" + (partner < 0 ? ++fresh : partner + 1));
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(now);
    Collections.shuffle(overlaps, random);
    assertThat(new ClusterIds(sameFrom, before).of(now, overlaps)).isEqualTo(ids);
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 300).mapToObj(Long::valueOf);
  }

  /** Every way to give each new cluster one of the last or, as -1, none. */
  private static List<int[]> pairings(int now, int before) {
    List<int[]> all = List.of(new int[0]);
    for (int i = 0; i < now; i++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] one : all) {
        Set<Integer> taken = new HashSet<>(IntStream.of(one).boxed().toList());
        for (int j = -1; j < before; j++) {
          if (j < 0 || !taken.contains(j)) {
            longer.add(IntStream.concat(IntStream.of(one), IntStream.of(j)).toArray());
          }
        }
      }
      all = longer;
    }
    return all;
  }

  private static boolean stable(int[] pairing, long[][] people, double sameFrom) {
    for (int i = 0; i < people.length; i++) {
      if (pairing[i] >= 0 && !alike(people, i, pairing[i], sameFrom)) {
        return false;
      }
      for (int j = 0; j < people[i].length; j++) {
        if (pairing[i] == j || !alike(people, i, j, sameFrom)) {
          continue;
        }
        int holder = IntStream.of(pairing).boxed().toList().indexOf(j);
        boolean wouldChange = pairing[i] < 0 || better(people, i, j, i, pairing[i]);
        boolean wouldBeChanged = holder < 0 || better(people, i, j, holder, j);
        if (wouldChange && wouldBeChanged) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean alike(long[][] people, int i, int j, double sameFrom) {
    double all = IntStream.range(0, people[i].length).mapToLong(k -> people[i][k]).sum();
    double before = Stream.of(people).mapToLong(row -> row[j]).sum();
    return people[i][j] > 0
        && people[i][j] / all >= sameFrom - 1e-12
        && people[i][j] / before >= sameFrom - 1e-12;
  }

  private static boolean better(long[][] people, int i, int j, int otherI, int otherJ) {
    return Comparator.<long[]>comparingLong(pair -> -pair[0])
            .thenComparingLong(pair -> pair[1])
            .thenComparingLong(pair -> pair[2])
            .compare(
                new long[] {people[i][j], i, j},
                new long[] {people[otherI][otherJ], otherI, otherJ})
        < 0;
  }

  private static List<Overlap> overlaps(String... lines) {
    return Stream.of(lines)
        .map(line -> line.split(" ", -1))
        .map(part -> new Overlap(Integer.parseInt(part[0]), part[1], Long.parseLong(part[2])))
        .toList();
  }
}
