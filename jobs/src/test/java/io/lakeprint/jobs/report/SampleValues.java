package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.ValueModelsTable;
import io.lakeprint.common.tables.ValueTenthsTable;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;

/** What the sample's buyers are expected to spend, and what came of it earlier. */
final class SampleValues {
  private SampleValues() {}

  static void into(TablesContext context) {
    TableRows models = TableRows.of(ValueModelsTable.SPEC);
    learner(models, SampleTables.AS_OF.minusDays(30), "pareto-nbd", true, 1, 0);
    learner(models, SampleTables.AS_OF, "own-rate", false, 12.5, -0.4);
    learner(models, SampleTables.AS_OF, "bg-nbd", false, 12, -0.3);
    learner(models, SampleTables.AS_OF, "hurdle", true, 10, -0.2);
    TableRows tenths = TableRows.of(ValueTenthsTable.SPEC);
    tenth(tenths, "hurdle", 1, 50, 60);
    tenth(tenths, "hurdle", 2, 10, 20);
    tenth(tenths, "bg-nbd", 1, 40, 55);
    TableRows values = TableRows.of(CustomerValuesTable.SPEC);
    for (int person = 0; person < SampleTables.PEOPLE; person++) {
      values.row(
          CustomerValuesTable.AS_OF,
          SampleTables.AS_OF,
          CustomerValuesTable.ONE_ID,
          "person-" + person,
          CustomerValuesTable.ALIVE_SCORE,
          0.5,
          CustomerValuesTable.EXPECTED_AMOUNT,
          person < 6 ? "30" : "10",
          CustomerValuesTable.CLV_AMOUNT,
          person < 6 ? "90" : "20",
          CustomerValuesTable.DECILE,
          person < 6 ? 1 : person < 11 ? 5 : 10);
    }
    context
        .with(ValueModelsTable.SPEC, models)
        .with(ValueTenthsTable.SPEC, tenths)
        .with(CustomerValuesTable.SPEC, values);
  }

  private static void learner(
      TableRows rows, LocalDate asOf, String name, boolean serves, double error, double bias) {
    rows.row(
        ValueModelsTable.AS_OF, asOf,
        ValueModelsTable.LEARNER, name,
        ValueModelsTable.TELLS_AMOUNT, serves,
        ValueModelsTable.TEST_SNAPSHOT, asOf.minusDays(90),
        ValueModelsTable.TEST_COUNT, 200L,
        ValueModelsTable.AMOUNT_ERROR, error,
        ValueModelsTable.AMOUNT_BIAS_RATIO, bias);
  }

  private static void tenth(
      TableRows rows, String learner, int tenth, double foretold, double spent) {
    rows.row(
        ValueTenthsTable.AS_OF, SampleTables.AS_OF,
        ValueTenthsTable.LEARNER, learner,
        ValueTenthsTable.TENTH, tenth,
        ValueTenthsTable.CUSTOMER_COUNT, 20L,
        ValueTenthsTable.FORETOLD_MEAN, foretold,
        ValueTenthsTable.SPENT_MEAN, spent);
  }
}
