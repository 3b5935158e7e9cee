package io.lakeprint.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HoldsTest {
  private static final Holds HOLDS = new Holds(Duration.ofHours(24), Duration.ofMinutes(30));
  private static final long ANN = 1;
  private static final long BOB = 2;

  @Test
  void aNodeOfOneVerifierIsNotOwnedInTurn() {
    List<Signal> signals =
        List.of(
            signal("01T10:00", Signal.Kind.VERIFY, ANN),
            signal("01T11:00", Signal.Kind.LOGOUT, null),
            signal("05T10:00", Signal.Kind.VERIFY, ANN));
    assertThat(HOLDS.owners(signals, true)).isEmpty();
    assertThat(HOLDS.owners(signals, false)).isEmpty();
  }

  @Test
  void aRecycledPhoneMovesFromTheNewVerificationOn() {
    List<Signal> signals =
        List.of(
            signal("01T10:00", Signal.Kind.VERIFY, ANN),
            signal("09T10:00", Signal.Kind.VERIFY, BOB),
            signal("10T10:00", Signal.Kind.SEEN, ANN));
    assertThat(HOLDS.owners(signals, false))
        .containsExactly(
            new Ownership(Instant.EPOCH, at("09T10:00"), ANN),
            new Ownership(at("09T10:00"), null, BOB));
  }

  @Test
  void anUnbindEndsOwnershipAndKeepsHistory() {
    List<Signal> signals =
        List.of(
            signal("01T10:00", Signal.Kind.VERIFY, ANN),
            signal("04T10:00", Signal.Kind.UNBIND, ANN),
            signal("06T10:00", Signal.Kind.VERIFY, BOB));
    assertThat(HOLDS.owners(signals, false))
        .containsExactly(
            new Ownership(Instant.EPOCH, at("04T10:00"), ANN),
            new Ownership(at("04T10:00"), at("06T10:00"), null),
            new Ownership(at("06T10:00"), null, BOB));
    assertThat(HOLDS.owners(List.of(signal("04T10:00", Signal.Kind.UNBIND, ANN)), false)).isEmpty();
  }

  @Test
  void whatWasTheFirstOwnersStaysWhenASecondComes() {
    List<Signal> signals =
        List.of(
            signal("01T10:00", Signal.Kind.VERIFY, ANN),
            signal("01T11:00", Signal.Kind.LOGOUT, ANN),
            signal("09T10:00", Signal.Kind.VERIFY, BOB));
    assertThat(HOLDS.owners(signals, true))
        .containsExactly(
            new Ownership(Instant.EPOCH, at("09T10:00"), ANN),
            new Ownership(at("09T10:00"), at("10T10:00"), BOB),
            new Ownership(at("10T10:00"), null, null));
  }

  @Test
  void aSharedDeviceIsHeldUpToLogoutNextLoginOrADayAfterTheLastEvent() {
    List<Signal> signals =
        List.of(
            signal("01T10:00", Signal.Kind.VERIFY, ANN),
            signal("02T10:00", Signal.Kind.VERIFY, BOB),
            signal("02T12:00", Signal.Kind.LOGOUT, null),
            signal("02T12:10", Signal.Kind.VERIFY, ANN),
            signal("02T13:00", Signal.Kind.VERIFY, BOB),
            signal("02T14:00", Signal.Kind.SEEN, BOB),
            signal("05T10:00", Signal.Kind.VERIFY, ANN));
    assertThat(HOLDS.owners(signals, true))
        .containsExactly(
            new Ownership(Instant.EPOCH, at("02T10:00"), ANN),
            new Ownership(at("02T10:00"), at("02T12:00"), BOB),
            new Ownership(at("02T12:00"), at("02T13:00"), ANN),
            new Ownership(at("02T13:00"), at("03T14:00"), BOB),
            new Ownership(at("03T14:00"), at("05T09:30"), null),
            new Ownership(at("05T09:30"), at("06T10:00"), ANN),
            new Ownership(at("06T10:00"), null, null));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyInstantHasOneOwnerAndNeighboursDiffer(boolean held) {
    for (long seed = 0; seed < 300; seed++) {
      List<Ownership> owners = HOLDS.owners(random(seed), held);
      Instant next = Instant.EPOCH;
      for (int i = 0; i < owners.size(); i++) {
        Ownership owner = owners.get(i);
        assertThat(owner.from()).as("seed " + seed).isEqualTo(next);
        boolean last = i == owners.size() - 1;
        assertThat(owner.to() == null).as("seed " + seed).isEqualTo(last);
        if (owner.to() != null) {
          assertThat(owner.to()).as("seed " + seed).isAfter(owner.from());
          assertThat(owner.principal()).isNotEqualTo(owners.get(i + 1).principal());
          next = owner.to();
        }
      }
    }
  }

  /** Nothing that was is rewritten, but for the gap that a later login may still claim. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void laterSignalsDoNotRewriteWhoOwnedBefore(boolean held) {
    for (long seed = 0; seed < 300; seed++) {
      List<Signal> all = random(seed);
      List<Signal> early = all.subList(0, all.size() / 2);
      List<Ownership> before = HOLDS.owners(early, held);
      List<Ownership> after = HOLDS.owners(all, held);
      Instant end = all.size() > early.size() ? all.get(early.size()).at() : Instant.MAX;
      for (Signal signal : early) {
        Long owner = ownerAt(before, signal.at());
        if (owner != null && signal.at().isBefore(end)) {
          assertThat(ownerAt(after, signal.at())).as("seed " + seed).isEqualTo(owner);
        }
      }
    }
  }

  private static @Nullable Long ownerAt(List<Ownership> owners, Instant at) {
    for (Ownership owner : owners) {
      if (!at.isBefore(owner.from()) && (owner.to() == null || at.isBefore(owner.to()))) {
        return owner.principal();
      }
    }
    return null;
  }

  private static List<Signal> random(long seed) {
    Random random = new Random(seed);
    List<Signal> signals = new ArrayList<>();
    int size = random.nextInt(14);
    for (int i = 0; i < size; i++) {
      Signal.Kind kind = List.of(Signal.Kind.values()).get(random.nextInt(4));
      long principal = 1L + random.nextInt(3);
      Instant at = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(600L * random.nextInt(1500));
      boolean nobody = kind == Signal.Kind.LOGOUT && random.nextBoolean();
      signals.add(new Signal(at, kind, nobody ? null : Long.valueOf(principal)));
    }
    signals.sort(
        Comparator.comparing(Signal::at).thenComparing((Signal signal) -> signal.kind().name()));
    return signals;
  }

  private static Signal signal(String time, Signal.Kind kind, @Nullable Long principal) {
    return new Signal(at(time), kind, principal);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-" + time + ":00Z");
  }
}
