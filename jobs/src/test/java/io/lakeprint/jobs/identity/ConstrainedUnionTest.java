package io.lakeprint.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties over seeded random graphs; the seed is the name of the case. */
final class ConstrainedUnionTest {

  private static final int UNBOUND = Integer.MAX_VALUE;
  private static final String[] TYPES = {"cookie", "device_id", "member_id", "phone"};
  private static final int[] MAXIMA = {4, 2, 1, 2};

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void withoutLimitsItIsTheConnectedComponents(long seed) {
    World world = World.random(seed);

    int[] component = ConstrainedUnion.solve(world.limits(false), world.links).components();

    Graph<Integer, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    for (int node = 0; node < world.nodes; node++) {
      graph.addVertex(node);
    }
    for (int link = 0; link < world.links.size(); link++) {
      if (world.links.a(link) != world.links.b(link)) {
        graph.addEdge(world.links.a(link), world.links.b(link));
      }
    }
    for (Set<Integer> connected : new ConnectivityInspector<>(graph).connectedSets()) {
      int smallest = Collections.min(connected);
      assertThat(connected).allMatch(node -> component[node] == smallest);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noPersonBreaksALimitAndOnlyLinksThatWouldAreLeftOut(long seed) {
    World world = World.random(seed);

    ConstrainedUnion.Solution solution = ConstrainedUnion.solve(world.limits(true), world.links);

    Map<Integer, List<Integer>> people = people(solution.components());
    assertThat(people.values()).allMatch(world::fits);
    for (int link = 0; link < world.links.size(); link++) {
      int a = solution.component(world.links.a(link));
      int b = solution.component(world.links.b(link));
      if (solution.verdict(link) == ConstrainedUnion.ACCEPTED) {
        assertThat(a).isEqualTo(b);
      } else {
        List<Integer> both = new ArrayList<>(people.getOrDefault(a, List.of()));
        both.addAll(people.getOrDefault(b, List.of()));
        assertThat(a).as("a link left out joins two people").isNotEqualTo(b);
        assertThat(world.fits(both)).as("a link left out would break a limit").isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithAPlainReplayOfAllLinks(long seed) {
    World world = World.random(seed);

    int[] component = ConstrainedUnion.solve(world.limits(true), world.links).components();

    assertThat(component).isEqualTo(world.plainReplay());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void arrivalOrderAndSwappedEndsDoNotMatter(long seed) {
    World world = World.random(seed);
    World shuffled = world.shuffled(new Random(seed + 1));

    assertThat(ConstrainedUnion.solve(shuffled.limits(true), shuffled.links).components())
        .isEqualTo(ConstrainedUnion.solve(world.limits(true), world.links).components());
  }

  @Test
  void aLongChainIsOneComponent() {
    int length = 300_000;
    NodeLimits limits = new NodeLimits(UNBOUND);
    LinkTable links = new LinkTable();
    for (int node = 0; node < length; node++) {
      limits.add();
      if (node > 0) {
        links.add(node - 1, node, 30, LinkTable.NEVER, node);
      }
    }
    assertThat(ConstrainedUnion.solve(limits, links).components()).containsOnly(0);
  }

  @Test
  void aHubBeyondTheLimitOfNodesKeepsItsStrongestLinks() {
    NodeLimits limits = new NodeLimits(3);
    LinkTable links = new LinkTable();
    limits.add();
    for (int leaf = 1; leaf <= 5; leaf++) {
      limits.add();
      links.add(0, leaf, leaf * 10, LinkTable.NEVER, 0);
    }
    ConstrainedUnion.Solution solution = ConstrainedUnion.solve(limits, links);

    assertThat(solution.components()).containsExactly(0, 1, 2, 3, 0, 0);
    assertThat(limits.rule(solution.verdict(0))).isEqualTo("limit:nodes");
  }

  private static Map<Integer, List<Integer>> people(int[] component) {
    Map<Integer, List<Integer>> people = new HashMap<>();
    for (int node = 0; node < component.length; node++) {
      people.computeIfAbsent(component[node], key -> new ArrayList<>()).add(node);
    }
    return people;
  }

  private record Link(int a, int b, int strength, long verified, long recency) {}

  private static final class World {
    final int nodes;
    final int[] types;
    final List<Link> all;
    final LinkTable links = new LinkTable();

    private World(int[] types, List<Link> all) {
      this.nodes = types.length;
      this.types = types;
      this.all = all;
      all.forEach(l -> links.add(l.a, l.b, l.strength, l.verified, l.recency));
    }

    static World random(long seed) {
      Random random = new Random(seed);
      int[] types = random.ints(5 + random.nextInt(60), 0, TYPES.length).toArray();
      Set<List<Integer>> pairs = new HashSet<>();
      List<Link> links = new ArrayList<>();
      int wanted = random.nextInt(3 * types.length);
      for (int i = 0; i < wanted; i++) {
        int a = random.nextInt(types.length);
        int b = random.nextInt(types.length);
        if (a != b && pairs.add(List.of(Math.min(a, b), Math.max(a, b)))) {
          int[] strengths = {10, 30, 60, 90, LinkTable.OPERATOR};
          long verified = random.nextInt(3) == 0 ? random.nextInt(4) : LinkTable.NEVER;
          links.add(new Link(a, b, strengths[random.nextInt(5)], verified, random.nextInt(3)));
        }
      }
      return new World(types, links);
    }

    World shuffled(Random random) {
      List<Link> other = new ArrayList<>();
      for (Link l : all) {
        other.add(random.nextBoolean() ? l : new Link(l.b, l.a, l.strength, l.verified, l.recency));
      }
      Collections.shuffle(other, random);
      return new World(types, other);
    }

    NodeLimits limits(boolean bound) {
      NodeLimits limits = new NodeLimits(bound ? 6 : UNBOUND);
      for (int type : types) {
        limits.add(TYPES[type], bound ? MAXIMA[type] : UNBOUND);
      }
      return limits;
    }

    boolean fits(List<Integer> person) {
      int[] counts = new int[TYPES.length];
      person.forEach(node -> counts[types[node]]++);
      boolean fits = person.size() <= 6;
      for (int type = 0; type < counts.length; type++) {
        fits &= counts[type] <= MAXIMA[type];
      }
      return fits;
    }

    /** Every link in order, whether or not its component breaks a limit. */
    int[] plainReplay() {
      Integer[] order = new Integer[links.size()];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, links::compare);
      int[] label = new int[nodes];
      Arrays.setAll(label, i -> i);
      for (int link : order) {
        int a = label[links.a(link)];
        int b = label[links.b(link)];
        List<Integer> both = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
          if (label[node] == a || label[node] == b) {
            both.add(node);
          }
        }
        if (fits(both)) {
          both.forEach(node -> label[node] = Math.min(a, b));
        }
      }
      return label;
    }
  }
}
