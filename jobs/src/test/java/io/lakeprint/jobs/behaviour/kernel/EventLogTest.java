package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventLogTest {

  @Test
  void holdsMoreConditionsThanALongHasBits() {
    EventLog log =
        new EventLog.Builder(130)
            .event(2, new long[] {0, 1L << 3, 1L << 1}, "late")
            .event(1, new long[] {1L << 63, 0, 0}, "early")
            .build();
    assertThat(log.size()).isEqualTo(2);
    assertThat(log.time(0)).isEqualTo(1);
    assertThat(log.has(0, 63)).isTrue();
    assertThat(log.has(0, 67)).isFalse();
    assertThat(log.has(1, 67)).isTrue();
    assertThat(log.has(1, 129)).isTrue();
    assertThat(log.has(1, 128)).isFalse();
    assertThat(log.value(1, 0)).isEqualTo("late");
  }

  @Test
  void findsTheSessionOfAMoment() {
    EventLog log =
        new EventLog.Builder(1)
            .session(50, 60)
            .session(10, 20)
            .session(20, 20)
            .session(20, 30)
            .build();
    assertThat(log.session(9)).isEqualTo(EventLog.NO_SESSION);
    assertThat(log.session(10)).isZero();
    assertThat(log.session(20)).as("the later one where two meet").isEqualTo(2);
    assertThat(log.session(31)).isEqualTo(EventLog.NO_SESSION);
    assertThat(log.session(60)).isEqualTo(3);
    assertThat(log.sessionEnd(3)).isEqualTo(60);
    assertThat(log.sessions()).isEqualTo(4);
  }
}
