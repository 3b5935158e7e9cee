package io.lakeprint.ml.features;

import io.lakeprint.common.ids.NodeIds;
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
 * first each a visitor of its own, or blocked; then merges, splits, hand-overs at any moment from
 * one to another or to nobody, blocks, and the way back from some of these. What a blocked one did
 * is said of whom the next identifier of the event names. Whose a deed was, as known on a date, is
 * told here as the page on the log tells it, identifier by identifier.
 */
final class PastPeople {
  static final BusinessDays DAYS = new BusinessDays(ZoneId.of("Europe/Berlin"));
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 2, 27);

  /** The Sunday of 23 hours. */
  static final LocalDate SNAPSHOT = FIRST_DAY.plusDays(30);

  /** Days of the runs; the third and the last two follow the snapshot on its heels. */
  private static final List<Integer> RUNS = List.of(5, 12, 15, 22, 30, 31, 40, 50, 55);

  private static final int DAY_COUNT = 56;

  /** Identifiers that the first run knows: only such stand behind another one. */
  private static final int FOUNDERS = 5;

  static final String TYPE = "cookie";

  /**
   * One owner of an identifier.
   *
   * @param to null = still
   * @param owner null = nobody
   * @param blocked whether it is nobody's because it is blocked
   */
  record Turn(Instant from, @Nullable Instant to, @Nullable String owner, boolean blocked) {
    static List<Turn> always(@Nullable String owner, boolean blocked) {
      return List.of(new Turn(Instant.EPOCH, null, owner, blocked));
    }

    boolean holds(Instant at) {
      return !at.isBefore(from) && (to == null || at.isBefore(to));
    }

    Turn of(@Nullable String other) {
      return new Turn(from, to, other, false);
    }
  }

  /** What a run says anew about an identifier. */
  record Said(long run, LocalDate asOf, String name, List<Turn> turns) {}

  /**
   * Something that was done, an event.
   *
   * @param names its identifiers in their order
   * @param gone whether it is deleted after the snapshot
   */
  record Deed(String id, List<String> names, Instant at, int number, boolean gone) {
    long anchor() {
      return node(names.get(0));
    }
  }

  private final String world;
  private final Random random;
  private final Map<String, List<Turn>> now = new TreeMap<>();
  private final List<Said> log = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private int people;

  private PastPeople(int seed) {
    this.world = "seed" + seed + "-";
    this.random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      live(world + "id" + i, i < FOUNDERS ? 0 : 1 + random.nextInt(RUNS.size() - 2));
    }
    for (int day = RUNS.get(0); day < DAY_COUNT; day++) {
      look(world + "id" + random.nextInt(FOUNDERS), FIRST_DAY.plusDays(day));
    }
    stayUp(world + "steady");
    for (int run = 0; run < RUNS.size(); run++) {
      find(run);
    }
  }

  static PastPeople of(int seed) {
    return new PastPeople(seed);
  }

  static long node(String name) {
    return NodeIds.node(TYPE, "", name);
  }

  /** An identifier may be seen a few days before the first run that hears of it. */
  private void live(String name, int born) {
    int seen = RUNS.get(born) - (RUNS.get(born) > 30 ? 0 : random.nextInt(5));
    boolean blocked = random.nextInt(4) == 0;
    for (int i = 0; i < 14; i++) {
      LocalDate day = FIRST_DAY.plusDays(seen + random.nextInt(DAY_COUNT - seen));
      did(name, DAYS.start(day).plusSeconds(random.nextInt(80_000)));
    }
    for (int i = 0; i < 24; i++) {
      visit(name, FIRST_DAY.plusDays(seen + random.nextInt(DAY_COUNT - seen)));
    }
    log.add(
        new Said(
            born + 1L,
            FIRST_DAY.plusDays(RUNS.get(born)),
            name,
            Turn.always(blocked ? null : name + "-visitor", blocked)));
  }

  /** One to four steps, many in an hour in which others come too, half about midnight. */
  private void visit(String name, LocalDate day) {
    int hour = random.nextBoolean() ? 9 : 23;
    Instant at = DAYS.start(day).plusSeconds(hour * 3600L + random.nextInt(3600));
    for (int step = random.nextInt(4); step >= 0; step--) {
      did(name, at);
      at = at.plusSeconds(60L + random.nextInt(1500));
    }
  }

  /** The same all day long, so that a roll-up has one row of it. */
  private void look(String name, LocalDate day) {
    for (int hour = 0; hour < 22; hour++) {
      did(name, DAYS.start(day).plusSeconds(hour * 3600L + random.nextInt(3600)), 0);
    }
  }

  /**
   * Somebody of whom nothing is ever learned: up from the evening before the short day to the next.
   */
  private void stayUp(String name) {
    Instant end = DAYS.end(SNAPSHOT).plusSeconds(1200);
    for (Instant at = DAYS.start(SNAPSHOT).minusSeconds(1500);
        at.isBefore(end);
        at = at.plusSeconds(600L + random.nextInt(1100))) {
      did(name, at);
    }
    log.add(new Said(1, FIRST_DAY.plusDays(RUNS.get(0)), name, Turn.always(name, false)));
  }

  private void did(String name, Instant at) {
    did(name, at, random.nextInt(50));
  }

  private void did(String name, Instant at, int number) {
    List<String> names = new ArrayList<>(List.of(name));
    for (int more = random.nextInt(3); more > 0; more--) {
      names.add(world + "id" + random.nextInt(FOUNDERS));
    }
    boolean gone = DAYS.dayOf(at).isAfter(SNAPSHOT) && random.nextInt(3) == 0;
    String id = world + deeds.size();
    deeds.add(new Deed(id, List.copyOf(names), at, number, gone));
  }

  private void find(int run) {
    LocalDate asOf = FIRST_DAY.plusDays(RUNS.get(run));
    Map<String, List<Turn>> before = new TreeMap<>(now);
    log.stream()
        .filter(said -> said.run() == run + 1 && !said.name().endsWith("steady"))
        .forEach(said -> now.put(said.name(), said.turns()));
    List<String> born = now.keySet().stream().filter(name -> !before.containsKey(name)).toList();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<String> known = before.keySet().stream().toList();
      if (!known.isEmpty()) {
        change(known.get(random.nextInt(known.size())), asOf);
      }
    }
    now.forEach(
        (name, turns) -> {
          if (!born.contains(name) && !turns.equals(before.get(name))) {
            log.add(new Said(run + 1L, asOf, name, turns));
          }
        });
  }

  private void change(String name, LocalDate asOf) {
    List<Turn> turns = Objects.requireNonNull(now.get(name));
    String owner = turns.get(turns.size() - 1).owner();
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        String survivor = someone();
        now.replaceAll(
            (any, all) ->
                all.stream()
                    .map(turn -> Objects.equals(turn.owner(), owner) ? turn.of(survivor) : turn)
                    .toList());
      }
      case 2 -> now.put(name, turns.stream().map(turn -> turn.of(newcomer())).toList());
      case 3, 4 -> {
        Instant moment =
            DAYS.start(asOf.minusDays(random.nextInt(20))).plusSeconds(random.nextInt(80_000));
        List<Turn> handed =
            new ArrayList<>(turns.stream().filter(turn -> turn.from().isBefore(moment)).toList());
        Turn last = handed.remove(handed.size() - 1);
        handed.add(new Turn(last.from(), moment, last.owner(), last.blocked()));
        String next = random.nextInt(4) == 0 ? null : random.nextBoolean() ? someone() : newcomer();
        handed.add(new Turn(moment, null, next, false));
        now.put(name, List.copyOf(handed));
      }
      case 5 -> {
        List<Said> earlier = log.stream().filter(said -> said.name().equals(name)).toList();
        now.put(name, earlier.get(random.nextInt(earlier.size())).turns());
      }
      default -> now.put(name, Turn.always(null, true));
    }
  }

  private String newcomer() {
    return world + "person" + people++;
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

  /** All identifiers. */
  List<String> names() {
    return log.stream().map(Said::name).distinct().toList();
  }

  /** Rows of the log on a day. */
  List<Said> said(LocalDate asOf) {
    return log.stream().filter(said -> !said.asOf().isAfter(asOf)).toList();
  }

  /**
   * What there is to be read on a day: at the snapshot also what is deleted and no longer later.
   */
  List<Deed> deeds(LocalDate asOf) {
    return deeds.stream()
        .filter(deed -> asOf.isAfter(SNAPSHOT) ? !deed.gone() : isReadAtTheSnapshot(deed))
        .toList();
  }

  private static boolean isReadAtTheSnapshot(Deed deed) {
    return deed.gone() || !DAYS.dayOf(deed.at()).isAfter(SNAPSHOT);
  }

  /**
   * Whose a deed was, as known at {@code date}, told on the day {@code asOf}: the owner at its time
   * of its first identifier that was not blocked; null = nobody's.
   */
  @Nullable String known(LocalDate asOf, LocalDate date, Deed deed) {
    for (String name : deed.names()) {
      for (Turn turn : turns(asOf, date, name)) {
        if (turn.holds(deed.at()) && !turn.blocked()) {
          return turn.owner();
        }
      }
    }
    return null;
  }

  /**
   * An identifier's owners at {@code date} are its rows of the last run up to it that has any; of
   * one that no run knew by then, those of the first.
   */
  List<Turn> turns(LocalDate asOf, LocalDate date, String name) {
    List<Said> all =
        said(asOf).stream()
            .filter(said -> said.name().equals(name))
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
