package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * How the values of tags are spread over people, all tags in one pass: texts as they are, numbers
 * in ranges of the series 1, 2, 5, 10, …, days and moments by month.
 *
 * @param tags by id
 */
record TagDistributions(Map<String, Spread> tags) {

  private static final String TAG = "tag";
  private static final String RANGE = "range";
  private static final String VALUE = "value";
  private static final String PEOPLE = "people";
  private static final String RANK = "rank";
  private static final String REST = "rest";

  /** Texts told per tag; the rest is one. */
  private static final int MOST_VALUES = 8;

  /** Lower ends of the ranges of numbers; below the first one are negative numbers. */
  private static final List<BigDecimal> EDGES = edges();

  /**
   * One tag.
   *
   * @param people who have a portrait
   * @param known of whom the tag is known
   * @param values how many have which value, the order of ranges or the most frequent first
   */
  record Spread(long people, long known, List<Held> values) {}

  /**
   * One value.
   *
   * @param value text, or the range's words; null = values that too few people hold
   * @param people who have it
   */
  record Held(@Nullable String value, long people) {}

  /** From portraits: their columns that are defined as tags. */
  static TagDistributions of(Reading reading) {
    Dataset<Row> portraits = reading.table(PortraitsTable.SPEC);
    List<String> ids =
        Arrays.stream(portraits.columns())
            .filter(column -> reading.names().knows(DefinitionNames.TAG, column))
            .toList();
    List<Column> entries = new ArrayList<>();
    Set<String> whole = new HashSet<>();
    for (String id : ids) {
      DataType type = portraits.schema().apply(id).dataType();
      entries.add(entry(id, type));
      if (type instanceof IntegerType || type instanceof LongType) {
        whole.add(id);
      }
    }
    Map<String, List<Row>> rows = new TreeMap<>();
    if (!entries.isEmpty()) {
      Dataset<Row> counted =
          portraits
              .select(explode(array(entries.toArray(Column[]::new))).as(TAG))
              .select(col(TAG + ".*"))
              .groupBy(col(TAG), col(RANGE), col(VALUE))
              .agg(count(lit(1)).as(PEOPLE));
      reading
          .rows(folded(counted, reading.config().smallestGroup()))
          .forEach(
              row -> rows.computeIfAbsent(row.getString(0), first -> new ArrayList<>()).add(row));
    }
    Map<String, Spread> tags = new TreeMap<>();
    rows.forEach((id, held) -> tags.put(id, spread(held, whole.contains(id))));
    return new TagDistributions(tags);
  }

  /** Texts that are rare, or beyond the most frequent ones of their tag, are one. */
  private static Dataset<Row> folded(Dataset<Row> counted, int smallestGroup) {
    Column isText = col(VALUE).isNotNull();
    return counted
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(col(TAG), isText)
                        .orderBy(col(PEOPLE).desc(), col(RANGE), col(VALUE))))
        .withColumn(REST, isText.and(col(RANK).gt(MOST_VALUES).or(col(PEOPLE).lt(smallestGroup))))
        .groupBy(col(TAG), col(RANGE), when(not(col(REST)), col(VALUE)).as(VALUE), col(REST))
        .agg(sum(col(PEOPLE)).as(PEOPLE))
        .orderBy(col(TAG), col(PEOPLE).desc(), col(RANGE), col(VALUE));
  }

  private static Spread spread(List<Row> rows, boolean isWhole) {
    long people = 0;
    long known = 0;
    List<Held> texts = new ArrayList<>();
    List<Held> rest = new ArrayList<>();
    Map<Integer, Held> ranges = new TreeMap<>();
    for (Row row : rows) {
      long held = row.getAs(PEOPLE);
      Integer range = row.getAs(RANGE);
      String value = row.getAs(VALUE);
      boolean isRest = row.getAs(REST);
      people += held;
      if (isRest) {
        rest.add(new Held(null, held));
      } else if (range != null) {
        ranges.put(range, new Held(words(range, isWhole), held));
      } else if (value != null) {
        texts.add(new Held(value, held));
      } else {
        continue;
      }
      known += held;
    }
    texts.addAll(ranges.values());
    texts.addAll(rest);
    return new Spread(people, known, texts);
  }

  private static Column entry(String id, DataType type) {
    Column value = col(id);
    Column none = lit(null);
    Column range = none.cast(Types.INT);
    Column text = none.cast(Types.STRING);
    if (type instanceof NumericType) {
      range = when(value.isNotNull(), range(value));
    } else if (type instanceof DateType || type instanceof TimestampType) {
      text = date_format(value, "yyyy-MM");
    } else if (type instanceof BooleanType || type instanceof StringType) {
      text = value.cast(Types.STRING);
    } else {
      throw new IllegalArgumentException("portraits hold no " + type.simpleString());
    }
    return struct(lit(id).as(TAG), range.as(RANGE), text.as(VALUE));
  }

  /** How many edges a number has passed. */
  static Column range(Column value) {
    Column edges = lit(EDGES.stream().map(BigDecimal::doubleValue).toArray(Double[]::new));
    return coalesce(size(filter(edges, edge -> edge.leq(value.cast(Types.DOUBLE)))), lit(0));
  }

  /** The words of a range by its number: whole numbers from the first to the last of it. */
  static String words(int range, boolean isWhole) {
    if (range == 0) {
      return "< 0";
    }
    BigDecimal from = EDGES.get(range - 1);
    if (range == EDGES.size()) {
      return "≥ " + from.toPlainString();
    }
    BigDecimal to = EDGES.get(range);
    if (!isWhole) {
      return "[" + from.toPlainString() + ", " + to.toPlainString() + ")";
    }
    BigDecimal last = to.compareTo(BigDecimal.ONE) < 0 ? from : to.subtract(BigDecimal.ONE);
    return from.compareTo(last) == 0
        ? from.toPlainString()
        : from.toPlainString() + "–" + last.toPlainString();
  }

  private static List<BigDecimal> edges() {
    List<BigDecimal> edges = new ArrayList<>(List.of(BigDecimal.ZERO));
    for (int exponent = -1; exponent <= 6; exponent++) {
      for (int step : Arrays.asList(1, 2, 5)) {
        edges.add(BigDecimal.valueOf(step).movePointRight(exponent));
      }
    }
    return edges;
  }
}
