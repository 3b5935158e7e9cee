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
import java.util.TreeSet;
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
  static final String ANY_EVENT = "*";

  /** Longest list of a preference. */
  private static final int LONGEST_LIST = 100;

  private enum Argument {
    COLUMN,
    FLAG,
    EVENT;

    private String usage() {
      return this == EVENT ? "an event, " : "a column, ";
    }
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
    declare("sessions_with", MeasureInput.SESSIONS, Fold.COUNT_WITH, Argument.FLAG);
    declare("session_max", MeasureInput.SESSIONS, Fold.MAX, Argument.COLUMN);
    declare("order_count", MeasureInput.ORDERS, Fold.COUNT);
    declare("orders_with", MeasureInput.ORDERS, Fold.COUNT_WITH, Argument.FLAG);
    declare("order_sum", MeasureInput.ORDERS, Fold.SUM, Argument.COLUMN);
    declare("order_currency", MeasureInput.ORDERS, Fold.CURRENCY);
    declare("first_order_at", MeasureInput.ORDERS, Fold.FIRST_AT);
    declare("last_order_at", MeasureInput.ORDERS, Fold.LAST_AT);
  }

  private static void declare(String name, MeasureInput input, Fold fold, Argument... arguments) {
    MEASURES.put(name, new Signature(input, fold, List.of(arguments)));
  }

  /** Functions over the values of a dimension. */
  private static final Map<String, Facet.Fold> FACETS =
      Map.of(
          TOP,
          Facet.Fold.TOP,
          "top_count",
          Facet.Fold.TOP_COUNT,
          "total_of",
          Facet.Fold.TOTAL,
          "values_of",
          Facet.Fold.VALUES,
          "count_in",
          Facet.Fold.COUNT_IN);

  /** Names of the functions that statistics may call. */
  static Set<String> statistics() {
    Set<String> names = new TreeSet<>(MEASURES.keySet());
    names.addAll(FACETS.keySet());
    names.remove(TOP);
    return names;
  }

  /** Whether a call is about the values of a dimension. */
  static boolean isFacet(Call call) {
    return FACETS.containsKey(call.function());
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
      switch (signature.arguments().get(i)) {
        case COLUMN -> column = Optional.of(column(call, signature.input().summable(), argument));
        case FLAG -> column = Optional.of(column(call, signature.input().flags(), argument));
        case EVENT -> events = events(call, argument);
      }
      canonical.add("'" + argument + "'");
    }
    Window window = window(call, own, usual);
    canonical.add("'" + window.text() + "'");
    String name = call.function() + "(" + String.join(", ", canonical) + ")";
    return new Measure(name, signature.input(), signature.fold(), column, events, window);
  }

  /**
   * What a call such as {@code top('category', 3, '90d', 'purchase')} asks for.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  Facet facet(Call call, Window usual) {
    Facet.Fold fold = FACETS.get(call.function());
    if (fold == null) {
      throw new IllegalStateException("not a facet: " + call.function());
    }
    String second =
        switch (fold) {
          case TOP -> "3";
          case COUNT_IN -> "'shoes'";
          case TOP_COUNT, TOTAL, VALUES -> "";
        };
    int own = second.isEmpty() ? 1 : 2;
    int given = call.arguments().size();
    if (given < own || given > own + 2) {
      throw wrong(
          call,
          "takes a dimension, %sand maybe a window and an event: %s('category', %s'90d', 'purchase')"
              .formatted(
                  own == 1 ? "" : fold == Facet.Fold.TOP ? "a number, " : "a value, ",
                  call.function(),
                  own == 1 ? "" : second + ", "));
    }
    String dimension = call.arguments().get(0);
    known(call, "dimension", dimension, dimensions);
    int count = fold == Facet.Fold.TOP ? count(call, call.arguments().get(1)) : 1;
    Optional<String> value =
        fold == Facet.Fold.COUNT_IN ? Optional.of(call.arguments().get(1)) : Optional.empty();
    Window window = window(call, own, usual);
    EventMatch matched = events(call, given == own + 2 ? call.arguments().get(own + 1) : ANY_EVENT);
    List<String> canonical = new ArrayList<>(List.of("'" + dimension + "'"));
    value.ifPresent(text -> canonical.add("'" + text.replace("'", "''") + "'"));
    if (fold == Facet.Fold.TOP) {
      canonical.add(String.valueOf(count));
    }
    canonical.add("'" + window.text() + "'");
    canonical.add("'" + matched.name().orElse(ANY_EVENT) + "'");
    String name = call.function() + "(" + String.join(", ", canonical) + ")";
    return new Facet(name, fold, dimension, matched, window, count, value);
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
        signature.arguments().stream().map(Argument::usage).collect(Collectors.joining());
    return "takes " + arguments + (arguments.isEmpty() ? "" : "and ") + "maybe a window";
  }

  private static void checkCount(Call call, int own, String usage) {
    int given = call.arguments().size();
    if (given < own || given > own + 1) {
      throw wrong(call, usage + ", got " + given + (given == 1 ? " argument" : " arguments"));
    }
  }

  private static ColumnSpec column(Call call, Map<String, ColumnSpec> columns, String name) {
    known(call, "column", name, columns.keySet());
    ColumnSpec column = columns.get(name);
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
