package io.lakeprint.jobs.ingest;

import io.lakeprint.jobs.ingest.read.FieldSpec;
import io.lakeprint.jobs.ingest.read.ReadOptions;
import io.lakeprint.jobs.ingest.read.ReadPlan;
import io.lakeprint.jobs.ingest.read.RecordFormat;
import io.lakeprint.jobs.ingest.read.RecordReader;
import io.lakeprint.jobs.ingest.read.SourceFile;
import io.lakeprint.jobs.ingest.read.UnreadableHeaderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of one source as records, with the fields that its expressions use.
 *
 * @param spark session
 * @param config the source
 */
record FileRecords(SparkSession spark, SourceConfig config) {

  private static final Logger LOG = LoggerFactory.getLogger(FileRecords.class);

  /** All fields that {@code expressions} use, and everything else beside. */
  Dataset<Row> all(List<SourceFile> files, boolean withRaw) {
    return read(files, new Expressions(config.let(), config.select()), true, withRaw);
  }

  /** Only the fields that the given event columns need. */
  Dataset<Row> only(List<SourceFile> files, Set<String> columns, boolean withRaw) {
    return read(
        files, new Expressions(config.let(), config.select()).only(columns), false, withRaw);
  }

  private Dataset<Row> read(
      List<SourceFile> files, Expressions expressions, boolean withRest, boolean withRaw) {
    RecordFormat format = config.format();
    Set<String> used = expressions.used();
    List<FieldSpec> fields = new ArrayList<>();
    for (Map.Entry<String, String> field : paths(format, files).entrySet()) {
      if (used.contains(field.getKey())) {
        fields.add(new FieldSpec(field.getKey(), field.getValue()));
      }
    }
    return RecordReader.read(
        spark, files, new ReadPlan(format, options(), fields, withRest, withRaw));
  }

  /** Every field that the source knows: name and where it stands. */
  private Map<String, String> paths(RecordFormat format, List<SourceFile> files) {
    Map<String, String> paths = new TreeMap<>(config.columns());
    switch (format) {
      case JSON -> {}
      case TSV -> config.columnNames().forEach(name -> paths.put(name, name));
      case CSV -> csvColumns(files).forEach(name -> paths.putIfAbsent(name, name));
      case NCSA ->
          List.of(
                  "host",
                  "ident",
                  "user",
                  "time",
                  "method",
                  "target",
                  "protocol",
                  "status",
                  "bytes",
                  "referer",
                  "agent")
              .forEach(name -> paths.putIfAbsent(name, name));
      case W3C -> {}
      case TEXT -> paths.put("value", "value");
    }
    return paths;
  }

  /**
   * The columns of every header in the batch: a file without a wanted one is refused as a whole.
   */
  private Set<String> csvColumns(List<SourceFile> files) {
    Set<String> names = new LinkedHashSet<>(config.columnNames());
    if (config.header() && names.isEmpty()) {
      for (SourceFile file : files) {
        try {
          names.addAll(RecordReader.header(spark, file, options()));
        } catch (IOException | UnreadableHeaderException e) {
          LOG.debug("No header in {}: the reader will refuse the file and say why", file.path(), e);
        }
      }
    }
    return names;
  }

  private ReadOptions options() {
    return new ReadOptions(
        config.charset(),
        config.delimiter().charAt(0),
        config.quote().charAt(0),
        config.escape().charAt(0),
        config.header(),
        config.columnNames(),
        Math.toIntExact(config.maxRecordSize().bytes()),
        ReadOptions.DEFAULTS.splitBytes(),
        config.flatten());
  }
}
