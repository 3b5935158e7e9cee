package io.lakeprint.jobs.tags;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.jobs.tags.Expression.Call;
import io.lakeprint.jobs.tags.Measure.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The functions that expressions may call. Each takes a window as a last argument of its own; left
 * out, the tag's window counts.
 *
 * @param events event names that may be asked for; empty = any
 * @param passive events that happen to a person and are no activity
 * @param dimensions dimensions that may be asked for
 */
record TagFunctions(Optional<Set<String>> events, List<String> passive, Set<String> dimensions) {

  /** The one function of preferences. */
  static final String TOP = "top";

  /** Stands for whatever the person does. */
  private static final String ANY_EVENT = "*";

  /** Longest list of a preference. */
  private static final int LONGEST_LIST = 100;

  private enum Argument {
    COLUMN,
    EVENT
  }

  private record Signature(MeasureInput input, Fold fold, List<Argument> arguments) {}

  private static final Map<String, Signature> MEASURES = new TreeMap<>();

  static {
    declare("count_of", MeasureInput.ACTIVITY, Fold.COUNT, Argument.EVENT);
    declare("days_of", MeasureInput.ACTIVITY, Fold.DAYS, Argument.EVENT);
    declare("first_at", MeasureInput.ACTIVITY, Fold.FIRST_AT, Argument.EVENT);
    declare("last_at", MeasureInput.ACTIVITY, Fold.LAST_AT, Argument.EVENT);
    declare("sum_of", MeasureInput.ACTIVITY, Fold.SUM, Argument.COLUMN, Argument.EVENT);
    declare("currency_of", MeasureInput.ACTIVITY, Fold.CURRENCY, Argument.EVENT);
    declare("session_count", MeasureInput.SESSIONS, Fold.COUNT);
    declare("session_sum", MeasureInput.SESSIONS, Fold.SUM, Argument.COLUMN);
    declare("session_max", MeasureInput.SESSIONS, Fold.MAX, Argument.COLUMN);
    declare("order_count", MeasureInput.ORDERS, Fold.COUNT);
    declare("order_sum", MeasureInput.ORDERS, Fold.SUM, Argument.COLUMN);
    declare("order_currency", MeasureInput.ORDERS, Fold.CURRENCY);
    declare("first_order_at", MeasureInput.ORDERS, Fold.FIRST_AT);
    declare("last_order_at", MeasureInput.ORDERS, Fold.LAST_AT);
  }

  private static void declare(String name, MeasureInput input, Fold fold, Argument... arguments) {
    MEASURES.put(name, new Signature(input, fold, List.of(arguments)));
  }

  /** Names of the functions that stand for a measure. */
  static Set<String> measures() {
    return MEASURES.keySet();
  }

  /**
   * The measure that a call asks for.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  Measure measure(Call call, Window usual) {
    Signature signature = MEASURES.get(call.function());
    if (signature == null) {
      throw new IllegalStateException("not a measure: " + call.function());
    }
    int own = signature.arguments().size();
    checkCount(call, own, usage(call.function()));
    Optional<ColumnSpec> column = Optional.empty();
    EventMatch events = EventMatch.ALL;
    List<String> canonical = new ArrayList<>();
    for (int i = 0; i < own; i++) {
      String argument = call.arguments().get(i);
      if (signature.arguments().get(i) == Argument.COLUMN) {
        column = Optional.of(column(call, signature.input(), argument));
      } else {
        events = events(call, argument);
      }
      canonical.add("'" + argument + "'");
    }
    Window window = window(call, own, usual);
    canonical.add("'" + window.text() + "'");
    String name = call.function() + "(" + String.join(", ", canonical) + ")";
    return new Measure(name, signature.input(), signature.fold(), column, events, window);
  }

  /**
   * The preference that {@code top('category', 3, '90d', 'purchase')} asks for.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  Preference preference(Call call, Window usual) {
    int given = call.arguments().size();
    if (given < 2 || given > 4) {
      throw wrong(
          call,
          "takes a dimension, a number, and maybe a window and an event: "
              + "top('category', 3, '90d', 'purchase')");
    }
    String dimension = call.arguments().get(0);
    known(call, "dimension", dimension, dimensions);
    int count = count(call, call.arguments().get(1));
    Window window = window(call, 2, usual);
    EventMatch matched = events(call, given == 4 ? call.arguments().get(3) : ANY_EVENT);
    String name =
        "top('%s', %d, '%s', '%s')"
            .formatted(dimension, count, window.text(), matched.name().orElse(ANY_EVENT));
    return new Preference(name, dimension, count, matched, window);
  }

  /** The measure "how many of that event", which funnel positions are made of. */
  Measure countOf(String event, Window window) {
    return measure(new Call("count_of", List.of(event, window.text()), 1, 1), window);
  }

  private static String usage(String function) {
    Signature signature = MEASURES.get(function);
    if (signature == null) {
      throw new IllegalStateException("not a measure: " + function);
    }
    String arguments =
        signature.arguments().stream()
            .map(argument -> argument == Argument.COLUMN ? "a column, " : "an event, ")
            .collect(Collectors.joining());
    return "takes " + arguments + (arguments.isEmpty() ? "" : "and ") + "maybe a window";
  }

  private static void checkCount(Call call, int own, String usage) {
    int given = call.arguments().size();
    if (given < own || given > own + 1) {
      throw wrong(call, usage + ", got " + given + (given == 1 ? " argument" : " arguments"));
    }
  }

  private static ColumnSpec column(Call call, MeasureInput input, String name) {
    known(call, "column", name, input.summable().keySet());
    ColumnSpec column = input.summable().get(name);
    if (column == null) {
      throw new IllegalStateException("known and absent: " + name);
    }
    return column;
  }

  private EventMatch events(Call call, String event) {
    if (event.equals(ANY_EVENT)) {
      return new EventMatch(Optional.empty(), passive);
    }
    events.ifPresent(names -> known(call, "event", event, names));
    return new EventMatch(Optional.of(event), List.of());
  }

  private static Window window(Call call, int index, Window usual) {
    if (call.arguments().size() <= index) {
      return usual;
    }
    try {
      return Window.parse(call.arguments().get(index));
    } catch (IllegalArgumentException e) {
      throw wrong(call, String.valueOf(e.getMessage()));
    }
  }

  private static int count(Call call, String text) {
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > LONGEST_LIST) {
      throw wrong(call, "lists 1 to " + LONGEST_LIST + " values, got " + text);
    }
    return Integer.parseInt(text);
  }

  private static void known(Call call, String what, String name, Collection<String> known) {
    if (!known.contains(name)) {
      throw wrong(
          call, "unknown " + what + " '" + name + "'." + Suggestions.didYouMean(name, known));
    }
  }

  private static IllegalArgumentException wrong(Call call, String what) {
    return new IllegalArgumentException(
        call.function() + " at character " + call.position() + ": " + what);
  }
}
