package io.lakeprint.jobs.behaviour.kernel;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Count;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Entry;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Exclusion;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Funnels by the book: tries every way to deal out events to steps and picks by the stated rules.
 * Slow, short, and written from the semantics, not from the kernel.
 */
@SuppressWarnings("ReferenceEquality") // Two events that say the same are two events.
record FunnelOracle(FunnelSpec spec, Periods periods, List<Deed> deeds, List<int[]> sessions) {

  private static final long NEVER = FunnelOutcome.NEVER;

  /** What should come out; the kernel may pick any of the values where several are as good. */
  record Expected(int period, List<Long> times, Set<@Nullable String> values) {}

  private record Try(
      Deed start,
      int reach,
      boolean complete,
      boolean spoiled,
      long reachedAt,
      long reopensAt,
      List<Long> times,
      Set<@Nullable String> values) {}

  List<Expected> outcomes() {
    TreeMap<Long, List<Deed>> groups = new TreeMap<>();
    for (Deed deed : deeds) {
      int period = periods.of(deed.micros());
      int session = spec.count() == Count.SESSIONS ? session(deed) : 0;
      if (canStart(deed) && period >= 0 && session >= 0) {
        groups.computeIfAbsent(period * 100L + session, key -> new ArrayList<>()).add(deed);
      }
    }
    List<Expected> outcomes = new ArrayList<>();
    groups.forEach(
        (key, starts) -> {
          starts.sort(Comparator.comparingInt(Deed::time));
          List<Try> counted = spec.count() == Count.TOTALS ? totals(starts) : List.of(best(starts));
          counted.stream()
              .filter(attempt -> !attempt.spoiled())
              .forEach(a -> outcomes.add(new Expected((int) (key / 100), a.times(), a.values())));
        });
    return outcomes;
  }

  private int session(Deed deed) {
    for (int s = sessions.size() - 1; s >= 0; s--) {
      if (deed.time() >= sessions.get(s)[0] && deed.time() <= sessions.get(s)[1]) {
        return s;
      }
    }
    return -1;
  }

  private boolean canStart(Deed deed) {
    boolean step =
        spec.order() == Order.UNORDERED
            ? spec.steps().stream().anyMatch(s -> deed.is(s.condition()))
            : deed.is(spec.steps().get(0).condition());
    return step && same(deed, deed);
  }

  private boolean same(Deed left, Deed right) {
    return spec.constant().isEmpty() || (left.held() != null && left.held().equals(right.held()));
  }

  private Try best(List<Deed> starts) {
    int first = starts.get(0).time();
    return starts.stream()
        .filter(start -> spec.entry() == Entry.ANY || start.time() == first)
        .map(this::follow)
        .reduce(FunnelOracle::better)
        .orElseThrow();
  }

  private static Try better(Try a, Try b) {
    int order = COUNTS_RATHER.compare(a, b);
    if (order != 0) {
      return order > 0 ? a : b;
    }
    Set<@Nullable String> either = new HashSet<>(a.values());
    either.addAll(b.values());
    return a.times().equals(b.times())
        ? new Try(
            a.start(),
            a.reach(),
            a.complete(),
            a.spoiled(),
            a.reachedAt(),
            a.reopensAt(),
            a.times(),
            either)
        : a;
  }

  private static final Comparator<Try> COUNTS_RATHER =
      Comparator.comparingInt(Try::reach)
          .thenComparing(attempt -> !attempt.spoiled())
          .thenComparing(attempt -> -attempt.reachedAt())
          .thenComparing(attempt -> attempt.start().time())
          .thenComparing(
              attempt ->
                  attempt.times().stream()
                      .map(t -> t == NEVER ? "z" : "a" + t)
                      .collect(Collectors.joining()),
              Comparator.reverseOrder());

  private List<Try> totals(List<Deed> starts) {
    List<Try> counted = new ArrayList<>();
    long open = Long.MIN_VALUE;
    for (int i = 0; i < starts.size(); i++) {
      if (starts.get(i).micros() < open) {
        continue;
      }
      int time = starts.get(i).time();
      Try attempt = best(starts.stream().filter(s -> s.time() == time).toList());
      if (spec.entry() == Entry.ANY && !attempt.complete()) {
        long until = attempt.reopensAt();
        attempt =
            best(
                starts.subList(i, starts.size()).stream().filter(s -> s.micros() < until).toList());
      }
      counted.add(attempt);
      open = Math.max(attempt.reopensAt(), starts.get(i).micros());
    }
    return counted;
  }

  private long limit(Deed start) {
    long limit =
        spec.window().calendarDay()
            ? Deed.micros((start.time() / 4 + 1) * 4) - 1
            : start.micros() + Math.min(spec.window().micros(), 1000 * Deed.UNIT);
    return spec.count() == Count.SESSIONS
        ? Math.min(limit, Deed.micros(sessions.get(session(start))[1]))
        : limit;
  }

  private Try follow(Deed start) {
    return spec.order() == Order.UNORDERED ? unordered(start) : ordered(start);
  }

  // --- ordered and strict ----------------------------------------------------------------------

  private Try ordered(Deed start) {
    List<Deed[]> ways = new ArrayList<>();
    @Nullable Deed[] way = new @Nullable Deed[spec.steps().size()];
    way[0] = start;
    enumerate(start, way, 1, ways);
    List<Deed[]> chosen = leastBy(ways, false);
    chosen = leastBy(chosen, true);
    Deed[] one = chosen.get(0);
    int reach = 0;
    long reachedAt = 0;
    long lastReached = start.micros();
    int required = 0;
    List<int[]> done = new ArrayList<>();
    for (int i = 0; i < one.length; i++) {
      if (!spec.steps().get(i).optional()) {
        required++;
        if (one[i] != null) {
          reach++;
          reachedAt = one[i].micros();
          lastReached = reachedAt;
          done.add(new int[] {i + 1, one[i].time()});
        }
      }
    }
    long spoiledAt = spoiledAt(done);
    boolean complete = reach == required;
    long last = lastReached;
    long broken =
        spec.order() == Order.STRICT
            ? deeds.stream()
                .filter(this::inTheWay)
                .mapToLong(Deed::micros)
                .filter(t -> t > last)
                .min()
                .orElse(Long.MAX_VALUE)
            : Long.MAX_VALUE;
    long reopens =
        spoiledAt != Long.MAX_VALUE
            ? spoiledAt
            : complete ? reachedAt + 1 : Math.min(broken, limit(start) + 1);
    Set<@Nullable String> values = new HashSet<>();
    chosen.forEach(c -> values.add(value(c)));
    return new Try(
        start,
        reach,
        complete,
        spoiledAt != Long.MAX_VALUE,
        reachedAt,
        reopens,
        Arrays.stream(one).map(d -> d == null ? NEVER : d.micros()).toList(),
        values);
  }

  private void enumerate(Deed start, @Nullable Deed[] way, int step, List<Deed[]> ways) {
    if (step == way.length) {
      ways.add(way.clone());
      return;
    }
    Deed before = start;
    boolean open = true;
    Deed requiredBefore = start;
    for (int i = 0; i < step; i++) {
      before = way[i] == null ? before : way[i];
      boolean required = !spec.steps().get(i).optional();
      open &= !required || way[i] != null;
      requiredBefore = required && way[i] != null ? way[i] : requiredBefore;
    }
    way[step] = null;
    enumerate(start, way, step + 1, ways);
    if (!open) {
      return;
    }
    for (Deed deed : deeds) {
      boolean used = Arrays.stream(way, 0, step).anyMatch(d -> d == deed);
      int from = requiredBefore.time();
      boolean between =
          spec.order() == Order.STRICT
              && deeds.stream()
                  .anyMatch(d -> inTheWay(d) && d.time() > from && d.time() < deed.time());
      if (!used
          && !between
          && deed.is(spec.steps().get(step).condition())
          && same(start, deed)
          && deed.time() >= before.time()
          && deed.micros() <= limit(start)) {
        way[step] = deed;
        enumerate(start, way, step + 1, ways);
        way[step] = null;
      }
    }
  }

  private boolean inTheWay(Deed deed) {
    return deed.is(spec.universe())
        || spec.steps().stream().anyMatch(s -> deed.is(s.condition()))
        || spec.exclusions().stream().anyMatch(x -> deed.is(x.condition()));
  }

  /** The ways whose steps of one kind are the earliest, the first step first. */
  private List<Deed[]> leastBy(List<Deed[]> ways, boolean optional) {
    Comparator<Deed[]> order = Comparator.comparing(way -> 0);
    for (int i = 0; i < spec.steps().size(); i++) {
      int step = i;
      if (spec.steps().get(i).optional() == optional) {
        order =
            order.thenComparing(way -> way[step] == null ? Integer.MAX_VALUE : way[step].time());
      }
    }
    Deed[] least = ways.stream().min(order).orElseThrow();
    Comparator<Deed[]> total = order;
    return ways.stream().filter(way -> total.compare(way, least) == 0).toList();
  }

  private long spoiledAt(List<int[]> done) {
    long earliest = Long.MAX_VALUE;
    for (Exclusion exclusion : spec.exclusions()) {
      for (Deed deed : deeds) {
        for (int i = 0; i + 1 < done.size(); i++) {
          int[] left = done.get(i);
          int[] right = done.get(i + 1);
          if (deed.is(exclusion.condition())
              && left[0] >= exclusion.from()
              && right[0] <= exclusion.to()
              && deed.time() > left[1]
              && deed.time() < right[1]) {
            earliest = Math.min(earliest, deed.micros());
          }
        }
      }
    }
    return earliest;
  }

  private @Nullable String value(@Nullable Deed[] way) {
    if (spec.breakdown().isEmpty()) {
      return null;
    }
    FunnelSpec.Breakdown breakdown = spec.breakdown().get();
    if (breakdown.attribution() == Attribution.STEP) {
      Deed deed = way[breakdown.step() - 1];
      return deed == null ? null : deed.value();
    }
    List<String> said =
        Arrays.stream(way)
            .filter(Objects::nonNull)
            .map(Deed::value)
            .filter(Objects::nonNull)
            .toList();
    if (said.isEmpty()) {
      return null;
    }
    return breakdown.attribution() == Attribution.FIRST ? said.get(0) : said.get(said.size() - 1);
  }

  // --- unordered -------------------------------------------------------------------------------

  private Try unordered(Deed start) {
    long excluded =
        spec.exclusions().stream()
            .flatMapToLong(
                x ->
                    deeds.stream()
                        .filter(d -> d.is(x.condition()) && d.time() > start.time())
                        .mapToLong(Deed::micros))
            .min()
            .orElse(Long.MAX_VALUE);
    long last = Math.min(excluded, limit(start));
    List<Deed> pool =
        deeds.stream()
            .filter(d -> d.time() >= start.time() && d.micros() <= last && same(start, d))
            .toList();
    int steps = spec.steps().size();
    long[] at = new long[steps + 1];
    Arrays.fill(at, Long.MAX_VALUE);
    cover(start, pool, new @Nullable Deed[steps], 0, at);
    int reach = 0;
    List<Long> times = new ArrayList<>();
    for (int size = 1; size <= steps; size++) {
      reach = at[size] == Long.MAX_VALUE ? reach : size;
      times.add(at[size] == Long.MAX_VALUE ? NEVER : at[size]);
    }
    boolean complete = reach == steps;
    long reachedAt = at[reach];
    long reopens =
        complete ? reachedAt + 1 : excluded <= limit(start) ? excluded : limit(start) + 1;
    return new Try(
        start,
        reach,
        complete,
        false,
        reachedAt,
        reopens,
        times,
        java.util.Collections.singleton(unorderedValue(pool, reachedAt)));
  }

  private void cover(Deed start, List<Deed> pool, @Nullable Deed[] way, int step, long[] at) {
    if (step == way.length) {
      List<Deed> used = Arrays.stream(way).filter(Objects::nonNull).toList();
      if (used.stream().anyMatch(d -> d == start)) {
        long last = used.stream().mapToLong(Deed::micros).max().orElseThrow();
        at[used.size()] = Math.min(at[used.size()], last);
      }
      return;
    }
    way[step] = null;
    cover(start, pool, way, step + 1, at);
    for (Deed deed : pool) {
      if (deed.is(spec.steps().get(step).condition())
          && Arrays.stream(way, 0, step).noneMatch(d -> d == deed)) {
        way[step] = deed;
        cover(start, pool, way, step + 1, at);
        way[step] = null;
      }
    }
  }

  private @Nullable String unorderedValue(List<Deed> pool, long until) {
    if (spec.breakdown().isEmpty()) {
      return null;
    }
    Comparator<Deed> byTime = Comparator.comparingInt(Deed::time);
    boolean first = spec.breakdown().get().attribution() == Attribution.FIRST;
    return pool.stream()
        .filter(d -> d.micros() <= until && d.value() != null)
        .filter(d -> spec.steps().stream().anyMatch(s -> d.is(s.condition())))
        .min((first ? byTime : byTime.reversed()).thenComparing(d -> String.valueOf(d.value())))
        .map(Deed::value)
        .orElse(null);
  }
}
