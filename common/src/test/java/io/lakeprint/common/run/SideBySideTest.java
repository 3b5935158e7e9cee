package io.lakeprint.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class SideBySideTest {

  private final Set<String> done = new ConcurrentSkipListSet<>();

  @Test
  void runsStepsAtOnceWithTheLogContextOfTheirJob() {
    CyclicBarrier both = new CyclicBarrier(2);
    MDC.put("job", "ingest");
    try {
      SideBySide.run(2, List.of(() -> meet(both, "a"), () -> meet(both, "b"), () -> done.add("c")));
    } finally {
      MDC.remove("job");
    }
    assertThat(done).containsExactly("a ingest", "b ingest", "c");
  }

  @Test
  void givesWhatStepsGiveInTheirOrderWhicheverEndsFirst() {
    CyclicBarrier both = new CyclicBarrier(2);
    assertThat(
            SideBySide.<String>all(
                2,
                List.of(
                    () -> {
                      await(both);
                      await(both);
                      return "first";
                    },
                    () -> {
                      await(both);
                      await(both);
                      return "second";
                    },
                    () -> "third")))
        .containsExactly("first", "second", "third");
    assertThat(SideBySide.all(2, List.of())).isEmpty();
  }

  @Test
  void letsRunningStepsFinishAfterAFailureAndBeginsNoOther() {
    CyclicBarrier both = new CyclicBarrier(2);
    List<Runnable> steps =
        List.of(
            () -> {
              await(both);
              throw new IllegalStateException("first");
            },
            () -> {
              await(both);
              throw new IllegalStateException("second");
            });
    assertThatThrownBy(() -> SideBySide.run(2, steps))
        .hasMessage("first")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("second"));
    assertThatThrownBy(
            () ->
                SideBySide.run(
                    1,
                    List.of(
                        () -> {
                          throw new IllegalStateException("only");
                        },
                        () -> done.add("begun"))))
        .hasMessage("only");
    assertThat(done).isEmpty();
  }

  private void meet(CyclicBarrier both, String name) {
    await(both);
    done.add(name + " " + MDC.get("job"));
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
