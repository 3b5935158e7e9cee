package io.lakeprint.jobs.tags.tools;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;

import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.ValueType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a tag is spread over all people: the limits of its fifths where it counts or measures, which
 * is what the steps of a score are made of, else its most frequent values. Limits of fifths are
 * exact up to one person in ten thousand.
 *
 * @param tag its id
 * @param definition what it is
 */
record Spread(String tag, TagDefinition definition) {

  private static final int VALUES = 20;
  private static final int ACCURACY = 10_000;
  private static final List<Double> FIFTHS = List.of(0.2, 0.4, 0.6, 0.8);

  List<String> of(Dataset<Row> values, LocalDate asOf) {
    Column value =
        definition.type() == ValueType.LIST
            ? get(col(tag), lit(0)).getField(ValueType.LIST_VALUE)
            : col(tag);
    Dataset<Row> one = values.select(value.as(tag));
    Row people = one.agg(count(lit(1)), count(col(tag)), min(col(tag)), max(col(tag))).head();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "of %,d people at the end of %s, unknown for %,d",
            people.getLong(0),
            asOf,
            people.getLong(0) - people.getLong(1)));
    if (people.getLong(1) == 0) {
      return lines;
    }
    if (definition.type().isOrdered()) {
      lines.add("from " + Shown.of(people.get(2)) + " to " + Shown.of(people.get(3)));
    }
    if (definition.type().isNumeric()) {
      lines.add("limits of the fifths: " + fifths(one));
    }
    if (!definition.type().isOrdered() || isScore()) {
      lines.addAll(frequent(one));
    }
    return lines;
  }

  private boolean isScore() {
    return !definition.steps().isEmpty();
  }

  private String fifths(Dataset<Row> values) {
    Column shares = array(FIFTHS.stream().map(share -> lit(share)).toArray(Column[]::new));
    List<Object> limits =
        values.agg(percentile_approx(col(tag), shares, lit(ACCURACY))).head().getList(0);
    return String.join("  ", limits.stream().map(Shown::of).toList());
  }

  private List<String> frequent(Dataset<Row> values) {
    return values
        .groupBy(col(tag))
        .agg(count(lit(1)).as("people"))
        .orderBy(col("people").desc(), col(tag))
        .limit(VALUES)
        .collectAsList()
        .stream()
        .map(row -> String.format(Locale.ROOT, "%,10d  %s", row.getLong(1), Shown.of(row.get(0))))
        .toList();
  }
}
