package io.lakeprint.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.SparkExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the benchmark of the page fills the tables that it says, as jobs would. */
@ExtendWith(SparkExtension.class)
class ReportBenchmarkTest {

  @Test
  void itsTablesAreWholeAndHoldEverybody(SparkSession spark) {
    Map<String, Integer> rows = new TreeMap<>();
    ReportBenchmark.tables(spark, 2)
        .forEach(
            (table, dataset) -> {
              List<Row> all = dataset.collectAsList();
              assertThat(dataset.columns()).isEqualTo(table.schema().fieldNames());
              assertThat(all.stream().map(row -> key(table, row)).distinct()).hasSameSizeAs(all);
              rows.put(table.name(), all.size());
            });
    assertThat(rows)
        .containsEntry(PersonsTable.SPEC.name(), 2)
        .containsEntry(DailyActivityTable.SPEC.name(), 6)
        .containsEntry(OrdersTable.SPEC.name(), 4)
        .containsEntry(DefinitionsTable.SPEC.name(), 100);
  }

  private static List<Object> key(TableSpec table, Row row) {
    return table.key().stream().map(ColumnSpec::name).map(row::<Object>getAs).toList();
  }
}
