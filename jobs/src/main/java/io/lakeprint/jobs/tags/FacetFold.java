package io.lakeprint.jobs.tags;

import it.unimi.dsi.fastutil.objects.Object2LongMap;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * A facet, ready to be computed from what each value of a dimension weighs: its number of events in
 * the window. Equal weights are ordered by the value's text.
 *
 * @param fold what is asked about the values
 * @param count how many values at most, of {@code TOP}
 * @param value the value that is asked for; null = none
 */
record FacetFold(Facet.Fold fold, int count, @Nullable String value) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** As Spark orders texts, by their bytes. */
  private static final Comparator<Object2LongMap.Entry<String>> HEAVIEST_FIRST =
      Comparator.comparingLong((Object2LongMap.Entry<String> entry) -> -entry.getLongValue())
          .thenComparing(
              entry -> entry.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  static FacetFold of(Facet facet) {
    return new FacetFold(facet.fold(), facet.count(), facet.value().orElse(null));
  }

  /** What each value weighs; a value that is absent weighs nothing. */
  static Object2LongMap<String> weights(List<Line> lines, Span span) {
    Object2LongMap<String> weights = new Object2LongOpenHashMap<>();
    for (Line line : lines) {
      if (span.holds(line.day()) && line.label() != null) {
        weights.mergeLong(line.label(), line.count(), Long::sum);
      }
    }
    return weights;
  }

  /** The value, of the facet's type. */
  @Nullable Object value(Object2LongMap<String> weights) {
    return switch (fold) {
      case TOP -> top(weights);
      case TOP_COUNT -> weights.values().longStream().max().orElse(0);
      case TOTAL -> weights.values().longStream().sum();
      case VALUES -> (long) weights.size();
      case COUNT_IN -> weights.getLong(value);
    };
  }

  private Row @Nullable [] top(Object2LongMap<String> weights) {
    return weights.isEmpty()
        ? null
        : weights.object2LongEntrySet().stream()
            .sorted(HEAVIEST_FIRST)
            .limit(count)
            .map(entry -> RowFactory.create(entry.getKey(), (double) entry.getLongValue()))
            .toArray(Row[]::new);
  }
}
