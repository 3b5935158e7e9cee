package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One kind of report: where its definitions stand, what may be wrong with them, what is counted for
 * them, and how it is told.
 *
 * @param <D> its definitions
 */
interface ReportKind<D extends Record & ReportDefinition> {

  /** The key that the definitions stand under. */
  String section();

  /** The definitions, by id. */
  Map<String, D> definitions(ReportsConfig config);

  /** Notes what is wrong with one definition beside what all kinds have in common. */
  void check(String path, D report, ReportCheck check);

  /** Adds the series of a checked definition. */
  void compile(String id, D report, ReportCompiler plan);

  /** What is told of it. */
  List<Output> outputs();

  /**
   * Rows of a table.
   *
   * @param table the table, which several kinds may tell rows of
   * @param telling makes them of what is known
   */
  record Output(TableSpec table, Teller telling) {}

  /**
   * What reports are told from.
   *
   * @param facts rows of {@link FactsTransform}
   * @param costs rows of {@code reference.ad_costs}
   */
  record Known(Dataset<Row> facts, Dataset<Row> costs) {}

  /** Makes rows of a table. */
  interface Teller {
    Dataset<Row> rows(Telling telling, Known known);
  }
}
