package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Count;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Entry;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Step;
import io.lakeprint.jobs.behaviour.kernel.PathSpec.Unit;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PathKernelTest {

  private static final int EVENT = 0;
  private static final int FROM = 1;
  private static final int TO = 2;
  private static final int NODE = 0;
  private static final int NONE = FunnelSpec.NONE;
  private static final int UNITS = 12;

  private static final Periods TOTAL = periods(Grain.TOTAL);

  private static Periods periods(Grain grain) {
    return Periods.of(
        grain, ZoneOffset.UTC, DayOfWeek.MONDAY, Deed.FIRST_DAY, Deed.FIRST_DAY.plusDays(30));
  }

  private static PathSpec spec(Unit unit, int from, int to, int depth, boolean collapse) {
    return new PathSpec(EVENT, NODE, unit, from, to, depth, collapse, NONE, NONE);
  }

  private static List<PathSpec> everyCombination() {
    List<PathSpec> specs = new ArrayList<>();
    for (Unit unit : Unit.values()) {
      for (int from : new int[] {NONE, FROM}) {
        for (int to : new int[] {NONE, TO}) {
          for (int depth : new int[] {1, 2, 3, 100}) {
            specs.add(spec(unit, from, to, depth, false));
            specs.add(spec(unit, from, to, depth, true));
          }
        }
      }
    }
    return specs;
  }

  @Test
  void pathsAreThoseOfTheDefinition() {
    Random random = new Random(5);
    for (PathSpec spec : everyCombination()) {
      for (int i = 0; i < 200; i++) {
        List<Deed> deeds = Deed.random(random, 8, UNITS, 3);
        List<int[]> sessions = Deed.randomSessions(random, UNITS);
        assertThat(
                new PathKernel(spec, TOTAL)
                    .outcomes(Deed.log(deeds, sessions)).stream().map(PathOutcome::nodes).toList())
            .as(spec + " " + deeds)
            .isEqualTo(expected(spec, deeds, sessions));
      }
    }
  }

  /** A person's session, or period, may hold what tells paths apart without any step of a path. */
  @Test
  void aPathIsToldApartByWhatItsSessionOrPeriodHolds() {
    Random random = new Random(11);
    Set<String> seen = new TreeSet<>();
    for (Unit unit : Unit.values()) {
      PathSpec spec = new PathSpec(EVENT, NODE, unit, NONE, NONE, 5, true, NONE, TO);
      for (int i = 0; i < 300; i++) {
        List<Deed> deeds = Deed.random(random, 6, UNITS, 3);
        List<int[]> sessions = Deed.randomSessions(random, UNITS);
        TreeMap<Integer, String> groups = new TreeMap<>();
        deeds.stream()
            .filter(d -> d.is(EVENT) && d.value() != null)
            .forEach(d -> unit(spec, d, sessions).ifPresent(u -> groups.put(u, "no")));
        deeds.stream()
            .filter(d -> d.is(TO))
            .forEach(
                d ->
                    unit(spec, d, sessions)
                        .ifPresent(u -> groups.computeIfPresent(u, (k, v) -> "yes")));
        assertThat(
                new PathKernel(spec, TOTAL)
                    .outcomes(Deed.log(deeds, sessions)).stream()
                        .map(PathOutcome::breakdown)
                        .toList())
            .as(spec + " " + deeds)
            .isEqualTo(List.copyOf(groups.values()));
        seen.addAll(groups.values());
      }
    }
    assertThat(seen).containsExactly("no", "yes");
  }

  private static List<List<String>> expected(
      PathSpec spec, List<Deed> deeds, List<int[]> sessions) {
    TreeMap<Integer, List<Deed>> units = new TreeMap<>();
    deeds.stream()
        .filter(d -> d.is(EVENT) && d.value() != null)
        .sorted(
            Comparator.comparingInt(Deed::time)
                .thenComparing(d -> String.valueOf(d.value()))
                .thenComparing(d -> d.is(FROM) && spec.from() != NONE)
                .thenComparing(d -> d.is(TO) && spec.to() != NONE))
        .forEach(
            d ->
                unit(spec, d, sessions)
                    .ifPresent(u -> units.computeIfAbsent(u, k -> new ArrayList<>()).add(d)));
    List<List<String>> paths = new ArrayList<>();
    for (List<Deed> unit : units.values()) {
      List<List<Deed>> runs = new ArrayList<>();
      for (Deed deed : unit) {
        List<Deed> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
        if (spec.collapse()
            && !last.isEmpty()
            && String.valueOf(last.get(0).value()).equals(deed.value())) {
          last.add(deed);
        } else {
          runs.add(new ArrayList<>(List.of(deed)));
        }
      }
      while (spec.from() != NONE
          && !runs.isEmpty()
          && runs.get(0).stream().noneMatch(d -> d.is(FROM))) {
        runs.remove(0);
      }
      if (spec.to() != NONE) {
        int end = 0;
        while (end < runs.size() && runs.get(end).stream().noneMatch(d -> d.is(TO))) {
          end++;
        }
        runs = end == runs.size() ? List.of() : runs.subList(0, end + 1);
      }
      if (!runs.isEmpty()) {
        paths.add(cut(spec, runs.stream().map(r -> String.valueOf(r.get(0).value())).toList()));
      }
    }
    return paths;
  }

  private static List<String> cut(PathSpec spec, List<String> nodes) {
    List<String> path = new ArrayList<>();
    boolean tail = spec.from() == NONE && spec.to() != NONE;
    boolean cut = nodes.size() > spec.depth();
    path.add(cut && tail ? "(more)" : "(start)");
    path.addAll(
        !cut
            ? nodes
            : tail
                ? nodes.subList(nodes.size() - spec.depth(), nodes.size())
                : nodes.subList(0, spec.depth()));
    path.add(cut && !tail ? "(more)" : "(end)");
    return path;
  }

  private static Optional<Integer> unit(PathSpec spec, Deed deed, List<int[]> sessions) {
    if (spec.unit() == Unit.PERSON) {
      return Optional.of(0);
    }
    for (int s = 0; s < sessions.size(); s++) {
      if (deed.time() >= sessions.get(s)[0] && deed.time() <= sessions.get(s)[1]) {
        return Optional.of(s);
      }
    }
    return Optional.empty();
  }

  @Test
  void whatFlowsIntoANodeFlowsOutOfItAlsoWhenNodesArePruned() {
    Random random = new Random(6);
    for (PathSpec spec : everyCombination()) {
      Map<String, Integer> in = new TreeMap<>();
      Map<String, Integer> out = new TreeMap<>();
      for (int i = 0; i < 100; i++) {
        EventLog log =
            Deed.log(Deed.random(random, 8, UNITS, 3), Deed.randomSessions(random, UNITS));
        for (PathOutcome path : new PathKernel(spec, TOTAL).outcomes(log)) {
          List<String> nodes =
              path.nodes().stream().map(n -> n.equals("v2") ? "(other)" : n).toList();
          for (int n = 0; n + 1 < nodes.size(); n++) {
            out.merge(n + " " + nodes.get(n), 1, Integer::sum);
            in.merge((n + 1) + " " + nodes.get(n + 1), 1, Integer::sum);
          }
        }
      }
      in.forEach(
          (node, flow) -> {
            if (!node.endsWith("(end)") && !node.endsWith("(more)")) {
              assertThat(out).as(spec.toString()).containsEntry(node, flow);
            }
          });
    }
  }

  @Test
  void doesNotDependOnTheOrderOfTheInput() {
    Random random = new Random(8);
    for (PathSpec spec : everyCombination()) {
      PathKernel kernel = new PathKernel(spec, periods(Grain.DAY));
      for (int i = 0; i < 50; i++) {
        List<Deed> deeds = new ArrayList<>(Deed.random(random, 10, 4, 3));
        List<int[]> sessions = Deed.randomSessions(random, UNITS);
        List<PathOutcome> once = kernel.outcomes(Deed.log(deeds, sessions));
        Collections.shuffle(deeds, random);
        assertThat(kernel.outcomes(Deed.log(deeds, sessions))).isEqualTo(once);
      }
    }
  }

  /**
   * People whose path goes v0, v1, v2 from the first v0 on are those of the strict funnel over the
   * same events with first entry, step by step.
   */
  @Test
  void dropOffIsThatOfTheStrictFunnelWithTheSameOptions() {
    Random random = new Random(9);
    int[] steps = {3, 4, 5};
    FunnelSpec funnel =
        new FunnelSpec(
            java.util.Arrays.stream(steps).mapToObj(c -> new Step(c, false)).toList(),
            Order.STRICT,
            Entry.FIRST,
            Count.PEOPLE,
            new FunnelSpec.Window(Long.MAX_VALUE, false),
            List.of(),
            List.of(),
            null,
            EVENT);
    PathSpec path = new PathSpec(EVENT, NODE, Unit.PERSON, 3, NONE, 3, false, NONE, NONE);
    int[] people = new int[4];
    int[] onPath = new int[4];
    for (int i = 0; i < 3_000; i++) {
      // One event a moment: inside a moment paths follow the nodes and funnels the steps.
      List<Deed> deeds =
          Deed.random(random, 8, 40, 1).stream()
              .filter(d -> d.value() != null)
              .collect(Collectors.toMap(Deed::time, d -> d, (a, b) -> a))
              .values()
              .stream()
              .map(
                  d ->
                      new Deed(
                          d.time(),
                          d.conditions() | 8 << (String.valueOf(d.value()).charAt(1) - '0'),
                          d.value(),
                          null))
              .toList();
      EventLog log = Deed.log(deeds, List.of());
      for (FunnelOutcome outcome : new FunnelKernel(funnel, TOTAL, TOTAL).outcomes(log)) {
        people[outcome.reach()]++;
      }
      for (PathOutcome outcome : new PathKernel(path, TOTAL).outcomes(log)) {
        int common = 0;
        while (common < 3 && outcome.nodes().get(common + 1).equals("v" + common)) {
          common++;
        }
        onPath[common]++;
      }
    }
    assertThat(onPath).isEqualTo(people);
    assertThat(people[3]).isPositive();
  }
}
