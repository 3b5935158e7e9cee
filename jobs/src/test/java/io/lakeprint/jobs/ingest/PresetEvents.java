package io.lakeprint.jobs.ingest;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.jobs.ingest.read.SourceFile;
import io.lakeprint.jobs.ingest.udf.IngestFunctions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A file read as a configured source.
 *
 * @param path of the source in the configuration
 */
record PresetEvents(SparkSession spark, String path, LakeConfig lake) {

  PresetEvents {
    IngestFunctions.register(spark);
  }

  static PresetEvents of(SparkSession spark, String preset) {
    return new PresetEvents(
        spark,
        "sources.s",
        ConfigLoader.load(
            List.of(),
            List.of("sources.s.preset=" + preset, "sources.s.path=x", "sources.s.channel=other"),
            PresetEvents.class.getClassLoader(),
            Map.of()));
  }

  SourceConfig source() {
    return lake.bind(path, SourceConfig.class);
  }

  /** What the expressions give, before identifiers and free text are protected. */
  Dataset<Row> selected(Path file) {
    SourceConfig source = source();
    Dataset<Row> rows = records(file);
    Expressions expressions = new Expressions(source.let(), source.select());
    for (Map.Entry<String, String> step : expressions.ordered().entrySet()) {
      rows = rows.withColumn(step.getKey(), functions.expr(step.getValue()));
    }
    List<Column> columns = new ArrayList<>();
    List.of(RecordColumns.LINE, RecordColumns.PROBLEM_CODE, RecordColumns.REST)
        .forEach(name -> columns.add(functions.col(name)));
    source.select().forEach((name, text) -> columns.add(functions.expr(text).as(name)));
    Dataset<Row> selected = rows.select(columns.toArray(new Column[0]));
    for (Map.Entry<String, String> column : source.select().entrySet()) {
      selected = typed(selected, column.getKey(), source.zone());
    }
    return selected;
  }

  private static Dataset<Row> typed(Dataset<Row> rows, String name, ZoneId zone) {
    return EventsTable.SPEC.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .map(
            column ->
                rows.withColumn(
                    name,
                    new TypedColumn(column, name, rows.schema().apply(name).dataType())
                        .value(zone)))
        .orElse(rows);
  }

  /** The events, as they would be written. */
  Dataset<Row> mapped(Path file) {
    return mapped(List.of(new SourceFile(file.toString(), file.toFile().length())));
  }

  Dataset<Row> mapped(List<SourceFile> files) {
    return new SourceMapping(
            "s",
            source(),
            new BusinessDays(ZoneId.of("Asia/Shanghai")),
            new IdResolver(
                lake.bind(IdentifiersConfig.PATH, IdentifiersConfig.class), IdSecret.demo()),
            List.of("id"),
            Instant.parse("2026-06-01T00:00:00Z"))
        .apply(new FileRecords(spark, source(), files).all(true));
  }

  private Dataset<Row> records(Path file) {
    return new FileRecords(
            spark, source(), List.of(new SourceFile(file.toString(), file.toFile().length())))
        .all(true);
  }
}
