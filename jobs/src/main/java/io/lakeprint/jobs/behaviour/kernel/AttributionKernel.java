package io.lakeprint.jobs.behaviour.kernel;

import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.Credit;
import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.Home;
import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.Move;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose doing one person's conversions are.
 *
 * <p>A conversion's way is the touches of the look-back before it, those of its own moment
 * included, in order of time and, inside a moment, of touchpoint; an earlier conversion does not
 * cut it. Repeats go first, then weak touchpoints where there are others. The credits of a
 * conversion add up to it exactly, and so do their amounts ({@link Shares}). Touches that no
 * conversion follows within the look-back make one way per period that did not convert.
 */
public final class AttributionKernel {

  private record Touch(long time, String touchpoint) {}

  private record Conversion(
      long time, @Nullable String once, @Nullable String currency, long amount) {}

  private static final Comparator<@Nullable String> BY_TEXT =
      Comparator.nullsLast(Comparator.<String>naturalOrder());

  private static final Comparator<Conversion> ORDER =
      Comparator.comparingLong(Conversion::time)
          .thenComparing(Conversion::once, BY_TEXT)
          .thenComparing(Conversion::currency, BY_TEXT)
          .thenComparingLong(Conversion::amount);

  private static final Comparator<Home> BY_HOME =
      Comparator.comparingInt(Home::period)
          .thenComparing(Home::currency, BY_TEXT)
          .thenComparing(Home::touchpoint);

  private static final Comparator<Move> BY_MOVE =
      Comparator.comparingInt(Move::period).thenComparing(Move::from).thenComparing(Move::to);

  private final AttributionSpec spec;
  private final Periods periods;

  public AttributionKernel(AttributionSpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** What the touches of a person led to. */
  public AttributionOutcome outcome(EventLog log) {
    List<Touch> touches = touches(log);
    Map<Home, Credit> credits = new TreeMap<>(BY_HOME);
    Map<Move, Long> moves = new TreeMap<>(BY_MOVE);
    boolean[] led = new boolean[touches.size()];
    int from = 0;
    int to = 0;
    for (Conversion conversion : conversions(log)) {
      while (from < touches.size()
          && touches.get(from).time() < conversion.time() - spec.lookBack()) {
        from++;
      }
      to = Math.max(to, from);
      while (to < touches.size() && touches.get(to).time() <= conversion.time()) {
        to++;
      }
      for (int i = from; i < to; i++) {
        led[i] = true;
      }
      int period = periods.of(conversion.time());
      if (period != Periods.OUTSIDE) {
        List<Touch> way = way(touches.subList(from, to));
        credit(conversion, period, way, credits);
        walk(period, way, AttributionOutcome.CONVERSION, moves);
      }
    }
    walkNowhere(touches, led, moves);
    return new AttributionOutcome(credits, moves);
  }

  private List<Touch> touches(EventLog log) {
    List<Touch> touches = new ArrayList<>();
    for (int e = 0; e < log.size(); e++) {
      String touchpoint = log.has(e, spec.touch()) ? log.value(e, spec.touchpoint()) : null;
      if (touchpoint != null) {
        touches.add(new Touch(log.time(e), touchpoint));
      }
    }
    touches.sort(Comparator.comparingLong(Touch::time).thenComparing(Touch::touchpoint));
    return touches;
  }

  /** Events of one conversion are one, at the first of them. */
  private List<Conversion> conversions(EventLog log) {
    List<Conversion> single = new ArrayList<>();
    Map<String, Conversion> joined = new HashMap<>();
    for (int e = 0; e < log.size(); e++) {
      if (log.has(e, spec.conversion())) {
        Conversion event =
            new Conversion(
                log.time(e),
                value(log, e, spec.once()),
                value(log, e, spec.currency()),
                amount(value(log, e, spec.amount())));
        if (event.once() == null) {
          single.add(event);
        } else {
          joined.merge(event.once(), event, AttributionKernel::joined);
        }
      }
    }
    List<Conversion> all = new ArrayList<>(single);
    all.addAll(joined.values());
    all.sort(ORDER);
    return all;
  }

  private static Conversion joined(Conversion one, Conversion other) {
    return new Conversion(
        Math.min(one.time(), other.time()),
        one.once(),
        BY_TEXT.compare(one.currency(), other.currency()) <= 0 ? one.currency() : other.currency(),
        Math.addExact(one.amount(), other.amount()));
  }

  private static @Nullable String value(EventLog log, int event, int slot) {
    return slot == FunnelSpec.NONE ? null : log.value(event, slot);
  }

  /** Ten-thousandths; a negative amount is no worth that could be shared. */
  private static long amount(@Nullable String text) {
    return text == null ? 0 : Math.max(0, new BigDecimal(text).movePointRight(4).longValue());
  }

  private List<Touch> way(List<Touch> touches) {
    List<Touch> way = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Touch touch : touches) {
      boolean again =
          switch (spec.repeats()) {
            case ALL -> false;
            case IN_A_ROW ->
                !way.isEmpty() && way.get(way.size() - 1).touchpoint().equals(touch.touchpoint());
            case FIRST -> !seen.add(touch.touchpoint());
          };
      if (!again) {
        way.add(touch);
      } else if (spec.repeats() == AttributionSpec.Repeats.IN_A_ROW) {
        way.set(way.size() - 1, touch);
      }
    }
    if (way.stream().allMatch(touch -> spec.weak().contains(touch.touchpoint()))) {
      return way;
    }
    way.removeIf(touch -> spec.weak().contains(touch.touchpoint()));
    return way;
  }

  private void credit(
      Conversion conversion, int period, List<Touch> way, Map<Home, Credit> credits) {
    List<String> touchpoints =
        way.isEmpty()
            ? List.of(AttributionOutcome.NO_TOUCH)
            : way.stream().map(Touch::touchpoint).toList();
    long[] ages =
        way.isEmpty()
            ? new long[1]
            : way.stream().mapToLong(touch -> conversion.time() - touch.time()).toArray();
    CreditRule[] rules = CreditRule.values();
    for (int rule = 0; rule < rules.length; rule++) {
      long[] shares =
          Shares.of(Shares.CONVERSION, rules[rule].weights(touchpoints, ages, spec.halfLife()));
      long[] amounts = Shares.like(shares, conversion.amount());
      for (int i = 0; i < shares.length; i++) {
        Home home = new Home(period, conversion.currency(), touchpoints.get(i));
        Credit credit = credits.computeIfAbsent(home, any -> new Credit());
        credit.add(rule, shares[i], amounts[i]);
      }
    }
  }

  private void walkNowhere(List<Touch> touches, boolean[] led, Map<Move, Long> moves) {
    Map<Integer, List<Touch>> left = new TreeMap<>();
    for (int i = 0; i < led.length; i++) {
      int period = periods.of(touches.get(i).time());
      if (!led[i] && period != Periods.OUTSIDE) {
        left.computeIfAbsent(period, any -> new ArrayList<>()).add(touches.get(i));
      }
    }
    left.forEach(
        (period, rest) -> walk(period, way(rest), AttributionOutcome.NO_CONVERSION, moves));
  }

  private static void walk(int period, Collection<Touch> way, String end, Map<Move, Long> moves) {
    String at = AttributionOutcome.START;
    List<String> stops = new ArrayList<>();
    way.forEach(touch -> stops.add(touch.touchpoint()));
    if (stops.isEmpty()) {
      stops.add(AttributionOutcome.NO_TOUCH);
    }
    stops.add(end);
    for (String stop : stops) {
      moves.merge(new Move(period, at, stop), 1L, Long::sum);
      at = stop;
    }
  }
}
