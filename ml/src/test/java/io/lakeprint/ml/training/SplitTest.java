package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.ml.registry.Eligibility;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static final LocalDate LAST = LocalDate.of(2025, 6, 30);

  @Test
  void testsOnTheLastSnapshotAndLearnsFromThoseBeforeTheValidation() {
    assertThat(Split.of(every(30, 5), spec(0, 30)))
        .contains(
            new Split(
                List.of(LAST.minusDays(120), LAST.minusDays(90), LAST.minusDays(60)),
                LAST.minusDays(30),
                LAST));
  }

  @Test
  void noLabelLearnedFromOverlapsWithWhatItIsJudgedBy() {
    LabelSpec spec = spec(7, 30);
    Split split = Split.of(every(10, 12), spec).orElseThrow();
    assertThat(spec.horizonTo(split.validation())).isBeforeOrEqualTo(split.test());
    assertThat(split.train())
        .allSatisfy(day -> assertThat(spec.horizonTo(day)).isBeforeOrEqualTo(split.validation()));
  }

  @Test
  void twoSnapshotsAreTooFew() {
    assertThat(Split.of(every(30, 2), spec(0, 30))).isEmpty();
    assertThat(Split.of(List.of(), spec(0, 30))).isEmpty();
  }

  private static List<LocalDate> every(int days, int count) {
    return IntStream.range(0, count).mapToObj(i -> LAST.minusDays((long) i * days)).toList();
  }

  private static LabelSpec spec(int gap, int horizon) {
    return new LabelSpec(
        "m",
        new Eligibility("days_since_active", 60),
        LabelSpec.Target.of(List.of()),
        LabelSpec.Outcome.STAYS_AWAY,
        gap,
        horizon);
  }
}
