package io.lakeprint.common.run;

import io.lakeprint.common.definitions.Definition;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.DefinitionsTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Keeps every version of every definition that a job has worked with.
 *
 * <p>Each kind of definition has a job of its own. Versions are only ever added, so jobs that keep
 * theirs at the same time do not meet.
 */
public final class Definitions {

  private Definitions() {}

  /**
   * Adds the versions that are new; those of earlier runs stay.
   *
   * @param kind what they are: tag, segment, report
   * @param definitions by id, each a record
   */
  public static WriteResult keep(
      JobContext context, String kind, Map<String, ? extends Definition> definitions) {
    List<Row> rows =
        definitions.entrySet().stream()
            .map(entry -> row(kind, entry.getKey(), entry.getValue(), context.asOf()))
            .toList();
    Dataset<Row> current = context.spark().createDataFrame(rows, DefinitionsTable.SPEC.schema());
    Dataset<Row> earlier =
        context
            .lake()
            .read(DefinitionsTable.SPEC)
            .filter(DefinitionsTable.KIND.col().equalTo(kind));
    String[] key = {
      DefinitionsTable.KIND.name(),
      DefinitionsTable.DEFINITION_ID.name(),
      DefinitionsTable.VERSION.name()
    };
    Dataset<Row> all =
        earlier.unionByName(current.join(earlier.select(key[0], key[1], key[2]), key, "left_anti"));
    return context
        .lake()
        .sync(
            DefinitionsTable.SPEC,
            all.select(DefinitionsTable.SPEC.cols()),
            Part.where(DefinitionsTable.KIND.name() + " = '" + kind + "'"));
  }

  private static Row row(String kind, String id, Definition definition, LocalDate asOf) {
    DefinitionText text = DefinitionText.of((Record) definition);
    return RowFactory.create(
        kind,
        id,
        text.version(),
        definition.nameZh(),
        definition.nameEn(),
        definition.owner().orElse(null),
        text.text(),
        java.sql.Date.valueOf(asOf));
  }
}
