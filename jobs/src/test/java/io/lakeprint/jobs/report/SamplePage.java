package io.lakeprint.jobs.report;

import static java.util.Objects.requireNonNull;

import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Page;
import io.lakeprint.testkit.TablesContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A page, and what its blocks say.
 *
 * @param page the page
 * @param blocks its blocks by id
 */
record SamplePage(Page page, Map<String, Block> blocks) {

  private static @Nullable SamplePage sample;

  /** The page of the sample shop, made once. */
  static synchronized SamplePage in(SparkSession spark) {
    SamplePage known = sample;
    if (known == null) {
      known = of(SampleTables.in(spark));
      sample = known;
    }
    return known;
  }

  /** The page of a lake. */
  static SamplePage of(TablesContext context) {
    Page page = ReportJob.page(context, context.settings("report", ReportConfig.class));
    return new SamplePage(
        page,
        page.sections().stream()
            .flatMap(section -> section.blocks().stream())
            .collect(Collectors.toMap(Block::id, Function.identity())));
  }

  Block block(String id) {
    return requireNonNull(blocks.get(id), () -> id + " of " + blocks.keySet());
  }

  /** Some columns of a block's rows. */
  List<List<Object>> rows(String block, String... columns) {
    Block found = block(block);
    List<String> fields = found.fields().stream().map(Field::id).toList();
    List<List<Object>> rows = new ArrayList<>();
    for (List<?> row : found.rows()) {
      List<Object> told = new ArrayList<>();
      for (String column : columns) {
        told.add(row.get(fields.indexOf(column)));
      }
      rows.add(told);
    }
    return rows;
  }

  static List<String> told(List<List<Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .toList();
  }
}
