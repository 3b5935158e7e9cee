package io.lakeprint.jobs.segments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conditions at random, each as it is written and as reading raw events by hand judges it. */
final class RandomTrees {

  static final List<String> NAMES = List.of("view", "cart", "buy", "message_sent");
  static final List<String> CATEGORIES = List.of("hats", "shoes");

  private RandomTrees() {}

  record Event(
      String name,
      Instant time,
      LocalDate day,
      @Nullable String category,
      String channel,
      @Nullable String order) {}

  record Person(String id, @Nullable Long age, List<Event> events) {

    /** Times: an order counts once a day and name, whatever its lines. */
    long times(Predicate<Event> which) {
      return events.stream()
          .filter(which)
          .map(e -> e.order() == null ? e : List.of(e.name(), e.day(), e.order()))
          .distinct()
          .count();
    }
  }

  /** A condition as it is written, and whom it holds for. */
  record Tree(String written, Predicate<Person> holds) {
    Tree not() {
      return new Tree("{ not " + written + " }", holds.negate());
    }
  }

  static Tree tree(Random random, int depth, LocalDate asOf) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return leaf(random, asOf);
    }
    Tree one = tree(random, depth - 1, asOf);
    Tree two = tree(random, depth - 1, asOf);
    return switch (random.nextInt(3)) {
      case 0 -> all(one, two);
      case 1 -> any(one, two);
      default -> one.not();
    };
  }

  static Tree all(Tree... trees) {
    return joined("all", trees, Stream.of(trees).map(Tree::holds).reduce(Predicate::and));
  }

  static Tree any(Tree... trees) {
    return joined("any", trees, Stream.of(trees).map(Tree::holds).reduce(Predicate::or));
  }

  private static Tree joined(String how, Tree[] trees, Optional<Predicate<Person>> holds) {
    List<String> written = new ArrayList<>(Stream.of(trees).map(Tree::written).toList());
    Collections.reverse(written);
    return new Tree(
        "{ " + how + " = [ " + String.join(", ", written) + " ] }", holds.orElseThrow());
  }

  private static Tree leaf(Random random, LocalDate asOf) {
    return switch (random.nextInt(7)) {
      case 0 -> {
        long age = random.nextInt(5);
        yield random.nextBoolean()
            ? new Tree(
                "{ tag = age, op = greater-than, value = " + age + " }",
                p -> p.age() != null && p.age() > age)
            : new Tree(
                "{ tag = age, op = not-equals, value = " + age + " }",
                p -> p.age() == null || p.age() != age);
      }
      case 1, 2 -> done(random, asOf);
      case 3 -> {
        Deed deed = deed(random);
        Window window = window(random, asOf);
        yield new Tree(
            "{ not-done { " + deed.written() + ", window = " + window.written() + " } }",
            p -> p.times(deed.is().and(window.holds())) == 0);
      }
      case 4 -> {
        Deed deed = deed(random);
        int every = 2 + random.nextInt(4);
        int stretches = 2 + random.nextInt(3);
        int wanted = 1 + random.nextInt(stretches);
        yield new Tree(
            "{ regularly { %s, window = %dd, every = %dd, in = %d } }"
                .formatted(deed.written(), every * stretches, every, wanted),
            p -> {
              int held = 0;
              for (int s = 0; s < stretches; s++) {
                LocalDate last = asOf.minusDays((long) s * every);
                held += p.times(deed.is().and(days(last.minusDays(every - 1L), last))) > 0 ? 1 : 0;
              }
              return held >= wanted;
            });
      }
      case 5 -> pause(random, asOf);
      default -> sequence(random, asOf);
    };
  }

  private static Tree done(Random random, LocalDate asOf) {
    Deed deed = deed(random);
    Window window = window(random, asOf);
    int count = random.nextInt(4);
    boolean days = random.nextInt(3) == 0;
    boolean more = random.nextBoolean();
    String written =
        "{ done { %s, window = %s, op = %s, value = %d, counted = %s } }"
            .formatted(
                deed.written(),
                window.written(),
                more ? "greater-than" : "equals",
                count,
                days ? "days" : "times");
    return new Tree(
        written,
        p -> {
          Predicate<Event> which = deed.is().and(window.holds());
          long done =
              days
                  ? p.events().stream().filter(which).map(Event::day).distinct().count()
                  : deed.ofLines() ? p.events().stream().filter(which).count() : p.times(which);
          return more ? done > count : done == count;
        });
  }

  private static Tree pause(Random random, LocalDate asOf) {
    Deed deed = deed(random);
    int silent = 1 + random.nextInt(6);
    int again = 1 + random.nextInt(6);
    int window = silent + again + 1 + random.nextInt(15);
    LocalDate first = asOf.minusDays(window - 1L);
    if (random.nextBoolean()) {
      return new Tree(
          "{ stopped { %s, window = %dd, silent = %dd } }"
              .formatted(deed.written(), window, silent),
          p ->
              p.times(deed.is().and(days(first, asOf.minusDays(silent)))) > 0
                  && p.times(deed.is().and(days(asOf.minusDays(silent - 1L), asOf))) == 0);
    }
    LocalDate pauseEnds = asOf.minusDays(again);
    return new Tree(
        "{ restarted { %s, window = %dd, again = %dd, silent = %dd } }"
            .formatted(deed.written(), window, again, silent),
        p ->
            p.times(deed.is().and(days(pauseEnds.plusDays(1), asOf))) > 0
                && p.times(deed.is().and(days(pauseEnds.minusDays(silent - 1L), pauseEnds))) == 0
                && p.times(deed.is().and(days(first, pauseEnds.minusDays(silent)))) > 0);
  }

  private static Tree sequence(Random random, LocalDate asOf) {
    Window window = window(random, asOf);
    int hours = 12 + random.nextInt(150);
    boolean without = random.nextBoolean();
    String written =
        "{ in-sequence { steps = [ { event = view }, { event = cart }, { event = buy } ]%s"
            + " within = %d hours, window = %s } }";
    return new Tree(
        written.formatted(
            without ? ", without = [ { event = message_sent } ]," : ",", hours, window.written()),
        p -> {
          List<Event> events = p.events().stream().filter(window.holds()).toList();
          for (Event a : of("view", events)) {
            Instant until = a.time().plusSeconds(hours * 3600L);
            Event b = earliest(of("cart", events), a.time());
            Event c = b == null ? null : earliest(of("buy", events), b.time());
            if (c == null || c.time().isAfter(until)) {
              continue;
            }
            Instant middle = Objects.requireNonNull(b).time();
            boolean spoiled =
                of("message_sent", events).stream()
                    .map(Event::time)
                    .anyMatch(
                        x ->
                            (x.isAfter(a.time()) && x.isBefore(middle))
                                || (x.isAfter(middle) && x.isBefore(c.time())));
            if (!without || !spoiled) {
              return true;
            }
          }
          return false;
        });
  }

  private static List<Event> of(String name, List<Event> events) {
    return events.stream().filter(e -> e.name().equals(name)).toList();
  }

  private static @Nullable Event earliest(List<Event> events, Instant from) {
    return events.stream()
        .filter(e -> !e.time().isBefore(from))
        .min(Comparator.comparing(Event::time))
        .orElse(null);
  }

  private record Deed(String written, Predicate<Event> is, boolean ofLines) {}

  private static Deed deed(Random random) {
    String name = pick(random, NAMES);
    String category = pick(random, CATEGORIES);
    return switch (random.nextInt(6)) {
      case 0 -> new Deed("event = \"*\"", e -> !e.name().equals("message_sent"), false);
      case 1 ->
          new Deed(
              "event = %s, of { dimension = category, op = equals, value = %s }"
                  .formatted(name, category),
              e -> e.name().equals(name) && category.equals(e.category()),
              true);
      case 2 ->
          new Deed(
              "event = %s, where { attribute = category, op = not-equals, value = %s }"
                  .formatted(name, category),
              e -> e.name().equals(name) && !category.equals(e.category()),
              false);
      case 3 ->
          new Deed(
              "event = %s, where { attribute = channel, op = equals, value = app }".formatted(name),
              e -> e.name().equals(name) && e.channel().equals("app"),
              false);
      case 4 ->
          new Deed(
              "events = [view, buy]",
              e -> e.name().equals("view") || e.name().equals("buy"),
              false);
      default -> new Deed("event = " + name, e -> e.name().equals(name), false);
    };
  }

  private record Window(String written, Predicate<Event> holds) {}

  private static Window window(Random random, LocalDate asOf) {
    int length = 1 + random.nextInt(20);
    return switch (random.nextInt(5)) {
      case 0 -> new Window("lifetime", days(LocalDate.MIN, asOf));
      case 1 -> new Window("this-month", days(asOf.withDayOfMonth(1), asOf));
      case 2 ->
          new Window(
              "\"" + asOf.minusDays(length) + ".." + asOf.minusDays(1) + "\"",
              days(asOf.minusDays(length), asOf.minusDays(1)));
      default -> new Window(length + "d", days(asOf.minusDays(length - 1L), asOf));
    };
  }

  private static Predicate<Event> days(LocalDate first, LocalDate last) {
    return e -> !e.day().isBefore(first) && !e.day().isAfter(last);
  }

  static String pick(Random random, List<String> values) {
    return Objects.requireNonNull(values.get(random.nextInt(values.size())));
  }
}
