package io.lakeprint.ml.features;

import io.lakeprint.common.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a few seeded identifiers did, and what runs of identity found out about whose they are: at
 * first each a visitor of its own, then merges, splits, hand-overs from one to another, and the way
 * back from some of these. After {@link #SNAPSHOT} some are blocked too. Whose a node was, as known
 * on a date, is told here as the page on the log tells it, node by node.
 */
final class PastPeople {
  static final BusinessDays DAYS = new BusinessDays(ZoneId.of("Asia/Shanghai"));
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  static final LocalDate SNAPSHOT = FIRST_DAY.plusDays(30);

  /** Days of the runs; the third and the last two follow the snapshot on its heels. */
  private static final List<Integer> RUNS = List.of(5, 12, 15, 22, 30, 31, 40, 50, 55);

  private static final int DAY_COUNT = 56;

  /**
   * One owner of an identifier.
   *
   * @param to null = still
   * @param owner null = nobody
   */
  record Turn(Instant from, @Nullable Instant to, @Nullable String owner) {
    boolean holds(Instant at) {
      return !at.isBefore(from) && (to == null || at.isBefore(to));
    }

    Turn of(@Nullable String other) {
      return new Turn(from, to, other);
    }
  }

  /** What a run says anew about an identifier. */
  record Said(long run, LocalDate asOf, long node, List<Turn> turns) {}

  /**
   * Something that was done.
   *
   * @param gone whether it is deleted after the snapshot
   */
  record Deed(String id, long node, Instant at, int number, boolean gone) {}

  private final String name;
  private final Random random;
  private final Map<Long, List<Turn>> now = new TreeMap<>();
  private final List<Said> log = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final List<Deed> steps = new ArrayList<>();
  private int people;

  private PastPeople(int seed) {
    this.name = "seed" + seed + "-";
    this.random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      long node = seed * 100L + i;
      int born = i < 5 ? 0 : 1 + random.nextInt(RUNS.size() - 2);
      live(node, born);
    }
    for (int run = 0; run < RUNS.size(); run++) {
      find(run);
    }
  }

  /** Visits of one to four steps, many in an hour in which others come too, half about midnight. */
  private void visit(long node, int seen, Random random) {
    for (int visit = 0; visit < 24; visit++) {
      LocalDate day = FIRST_DAY.plusDays(seen + random.nextInt(DAY_COUNT - seen));
      int hour = random.nextBoolean() ? 9 : 23;
      Instant at = DAYS.start(day).plusSeconds(hour * 3600L + random.nextInt(3600));
      for (int step = random.nextInt(4); step >= 0; step--) {
        boolean gone = DAYS.dayOf(at).isAfter(SNAPSHOT) && random.nextInt(3) == 0;
        String id = name + node + "-" + visit + "-" + step;
        steps.add(new Deed(id, node, at, random.nextInt(50), gone));
        at = at.plusSeconds(60L + random.nextInt(1500));
      }
    }
  }

  static PastPeople of(int seed) {
    return new PastPeople(seed);
  }

  /** An identifier may be seen a few days before the first run that hears of it. */
  private void live(long node, int born) {
    int seen = RUNS.get(born) - (RUNS.get(born) > 30 ? 0 : random.nextInt(5));
    for (int i = 0; i < 14; i++) {
      LocalDate day = FIRST_DAY.plusDays(seen + random.nextInt(DAY_COUNT - seen));
      Instant at = DAYS.start(day).plusSeconds(random.nextInt(86_400));
      boolean gone = day.isAfter(SNAPSHOT) && random.nextInt(3) == 0;
      deeds.add(new Deed(name + node + "-" + i, node, at, random.nextInt(50), gone));
    }
    visit(node, seen, new Random(node));
    log.add(
        new Said(
            born + 1L,
            FIRST_DAY.plusDays(RUNS.get(born)),
            node,
            List.of(new Turn(Instant.EPOCH, null, name + "visitor" + node))));
  }

  private void find(int run) {
    LocalDate asOf = FIRST_DAY.plusDays(RUNS.get(run));
    Map<Long, List<Turn>> before = new TreeMap<>(now);
    log.stream()
        .filter(said -> said.run() == run + 1)
        .forEach(said -> now.put(said.node(), said.turns()));
    List<Long> born = now.keySet().stream().filter(node -> !before.containsKey(node)).toList();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<Long> known = before.keySet().stream().toList();
      if (!known.isEmpty()) {
        change(known.get(random.nextInt(known.size())), asOf);
      }
    }
    now.forEach(
        (node, turns) -> {
          if (!born.contains(node) && !turns.equals(before.get(node))) {
            log.add(new Said(run + 1L, asOf, node, turns));
          }
        });
  }

  private void change(long node, LocalDate asOf) {
    List<Turn> turns = Objects.requireNonNull(now.get(node));
    String owner = turns.get(turns.size() - 1).owner();
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        String survivor = someone();
        now.replaceAll(
            (any, all) ->
                all.stream()
                    .map(turn -> Objects.equals(turn.owner(), owner) ? turn.of(survivor) : turn)
                    .toList());
      }
      case 2 -> now.put(node, turns.stream().map(turn -> turn.of(newcomer())).toList());
      case 3 -> {
        Instant moment = DAYS.start(asOf.minusDays(random.nextInt(20)));
        List<Turn> handed =
            new ArrayList<>(turns.stream().filter(turn -> turn.from().isBefore(moment)).toList());
        Turn last = handed.remove(handed.size() - 1);
        handed.add(new Turn(last.from(), moment, last.owner()));
        handed.add(new Turn(moment, null, random.nextBoolean() ? someone() : newcomer()));
        now.put(node, List.copyOf(handed));
      }
      case 4 -> {
        List<Said> earlier = log.stream().filter(said -> said.node() == node).toList();
        now.put(node, earlier.get(random.nextInt(earlier.size())).turns());
      }
      default -> {
        if (asOf.isAfter(SNAPSHOT)) {
          now.put(node, List.of(new Turn(Instant.EPOCH, null, null)));
        }
      }
    }
  }

  private String newcomer() {
    return name + "person" + people++;
  }

  private @Nullable String someone() {
    List<String> owners =
        now.values().stream()
            .flatMap(List::stream)
            .map(Turn::owner)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .distinct()
            .sorted()
            .toList();
    return owners.isEmpty() ? null : owners.get(random.nextInt(owners.size()));
  }

  List<Long> nodes() {
    return now.keySet().stream().toList();
  }

  /** Rows of the log on a day. */
  List<Said> said(LocalDate asOf) {
    return log.stream().filter(said -> !said.asOf().isAfter(asOf)).toList();
  }

  /**
   * What there is to be read on a day: at the snapshot also what is deleted and no longer later.
   */
  List<Deed> deeds(LocalDate asOf) {
    return read(deeds, asOf);
  }

  /** The same of what was done on visits, an event each. */
  List<Deed> steps(LocalDate asOf) {
    return read(steps, asOf);
  }

  private static List<Deed> read(List<Deed> all, LocalDate asOf) {
    return all.stream()
        .filter(deed -> asOf.isAfter(SNAPSHOT) ? !deed.gone() : isReadAtTheSnapshot(deed))
        .toList();
  }

  private static boolean isReadAtTheSnapshot(Deed deed) {
    return deed.gone() || !DAYS.dayOf(deed.at()).isAfter(SNAPSHOT);
  }

  /** The person on the row of a deed on a day; of a blocked identifier, whom the next one names. */
  @Nullable String today(LocalDate asOf, Deed deed) {
    String owner = owner(turns(asOf, asOf, deed.node()), deed);
    return owner == null ? name + "next" : owner;
  }

  /** Whose a deed was, as known at {@code date}, told on the day {@code asOf}; null = nobody's. */
  @Nullable String known(LocalDate asOf, LocalDate date, Deed deed) {
    List<Turn> then = turns(asOf, date, deed.node());
    return then.equals(turns(asOf, asOf, deed.node())) ? today(asOf, deed) : owner(then, deed);
  }

  private static @Nullable String owner(List<Turn> turns, Deed deed) {
    return turns.stream()
        .filter(turn -> turn.holds(deed.at()))
        .map(Turn::owner)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * A node's owners at {@code date} are its rows of the last run up to it that has any; of a node
   * that no run knew by then, those of the first.
   */
  List<Turn> turns(LocalDate asOf, LocalDate date, long node) {
    List<Said> all =
        said(asOf).stream()
            .filter(said -> said.node() == node)
            .sorted(Comparator.comparingLong(Said::run))
            .toList();
    return all.stream()
        .filter(said -> !said.asOf().isAfter(date))
        .reduce((first, second) -> second)
        .or(() -> all.stream().findFirst())
        .map(Said::turns)
        .orElse(List.of());
  }
}
