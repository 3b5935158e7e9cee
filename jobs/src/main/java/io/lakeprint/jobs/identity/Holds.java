package io.lakeprint.jobs.identity;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who had a node when, from what events say about it.
 *
 * <p>A node that one principal verified is that principal's for life. From the first verification
 * by another one (or the first unbind) on, the node has owners in turn, and what was before is left
 * as it was:
 *
 * <ul>
 *   <li>a phone, card or account belongs to its latest verifier, after an unbind to nobody;
 *   <li>a device or cookie is held from a login on, up to the logout, the next login, or {@code
 *       hold} after the last event with that login; outside every hold the last {@code
 *       nextLoginWithin} before a login count for that login, the rest for nobody.
 * </ul>
 *
 * @param hold see above
 * @param nextLoginWithin see above
 */
record Holds(Duration hold, Duration nextLoginWithin) implements Serializable {

  /**
   * The owners in turn, without gap from the epoch on; neighbours differ.
   *
   * @param signals by time, then kind, then principal
   * @param held whether the node is a device or cookie
   * @return empty where nobody ever verified the node, or only one principal and nothing ended it
   */
  List<Ownership> owners(List<Signal> signals, boolean held) {
    Timeline timeline = new Timeline(held);
    signals.forEach(timeline::take);
    return timeline.finish();
  }

  private final class Timeline {
    private final boolean held;
    private final List<Ownership> owners = new ArrayList<>();

    /** Up to here all is given. */
    private Instant done = Instant.EPOCH;

    /** Whether the first owner's time is over. */
    private boolean inTurn;

    private @Nullable Long owner;
    private Instant heldUntil = Instant.EPOCH;

    Timeline(boolean held) {
      this.held = held;
    }

    void take(Signal signal) {
      Long principal = signal.principal();
      boolean ofOwner = owner != null && (principal == null || principal.equals(owner));
      switch (signal.kind()) {
        case VERIFY -> verify(signal.at(), Objects.requireNonNull(principal, "VERIFY names one"));
        case SEEN -> heldUntil = ofOwner ? signal.at().plus(hold) : heldUntil;
        case LOGOUT -> logout(signal.at(), ofOwner);
        default -> unbind(signal.at(), ofOwner);
      }
    }

    /** Of the first owner's time a logout takes nothing away. */
    private void logout(Instant at, boolean ofOwner) {
      if (ofOwner && held && inTurn) {
        give(earlier(heldUntil, at), owner);
        owner = null;
      }
    }

    private void unbind(Instant at, boolean ofOwner) {
      if (ofOwner) {
        give(held && inTurn ? earlier(heldUntil, at) : at, owner);
        inTurn = true;
        owner = null;
      }
    }

    private void verify(Instant at, Long principal) {
      boolean first = owner == null && !inTurn;
      boolean goesOn = principal.equals(owner) && !(held && inTurn && heldUntil.isBefore(at));
      if (!first && !goesOn) {
        if (held && inTurn) {
          give(owner == null ? done : earlier(heldUntil, at), owner);
          give(at.minus(nextLoginWithin), null);
          give(at, principal);
        } else {
          give(at, owner);
        }
        inTurn = true;
      }
      owner = principal;
      heldUntil = at.plus(hold);
    }

    List<Ownership> finish() {
      if (!inTurn) {
        return List.of();
      }
      if (held && owner != null) {
        give(heldUntil, owner);
      }
      append(null, held ? null : owner);
      return owners;
    }

    /** What is not given yet, up to {@code end}, goes to {@code who}. */
    private void give(Instant end, @Nullable Long who) {
      if (end.isAfter(done)) {
        append(end, who);
        done = end;
      }
    }

    private void append(@Nullable Instant end, @Nullable Long who) {
      Ownership last = owners.isEmpty() ? null : owners.get(owners.size() - 1);
      if (last != null && Objects.equals(last.principal(), who)) {
        owners.set(owners.size() - 1, new Ownership(last.from(), end, who));
      } else {
        owners.add(new Ownership(done, end, who));
      }
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }
}
