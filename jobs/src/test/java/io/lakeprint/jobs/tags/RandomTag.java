package io.lakeprint.jobs.tags;

import static io.lakeprint.jobs.tags.Deed.pick;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random definition, in the parts that an oracle needs.
 *
 * @param what function, or {@code ratio}, {@code funnel}, {@code ladder}, {@code age}, {@code
 *     sequence}, {@code behaved}
 * @param event event that it counts, or {@code *}
 * @param other a second event, a column, a dimension, a behaviour, or the tag that it stands on
 * @param value the value of a dimension, or what else holds for events
 * @param window days that count
 * @param limits of the steps of a ladder
 */
record RandomTag(
    String id,
    String what,
    String event,
    String other,
    String value,
    String window,
    List<Integer> limits) {

  private static final List<String> WINDOWS =
      List.of(
          "1d",
          "7d",
          "30d",
          "65d",
          "this-week",
          "this-month",
          "lifetime",
          "7d-before",
          "30d-before",
          "30d-a-year-ago",
          "this-month-a-year-ago",
          "this-week-a-year-ago");

  private static final List<String> KINDS =
      List.of(
          "count_of",
          "count_of",
          "days_of",
          "first_at",
          "last_at",
          "sum_of",
          "currency_of",
          "session_count",
          "session_sum",
          "session_max",
          "sessions_with",
          "order_count",
          "order_sum",
          "orders_with",
          "first_order_at",
          "last_order_at",
          "values_of",
          "top_count",
          "total_of",
          "count_in",
          "top",
          "ratio",
          "funnel");

  private static final List<String> DIMENSIONS = List.of("category", "channel", "hour");

  /** Windows that behaviour knows, too. */
  private static final List<String> OBSERVED =
      List.of("1d", "7d", "30d", "65d", "this-week", "this-month", "lifetime");

  private static final List<String> BEHAVIOURS =
      List.of("done", "days", "not-done", "regularly", "stopped", "restarted");

  /** Random tags; a ladder stands on a count, an age on a moment. */
  static List<RandomTag> some(Random random, int count) {
    List<RandomTag> tags = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tags.add(one(random, "t" + i, pick(random, KINDS)));
    }
    for (int i = 0; i < count / 2; i++) {
      tags.add(behaved(random, "b" + i));
    }
    for (int i = 0; i < count / 8; i++) {
      tags.add(sequence(random, "s" + i));
    }
    tags.add(one(random, "counted", "count_of"));
    tags.add(one(random, "moment", "last_at"));
    tags.add(standing(random, "ladder", "counted", "ladder"));
    tags.add(standing(random, "age", "moment", "age"));
    return tags;
  }

  private static RandomTag one(Random random, String id, String what) {
    String event = random.nextInt(4) == 0 ? "*" : pick(random, Deed.NAMES);
    String other =
        switch (what) {
          case "session_sum", "session_max" ->
              pick(random, List.of("page_view_count", "event_count"));
          case "sessions_with" -> "has_conversion";
          case "order_sum" ->
              pick(random, List.of("net_amount", "gross_amount", "discount_amount"));
          case "orders_with" -> pick(random, List.of("discount_amount", "refunded_amount"));
          case "values_of", "top_count", "total_of", "count_in", "top" -> pick(random, DIMENSIONS);
          default -> pick(random, Deed.NAMES);
        };
    String value =
        switch (other) {
          case "category" -> pick(random, Deed.CATEGORIES);
          case "channel" -> pick(random, Deed.CHANNELS);
          default -> "%02d".formatted(random.nextInt(24));
        };
    return new RandomTag(id, what, event, other, value, pick(random, WINDOWS), List.of());
  }

  private static RandomTag standing(Random random, String id, String on, String what) {
    List<Integer> limits = List.of(random.nextInt(4), random.nextInt(12), random.nextInt(40));
    return new RandomTag(id, what, "", on, "", "lifetime", limits);
  }

  private static RandomTag sequence(Random random, String id) {
    List<String> names = new ArrayList<>(Deed.NAMES);
    Collections.shuffle(names, random);
    List<Integer> hours = List.of(1 + random.nextInt(100));
    String without = random.nextBoolean() ? names.get(2) : "";
    return new RandomTag(
        id, "sequence", names.get(0), names.get(1), without, pick(random, OBSERVED), hours);
  }

  private static RandomTag behaved(Random random, String id) {
    String event = random.nextInt(4) == 0 ? "*" : pick(random, Deed.NAMES);
    String which = pick(random, List.of("", "channel", "category", "of"));
    List<Integer> limits =
        List.of(random.nextInt(3), 1 + random.nextInt(30), 1 + random.nextInt(30));
    return new RandomTag(
        id, "behaved", event, pick(random, BEHAVIOURS), which, pick(random, OBSERVED), limits);
  }

  /** As an operator would write it. */
  String definition() {
    return switch (what) {
      case "top" ->
          TagsTransformTest.preference(
              id, "list", "top('%s', 2, '%s', '%s')".formatted(other, window, event));
      case "funnel" ->
          """
          %s { name-zh = 名, name-en = Name, group = g, kind = funnel-position, type = text, window = %s, otherwise = none
            steps = [ { value = a, event = page_view }, { value = b, event = %s }, { value = c, event = purchase } ] }
          """
              .formatted(id, window, other);
      case "sequence" ->
          """
          %s { name-zh = 名, name-en = Name, group = g, kind = sequence, type = boolean
            sequence { steps = [ { event = %s }, { event = %s } ], within = %d hours, window = %s, without = [%s] } }
          """
              .formatted(
                  id,
                  event,
                  other,
                  limits.get(0),
                  window,
                  value.isEmpty() ? "" : "{ event = " + value + " }");
      case "behaved" ->
          """
          %s { name-zh = 名, name-en = Name, group = g, kind = ladder, type = text, otherwise = no
            steps = [ { value = yes, when { any = [ { tag = counted, op = less-than, value = 0 }, { %s } ] } } ] }
          """
              .formatted(id, behaviour());
      case "ladder" -> steps(other);
      case "age" ->
          """
          days_of_age { name-zh = 名, name-en = Name, group = g, kind = days-since, type = int, since = %s }
          """
                  .formatted(other)
              + steps("days_of_age");
      default -> TagsTransformTest.statistic(id, type(), expression());
    };
  }

  private String behaviour() {
    String which =
        switch (value) {
          case "channel" -> ", where { attribute = channel, op = equals, value = web }";
          case "category" -> ", where { attribute = category, op = in, values = [hats, bags] }";
          case "of" -> ", of { dimension = category, op = in, values = [hats, bags] }";
          default -> "";
        };
    String did = "event = \"" + event + "\"" + which;
    int again = limits.get(1);
    int silent = limits.get(2);
    return switch (other) {
      case "done" ->
          "done { %s, window = %s, op = greater-than, value = %d }"
              .formatted(did, window, limits.get(0));
      case "days" ->
          "done { %s, window = %s, counted = days, op = equals, value = %d }"
              .formatted(did, window, limits.get(0));
      case "not-done" -> "not-done { %s, window = %s }".formatted(did, window);
      case "regularly" ->
          "regularly { %s, window = %dd, every = %dd, in = 2 }".formatted(did, 3 * again, again);
      case "stopped" ->
          "stopped { %s, window = %dd, silent = %dd }".formatted(did, silent + 60, silent);
      default ->
          "restarted { %s, window = %dd, again = %dd, silent = %dd }"
              .formatted(did, again + silent + 60, again, silent);
    };
  }

  private String steps(String on) {
    return """
        %s { name-zh = 名, name-en = Name, group = g, kind = ladder, type = text, otherwise = none, steps = [
          { value = a, when { tag = %s, op = greater-than, value = %d } }
          { value = b, when { any = [ { tag = %s, op = between, values = [%d, %d] }, { not { tag = %s, op = less-than, value = %d } } ] } }
          { value = c, when { tag = %s, op = exists } }
        ] }
        """
        .formatted(
            id, on, limits.get(2), on, limits.get(0), limits.get(0) + 2, on, limits.get(1), on);
  }

  private String type() {
    return switch (what) {
      case "first_at", "last_at", "first_order_at", "last_order_at" -> "timestamp";
      case "sum_of", "order_sum" -> "money";
      case "currency_of" -> "text";
      case "ratio" -> "double";
      default -> "long";
    };
  }

  private String expression() {
    return switch (what) {
      case "sum_of" -> "sum_of('amount', '%s', '%s')".formatted(event, window);
      case "session_count", "order_count", "first_order_at", "last_order_at" ->
          "%s('%s')".formatted(what, window);
      case "session_sum", "session_max", "sessions_with", "order_sum", "orders_with" ->
          "%s('%s', '%s')".formatted(what, other, window);
      case "values_of", "top_count", "total_of" ->
          "%s('%s', '%s', '%s')".formatted(what, other, window, event);
      case "count_in" -> "count_in('%s', '%s', '%s', '%s')".formatted(other, value, window, event);
      case "ratio" ->
          "count_of('%s', '%s') / nullif(count_of('%s', '%s'), 0)"
              .formatted(event, window, other, window);
      default -> "%s('%s', '%s')".formatted(what, event, window);
    };
  }
}
