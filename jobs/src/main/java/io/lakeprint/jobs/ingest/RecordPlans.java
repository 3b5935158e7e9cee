package io.lakeprint.jobs.ingest;

import io.lakeprint.jobs.ingest.read.FieldSpec;
import io.lakeprint.jobs.ingest.read.ReadOptions;
import io.lakeprint.jobs.ingest.read.ReadPlan;
import io.lakeprint.jobs.ingest.read.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to read out of the records of a source: the fields that its expressions use.
 *
 * @param config the source
 */
record RecordPlans(SourceConfig config) {

  /** All that the expressions use, and everything else beside. */
  ReadPlan all(Set<String> columns, boolean withRaw) {
    return plan(new Expressions(config.let(), config.select()), columns, true, withRaw);
  }

  /** Only what the given event columns need. */
  ReadPlan only(Set<String> eventColumns, Set<String> columns, boolean withRaw) {
    Expressions needed = new Expressions(config.let(), config.select()).only(eventColumns);
    return plan(needed, columns, false, withRaw);
  }

  ReadOptions options() {
    return new ReadOptions(
        config.charset(),
        config.delimiter().charAt(0),
        config.quote().charAt(0),
        config.escape().charAt(0),
        config.header() && config.format() != SourceFormat.KAFKA,
        config.columnNames(),
        Math.toIntExact(config.maxRecordSize().bytes()),
        ReadOptions.DEFAULTS.splitBytes(),
        config.flatten());
  }

  /** Columns found in what is read are fields under their own names. */
  private ReadPlan plan(
      Expressions expressions, Set<String> columns, boolean withRest, boolean withRaw) {
    Set<String> used = expressions.used();
    List<FieldSpec> fields = new ArrayList<>();
    paths(columns)
        .forEach(
            (name, path) -> {
              if (used.contains(name)) {
                boolean optional =
                    config.optionalColumns().contains(name)
                        || config.optionalColumns().contains(path);
                fields.add(new FieldSpec(name, path, optional));
              }
            });
    return new ReadPlan(config.records(), options(), fields, withRest, withRaw);
  }

  /** Every field that the source knows: name and where it stands. */
  private Map<String, String> paths(Set<String> columns) {
    Map<String, String> paths = new TreeMap<>(config.columns());
    columns.forEach(name -> paths.putIfAbsent(name, path(name)));
    config.optionalColumns().forEach(name -> paths.putIfAbsent(name, path(name)));
    config.columnNames().forEach(name -> paths.putIfAbsent(name, name));
    switch (config.records()) {
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
      case TEXT -> paths.put("value", "value");
      case JSON, CSV, TSV, W3C -> {}
    }
    return paths;
  }

  private String path(String column) {
    return config.records() == RecordFormat.JSON ? FieldSpec.keyPath(column) : column;
  }
}
