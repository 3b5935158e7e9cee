package io.lakeprint.jobs.segments;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagsConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * As many segments as a benchmark wants, of ten kinds in turn over portraits and both roll-ups, no
 * two of the same condition, and one over all of them.
 */
final class BenchSegments {

  /** The segment over all others. */
  static final String ALL = "all_of_them";

  static final String AGE = "age";
  static final String CITY = "city";

  /** Events that the segments ask for. */
  static final List<String> EVENTS =
      List.of("page_view", "search", "product_view", "add_to_cart", "purchase");

  private static final int KINDS = 10;
  private static final int SHORTEST = 14;
  private static final String SECTION =
      """
      bench = {
        tags = { events = [], passive-events = [], dimensions = [], include-bots = false, definitions {
          age { name-zh = 龄, name-en = Age, group = g, kind = statistic, type = long, expression = "1" }
          city { name-zh = 市, name-en = City, group = g, kind = statistic, type = text, expression = "1" }
        } }
        segments = { events = [], passive-events = [message_sent], dimensions = [category], include-bots = false
          attributes {}, lists {}, definitions {
      %s
        } }
      }
      """;

  private BenchSegments() {}

  /** The checked catalogue of {@code count} segments and the one over them. */
  static SegmentPlan plan(int count) {
    String definitions =
        IntStream.range(0, count)
                .mapToObj(i -> written("s" + i, condition(i)))
                .collect(Collectors.joining())
            + written(ALL, all(count));
    LakeConfig config =
        ConfigLoader.load(
            List.of(),
            List.of(SECTION.formatted(definitions)),
            BenchSegments.class.getClassLoader());
    PortraitColumns portraits =
        new PortraitColumns(
            new TagColumns(config.bind("bench.tags", TagsConfig.class).definitions()), List.of());
    return SegmentCompiler.compile(
        config.bind("bench.segments", SegmentsConfig.class),
        portraits,
        new SegmentCompiler.Seen(Set.of(), Set.of(), Optional.empty()));
  }

  private static String written(String id, String when) {
    return id + " { name-zh = 群, name-en = Segment, when " + when + " }\n";
  }

  /** Those of one city in one of the first, in one of the second, and not in all of the last. */
  private static String all(int count) {
    return "{ all = [ { segment = s1 }, { any = [%s] }, { any = [%s] }, { not { all = [%s] } } ] }"
        .formatted(some(0, count / 3), some(count / 3, 2 * count / 3), some(2 * count / 3, count));
  }

  private static String some(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{ segment = s" + i + " }")
        .collect(Collectors.joining(", "));
  }

  private static String condition(int i) {
    String event = EVENTS.get(i / KINDS % EVENTS.size());
    int days = SHORTEST + i;
    return switch (i % KINDS) {
      case 0 -> "{ tag = age, op = greater-than, value = " + i + " }";
      case 1 -> "{ tag = city, op = in, values = [\"city 1\", \"city %d\"] }".formatted(i);
      case 2 ->
          "{ done { event = %s, window = %dd, op = greater-than, value = 1 } }"
              .formatted(event, days);
      case 3 -> "{ not-done { event = %s, window = %dd } }".formatted(event, days);
      case 4 ->
          "{ done { event = %s, window = %dd, counted = days, op = greater-than, value = 1 } }"
              .formatted(event, days);
      case 5 ->
          "{ done { event = %s, of { dimension = category, op = in, values = [c01, c02] }, window = %dd } }"
              .formatted(event, days);
      case 6 ->
          "{ regularly { event = \"*\", window = %dd, every = %dd, in = 2 } }"
              .formatted(3 * days, days);
      case 7 -> "{ stopped { event = \"*\", window = %dd, silent = 7d } }".formatted(days);
      case 8 ->
          "{ restarted { event = \"*\", window = %dd, again = 7d, silent = 7d } }"
              .formatted(days + 60);
      default ->
          "{ all = [ { tag = age, op = less-than, value = %d }, { done { event = \"*\", window = %dd } } ] }"
              .formatted(days, days);
    };
  }
}
