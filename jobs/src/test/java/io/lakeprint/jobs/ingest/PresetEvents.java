package io.lakeprint.jobs.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.jobs.ingest.read.FieldSpec;
import io.lakeprint.jobs.ingest.read.ReadOptions;
import io.lakeprint.jobs.ingest.read.ReadPlan;
import io.lakeprint.jobs.ingest.read.RecordFormat;
import io.lakeprint.jobs.ingest.read.RecordReader;
import io.lakeprint.jobs.ingest.read.SourceFile;
import io.lakeprint.jobs.ingest.udf.IngestFunctions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

record PresetEvents(SparkSession spark, String preset) {

  Dataset<Row> read(Path file) {
    IngestFunctions.register(spark);
    Config config = ConfigFactory.parseResources("presets/" + preset + ".conf").resolve();
    Map<String, String> paths = new TreeMap<>(texts(config, "columns"));
    List<FieldSpec> fields = new ArrayList<>();
    paths.forEach((n, p) -> fields.add(new FieldSpec(n, p)));
    ReadOptions options = ReadOptions.DEFAULTS;
    if (config.hasPath("column-names")) {
      options = options.withColumns(config.getStringList("column-names"));
    }
    if (config.hasPath("flatten")) {
      options = options.withFlatten(config.getStringList("flatten"));
    }
    ReadPlan plan =
        new ReadPlan(
            RecordFormat.valueOf(config.getString("format").toUpperCase(Locale.ROOT)),
            options,
            fields,
            true,
            false);
    Dataset<Row> rows =
        RecordReader.read(
            spark, List.of(new SourceFile(file.toString(), file.toFile().length())), plan);
    Map<String, String> let = new TreeMap<>(texts(config, "let"));
    while (!let.isEmpty()) {
      int before = let.size();
      RuntimeException last = null;
      for (String name : List.copyOf(let.keySet())) {
        try {
          rows = rows.withColumn(name, functions.expr(let.get(name)));
          let.remove(name);
        } catch (Exception e) {
          last = new IllegalStateException(name + ": " + e.getMessage(), e);
        }
      }
      if (let.size() == before && last != null) {
        throw last;
      }
    }
    List<Column> columns = new ArrayList<>();
    columns.add(functions.col("_line"));
    columns.add(functions.col("_problem_code"));
    columns.add(functions.col("_rest"));
    for (Map.Entry<String, String> e : new TreeMap<>(texts(config, "select")).entrySet()) {
      Column value = functions.expr(e.getValue());
      boolean same =
          e.getKey().equals("ip")
              || rows.select(value)
                  .schema()
                  .apply(0)
                  .dataType()
                  .equals(EventsTable.SPEC.schema().apply(e.getKey()).dataType());
      columns.add(
          same
              ? value.as(e.getKey())
              : value
                  .try_cast(EventsTable.SPEC.schema().apply(e.getKey()).dataType())
                  .as(e.getKey()));
    }
    return rows.select(columns.toArray(new Column[0]));
  }

  private static Map<String, String> texts(Config config, String path) {
    Map<String, String> texts = new TreeMap<>();
    if (config.hasPath(path)) {
      config
          .getObject(path)
          .forEach((key, value) -> texts.put(key, String.valueOf(value.unwrapped())));
    }
    return texts;
  }
}
