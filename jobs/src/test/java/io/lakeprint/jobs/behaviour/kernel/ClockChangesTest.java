package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Count;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Entry;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Step;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Window;
import io.lakeprint.jobs.behaviour.kernel.LifecycleKernel.Status;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days of 23 and 25 hours are days like any other. */
class ClockChangesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Periods days(String from, String to) {
    return Periods.of(
        Grain.DAY, BERLIN, DayOfWeek.MONDAY, LocalDate.parse(from), LocalDate.parse(to));
  }

  /** Events of conditions 0, 1, … at these moments. */
  private static EventLog log(boolean same, String... times) {
    EventLog.Builder log = new EventLog.Builder(2);
    for (int i = 0; i < times.length; i++) {
      log.event(Periods.micros(Instant.parse(times[i])), new long[] {same ? 1 : 1L << i});
    }
    return log.build();
  }

  private static int reach(Periods days, String first, String second) {
    FunnelSpec spec =
        new FunnelSpec(
            List.of(new Step(0, false), new Step(1, false)),
            Order.ORDERED,
            Entry.ANY,
            Count.PEOPLE,
            new Window(0, true),
            List.of(),
            List.of(),
            null,
            FunnelSpec.NONE);
    return new FunnelKernel(spec, days, days).outcomes(log(false, first, second)).get(0).reach();
  }

  @Test
  void aFunnelOfOneDayLastsAsLongAsTheDay() {
    Periods autumn = days("2026-10-24", "2026-10-27");
    // From half past midnight in summer time to half an hour before midnight in winter time.
    assertThat(reach(autumn, "2026-10-24T22:30:00Z", "2026-10-25T22:30:00Z")).isEqualTo(2);
    assertThat(reach(autumn, "2026-10-24T22:30:00Z", "2026-10-25T23:00:00Z")).isEqualTo(1);
    Periods spring = days("2026-03-28", "2026-03-31");
    assertThat(reach(spring, "2026-03-28T23:30:00Z", "2026-03-29T21:59:59Z")).isEqualTo(2);
    assertThat(reach(spring, "2026-03-28T23:30:00Z", "2026-03-29T22:00:00Z"))
        .as("23 hours are over")
        .isEqualTo(1);
  }

  @Test
  void lifeCycleAndStickinessCountTheDaysOfTheClock() {
    Periods days = days("2026-10-24", "2026-10-27");
    // Both on the long Sunday, 24 hours apart; then a day's pause.
    EventLog log =
        log(true, "2026-10-24T22:30:00Z", "2026-10-25T22:30:00Z", "2026-10-26T23:30:00Z");
    assertThat(new LifecycleKernel(0, days).outcomes(log))
        .containsExactly(
            new LifecycleKernel.Outcome(1, Status.NEW),
            new LifecycleKernel.Outcome(2, Status.DORMANT),
            new LifecycleKernel.Outcome(3, Status.RESURRECTING));
    Periods week =
        Periods.of(
            Grain.TOTAL,
            BERLIN,
            DayOfWeek.MONDAY,
            LocalDate.parse("2026-10-24"),
            LocalDate.parse("2026-10-27"));
    assertThat(new StickinessKernel(0, week, days).outcomes(log))
        .containsExactly(new StickinessKernel.Outcome(0, 2));
  }
}
