package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What sections read from. */
final class Reading {

  /** What a page can hold of one result, and a reader take in. */
  private static final int MOST_ROWS = 5_000;

  private final JobContext context;
  private final ReportConfig config;
  private final DefinitionNames names;
  private @Nullable TagDistributions tags;

  /** Of a run, under its settings, with the names of its definitions. */
  Reading(JobContext context, ReportConfig config, DefinitionNames names) {
    this.context = context;
    this.config = config;
    this.names = names;
  }

  JobContext context() {
    return context;
  }

  ReportConfig config() {
    return config;
  }

  DefinitionNames names() {
    return names;
  }

  /** The values of all tags, computed once for the sections that tell of them. */
  synchronized TagDistributions tags() {
    TagDistributions known = tags;
    if (known == null) {
      known = TagDistributions.of(this);
      tags = known;
    }
    return known;
  }

  LocalDate asOf() {
    return context.asOf();
  }

  /** All rows of a table; none where it does not exist. */
  Dataset<Row> table(TableSpec table) {
    return context.input(table);
  }

  /** Whether a day is one of those that charts over days show. */
  Column shown(ColumnSpec day) {
    return within(day, config.days());
  }

  /** Whether a day is one of the last {@code days}, the as-of day being the last. */
  Column within(ColumnSpec day, int days) {
    return day.col().gt(date_sub(lit(asOf()), days)).and(day.col().leq(lit(asOf())));
  }

  /** Whether a day is over by the as-of. */
  Column past(ColumnSpec day) {
    return day.col().leq(lit(asOf()));
  }

  /** The rows, of which a result that is grouped for people to read has a bounded number. */
  List<Row> rows(Dataset<Row> result) {
    return result.limit(MOST_ROWS).collectAsList();
  }

  /** The text of a column that is never null. */
  static String text(Row row, ColumnSpec column) {
    return row.getString(row.fieldIndex(column.name()));
  }

  /** Rows by the values of some text columns, in the order in which they come. */
  static Map<List<String>, List<Row>> grouped(List<Row> rows, ColumnSpec... by) {
    Map<List<String>, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      List<String> key = Arrays.stream(by).map(column -> text(row, column)).toList();
      groups.computeIfAbsent(key, first -> new ArrayList<>()).add(row);
    }
    return groups;
  }
}
