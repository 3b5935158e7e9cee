package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.definitions.TagsConfig;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * As many tags as a benchmark wants. Of {@value #WINDOWS} no two ask for the same: ten kinds in
 * turn, each with a window of its own, over all four inputs, every tenth a ladder over another one.
 * The windows of a few reach as far back as those of many, so that both read the same rows.
 */
final class BenchTags {

  /** Events that the tags ask for. */
  static final List<String> EVENTS =
      List.of("page_view", "search", "product_view", "add_to_cart", "purchase");

  private static final int KINDS = 10;
  private static final int SHORTEST = 7;
  private static final int WINDOWS = 200;

  /** Without a common divisor with the number of windows. */
  private static final int STRIDE = 77;

  private static final String SCALAR =
      "t%d { name-zh = t, name-en = t, group = g, kind = statistic, type = %s, expression = \"%s\" }\n";

  private BenchTags() {}

  /** A catalogue of {@code count} tags; that of fewer is its beginning. */
  static TagsConfig catalogue(int count) {
    String definitions =
        IntStream.range(0, count).mapToObj(BenchTags::definition).collect(Collectors.joining());
    String section =
        "bench={ events = [], passive-events = [message_sent], dimensions = [category, hour],"
            + " include-bots = false, definitions {\n"
            + definitions
            + "} }";
    return ConfigLoader.load(List.of(), List.of(section), BenchTags.class.getClassLoader())
        .bind("bench", TagsConfig.class);
  }

  private static String definition(int i) {
    String window = (SHORTEST + i * STRIDE % WINDOWS) + "d";
    String event = EVENTS.get(i / KINDS % EVENTS.size());
    return switch (i % KINDS) {
      case 0 -> SCALAR.formatted(i, "long", "count_of('%s', '%s')".formatted(event, window));
      case 1 -> SCALAR.formatted(i, "timestamp", "last_at('%s', '%s')".formatted(event, window));
      case 2 -> SCALAR.formatted(i, "long", "days_of('%s', '%s')".formatted(event, window));
      case 3 -> SCALAR.formatted(i, "money", "sum_of('amount', 'purchase', '" + window + "')");
      case 4 -> SCALAR.formatted(i, "long", "session_count('" + window + "')");
      case 5 -> SCALAR.formatted(i, "long", "session_sum('page_view_count', '" + window + "')");
      case 6 -> SCALAR.formatted(i, "money", "order_sum('net_amount', '" + window + "')");
      case 7 -> SCALAR.formatted(i, "long", "order_count('" + window + "')");
      case 8 -> SCALAR.formatted(i, "long", "values_of('category', '" + window + "')");
      default ->
          """
          t%d { name-zh = t, name-en = t, group = g, kind = ladder, type = text, otherwise = none, steps = [
            { value = many, when { tag = t%d, op = greater-than, value = 3 } }
            { value = some, when { tag = t%d, op = greater-than, value = 0 } }
          ] }
          """
              .formatted(i, i - 9, i - 9);
    };
  }
}
