package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.people.Sequence;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Count;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Entry;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Exclusion;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Step;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Window;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who did a sequence is who completes the funnel of the same steps, ties and all. */
class SequenceAgreesTest {

  private static final int UNITS = 12;
  private static final int EXCLUDED = 3;
  private static final Periods TOTAL =
      Periods.of(
          Grain.TOTAL,
          ZoneOffset.UTC,
          DayOfWeek.MONDAY,
          Deed.FIRST_DAY,
          Deed.FIRST_DAY.plusDays(19));

  @Test
  void sequencesAndFunnelsFindTheSamePeople() {
    Random random = new Random(7);
    int completed = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      List<Deed> deeds = Deed.random(random, 10, UNITS, 4);
      long within = Deed.UNIT * (1 + random.nextInt(6));
      boolean excludes = random.nextBoolean();
      boolean funnel = completes(deeds, within, excludes);
      boolean sequence =
          new Sequence(List.of(0, 1, 2), excludes ? List.of(EXCLUDED) : List.of(), within)
              .isIn(
                  Sequence.Log.of(
                      deeds.stream().mapToLong(Deed::micros).toArray(),
                      deeds.stream()
                          .map(deed -> new long[] {deed.conditions()})
                          .toArray(long[][]::new)));
      completed += funnel ? 1 : 0;
      assertThat(sequence)
          .as("trial %d, within %d, excludes %s: %s", trial, within, excludes, deeds)
          .isEqualTo(funnel);
    }
    assertThat(completed).isBetween(1_000, 19_000);
  }

  private static boolean completes(List<Deed> deeds, long within, boolean excludes) {
    FunnelSpec spec =
        new FunnelSpec(
            List.of(new Step(0, false), new Step(1, false), new Step(2, false)),
            Order.ORDERED,
            Entry.ANY,
            Count.PEOPLE,
            new Window(within, false),
            excludes ? List.of(new Exclusion(EXCLUDED, 1, 3)) : List.of(),
            List.of(),
            null,
            FunnelSpec.NONE);
    return new FunnelKernel(spec, TOTAL, TOTAL)
        .outcomes(Deed.log(deeds, List.of())).stream().anyMatch(outcome -> outcome.reach() == 3);
  }
}
