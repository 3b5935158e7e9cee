package io.lakeprint.jobs.identity.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who owns one node when, told instant by instant: {@link #at} answers for any time, and the turns
 * are what it answers between the times at which anything can change.
 */
final class Turns {

  /** In the order in which they count at one instant. */
  enum Saying {
    LOGOUT,
    SEEN,
    UNBIND,
    VERIFY
  }

  record Signal(Instant at, Saying saying, @Nullable Life principal) {
    boolean speaksOf(Life owner) {
      return principal == null || principal.equals(owner);
    }
  }

  /** An owner from a time on, up to the next turn; null = nobody, or a device's own profile. */
  record Turn(Instant from, @Nullable Instant to, @Nullable Life owner) {
    boolean holds(Instant time) {
      return !time.isBefore(from) && (to == null || time.isBefore(to));
    }
  }

  private record Hold(Life owner, Instant from, Instant to) {}

  private final List<Signal> signals;
  private final boolean held;
  private final Duration hold;
  private final Duration nextLogin;
  private final List<Hold> holds = new ArrayList<>();

  /** When the first owner's time ended; null = it never did: one owner for life. */
  private final @Nullable Instant turned;

  private final List<Turn> turns = new ArrayList<>();

  /**
   * @param signals in order
   * @param held whether it is a device or cookie
   */
  Turns(List<Signal> signals, boolean held, Duration hold, Duration nextLogin) {
    this.signals = signals;
    this.held = held;
    this.hold = hold;
    this.nextLogin = nextLogin;
    int turn = firstTurn();
    this.turned = turn < 0 ? null : signals.get(turn).at();
    if (turned != null) {
      if (held) {
        findHolds(signals.subList(turn, signals.size()));
      }
      findTurns();
    }
  }

  /** Empty where one person owns the node for life, or nobody ever verified it. */
  List<Turn> turns() {
    return turns;
  }

  /** The owner at a time. */
  @Nullable Life at(Instant time) {
    return turns.stream()
        .filter(turn -> turn.holds(time))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no turn at " + time))
        .owner();
  }

  /** The signal with which a second owner comes or the first one goes. */
  private int firstTurn() {
    Life first = null;
    for (int i = 0; i < signals.size(); i++) {
      Signal signal = signals.get(i);
      if (signal.saying() == Saying.VERIFY) {
        if (first != null && !first.equals(signal.principal())) {
          return i;
        }
        first = signal.principal();
      } else if (signal.saying() == Saying.UNBIND && first != null && signal.speaksOf(first)) {
        return i;
      }
    }
    return -1;
  }

  private void findHolds(List<Signal> later) {
    Life owner = null;
    Instant from = Instant.EPOCH;
    Instant last = Instant.EPOCH;
    for (Signal signal : later) {
      boolean lapsed = last.plus(hold).isBefore(signal.at());
      switch (signal.saying()) {
        case VERIFY -> {
          if (owner != null && (lapsed || !owner.equals(signal.principal()))) {
            holds.add(new Hold(owner, from, earlier(last.plus(hold), signal.at())));
            owner = null;
          }
          if (owner == null) {
            from = signal.at();
            owner = signal.principal();
          }
          last = signal.at();
        }
        case SEEN -> last = owner != null && signal.speaksOf(owner) ? signal.at() : last;
        default -> {
          if (owner != null && signal.speaksOf(owner)) {
            holds.add(new Hold(owner, from, earlier(last.plus(hold), signal.at())));
            owner = null;
          }
        }
      }
    }
    if (owner != null) {
      holds.add(new Hold(owner, from, last.plus(hold)));
    }
  }

  private void findTurns() {
    TreeSet<Instant> times = new TreeSet<>();
    times.add(Instant.EPOCH);
    signals.forEach(signal -> times.add(signal.at()));
    signals.forEach(signal -> times.add(signal.at().minus(nextLogin)));
    holds.forEach(one -> times.add(one.to()));
    for (Instant time : times) {
      Life owner = held ? ownerOfHeld(time) : ownerOfKept(time);
      Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
      if (last == null || !Objects.equals(last.owner(), owner)) {
        if (last != null) {
          turns.set(turns.size() - 1, new Turn(last.from(), time, last.owner()));
        }
        turns.add(new Turn(time, null, owner));
      }
    }
  }

  private @Nullable Life ownerOfHeld(Instant time) {
    if (time.isBefore(Objects.requireNonNull(turned))) {
      return firstOwner();
    }
    for (Hold one : holds) {
      if (!time.isBefore(one.from()) && time.isBefore(one.to())) {
        return one.owner();
      }
    }
    for (Hold one : holds) {
      if (time.isBefore(one.from())) {
        return one.from().minus(nextLogin).isAfter(time) ? null : one.owner();
      }
    }
    return null;
  }

  /** A phone, a card, an account: its latest verifier's, after an unbind nobody's. */
  private @Nullable Life ownerOfKept(Instant time) {
    Life owner = null;
    boolean known = false;
    for (Signal signal : signals) {
      if (known && signal.at().isAfter(time)) {
        break;
      }
      if (signal.saying() == Saying.VERIFY) {
        owner = signal.principal();
        known = true;
      } else if (signal.saying() == Saying.UNBIND && owner != null && signal.speaksOf(owner)) {
        owner = null;
      }
    }
    return owner;
  }

  private Life firstOwner() {
    return Objects.requireNonNull(
        signals.stream()
            .filter(signal -> signal.saying() == Saying.VERIFY)
            .findFirst()
            .orElseThrow()
            .principal());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
