package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Count;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Entry;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Step;
import io.lakeprint.jobs.behaviour.kernel.PathSpec.Unit;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Paths that go through some nodes one after the other, from the first of them on, are those of the
 * strict funnel over the same events with first entry, step by step.
 */
class PathsAgreeWithFunnelsTest {

  private static final int EVENT = 0;
  private static final int FIRST_NODE = 3;
  private static final Periods TOTAL =
      Periods.of(
          Grain.TOTAL,
          ZoneOffset.UTC,
          DayOfWeek.MONDAY,
          Deed.FIRST_DAY,
          Deed.FIRST_DAY.plusDays(30));

  @ParameterizedTest
  @CsvSource({
    "PERSON, 012, false",
    "PERSON, 201, false",
    "PERSON, 012, true",
    "PERSON, 10, true",
    "SESSION, 012, false",
    "SESSION, 102, false",
    "SESSION, 021, true",
    "SESSION, 20, true"
  })
  void dropOffAfterEachStepIsThatOfTheFunnel(Unit unit, String order, boolean isFiltered) {
    List<Integer> nodes = order.chars().map(c -> c - '0').boxed().toList();
    FunnelSpec funnel =
        new FunnelSpec(
            nodes.stream().map(node -> new Step(FIRST_NODE + node, false)).toList(),
            Order.STRICT,
            Entry.FIRST,
            unit == Unit.PERSON ? Count.PEOPLE : Count.SESSIONS,
            new FunnelSpec.Window(Long.MAX_VALUE, false),
            List.of(),
            List.of(),
            null,
            EVENT);
    PathSpec path =
        new PathSpec(
            EVENT,
            0,
            unit,
            FIRST_NODE + nodes.get(0),
            FunnelSpec.NONE,
            nodes.size(),
            false,
            FunnelSpec.NONE,
            FunnelSpec.NONE);
    int[] reached = new int[nodes.size() + 1];
    int[] onPath = new int[nodes.size() + 1];
    Random random = new Random(71);
    for (int i = 0; i < 2_000; i++) {
      EventLog log = log(random, isFiltered);
      for (FunnelOutcome outcome : new FunnelKernel(funnel, TOTAL, TOTAL).outcomes(log)) {
        reached[outcome.reach()]++;
      }
      for (PathOutcome outcome : new PathKernel(path, TOTAL).outcomes(log)) {
        int common = 0;
        while (common < nodes.size()
            && outcome.nodes().get(common + 1).equals("v" + nodes.get(common))) {
          common++;
        }
        onPath[common]++;
      }
    }
    assertThat(onPath).isEqualTo(reached);
    assertThat(reached[nodes.size()]).isPositive();
  }

  /** One event a moment: inside a moment paths follow the nodes and funnels the steps. */
  private static EventLog log(Random random, boolean isFiltered) {
    Collection<Deed> deeds =
        Deed.random(random, 8, 12, 1).stream()
            .filter(deed -> deed.value() != null)
            .collect(Collectors.toMap(Deed::time, deed -> deed, (one, same) -> one))
            .values();
    return Deed.log(
        deeds.stream()
            .map(
                deed -> {
                  int node = String.valueOf(deed.value()).charAt(1) - '0';
                  // What the filter keeps out is no step and stands between none.
                  boolean isOut = isFiltered && random.nextInt(4) == 0;
                  int conditions = isOut ? 0 : (1 << EVENT) | (1 << (FIRST_NODE + node));
                  return new Deed(deed.time(), conditions, deed.value(), null);
                })
            .toList(),
        Deed.randomSessions(random, 12));
  }
}
