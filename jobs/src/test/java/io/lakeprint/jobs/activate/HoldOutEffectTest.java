package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.common.tables.AssignmentsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The query of the page finds an effect that is known, and nothing else. */
@ExtendWith(SparkExtension.class)
class HoldOutEffectTest {

  private static final Pattern QUERY = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final LocalDate SINCE = LocalDate.of(2026, 2, 10);

  private final TableRows arms = TableRows.of(AssignmentsTable.SPEC);
  private final TableRows orders = TableRows.of(OrdersTable.SPEC);
  private final TableRows aliases = TableRows.of(OneIdAliasesTable.SPEC);

  @Test
  void theEffectIsWhatMoreOfTheTreatedDoThanOfTheHeldOut(SparkSession spark) throws IOException {
    for (int i = 0; i < 299; i++) {
      assigned("win_back", "t" + i, "treated", SINCE);
    }
    for (int i = 0; i < 100; i++) {
      assigned("win_back", "h" + i, "held_out", SINCE);
    }
    // 30 % against 20 %, on the first and on the last day that counts.
    for (int i = 0; i < 89; i++) {
      bought("t" + i, SINCE.plusDays(1), "paid");
    }
    for (int i = 0; i < 20; i++) {
      bought("h" + i, SINCE.plusDays(30), "paid");
    }
    bought("t1", SINCE.plusDays(3), "paid");
    // Who is another one by now buys under the new id.
    assigned("win_back", "was t299", "treated", SINCE);
    merged("was t299", "t299");
    bought("t299", SINCE.plusDays(4), "paid");
    whatDoesNotCount();

    Row effect = run(spark);
    assertThat(effect.<Long>getAs("treated")).isEqualTo(300);
    assertThat(effect.<Long>getAs("held_out")).isEqualTo(100);
    assertThat(effect.<Double>getAs("treated_ratio")).isCloseTo(0.30, within(1e-9));
    assertThat(effect.<Double>getAs("held_out_ratio")).isCloseTo(0.20, within(1e-9));
    assertThat(effect.<Double>getAs("effect")).isCloseTo(0.10, within(1e-9));
    assertThat(effect.<Double>getAs("plus_minus"))
        .as("1.96 standard errors of a difference of two shares")
        .isCloseTo(1.96 * Math.sqrt(0.3 * 0.7 / 300 + 0.2 * 0.8 / 100), within(1e-9));
  }

  private void whatDoesNotCount() {
    bought("h90", SINCE.minusDays(1), "paid");
    bought("h91", SINCE, "paid");
    bought("h92", SINCE.plusDays(31), "paid");
    bought("h93", SINCE.plusDays(2), "cancelled");
    bought("h94", SINCE.plusDays(2), "placed");
    bought("somebody else", SINCE.plusDays(2), "paid");
    assigned("another_activation", "h95", "treated", SINCE);
    assigned("win_back", "late", "held_out", LocalDate.of(2026, 3, 2));
    bought("late", LocalDate.of(2026, 3, 3), "paid");
    // Two who are one person by now, one of each arm: nobody knows which of them bought.
    assigned("win_back", "was a", "treated", SINCE);
    assigned("win_back", "was b", "held_out", SINCE);
    merged("was a", "both");
    merged("was b", "both");
    bought("both", SINCE.plusDays(2), "paid");
    // Two of one arm count once, from the day of the first.
    assigned("win_back", "was c", "held_out", SINCE.minusDays(30));
    merged("was c", "h99");
    bought("h99", SINCE.plusDays(3), "paid");
  }

  private void assigned(String activation, String person, String arm, LocalDate on) {
    arms.row(
        AssignmentsTable.ACTIVATION, activation,
        AssignmentsTable.ONE_ID, person,
        AssignmentsTable.ARM, arm,
        AssignmentsTable.ASSIGNED_ON, on);
  }

  private void merged(String retired, String into) {
    aliases.row(
        OneIdAliasesTable.RETIRED_ID, retired,
        OneIdAliasesTable.ONE_ID, into,
        OneIdAliasesTable.RETIRED_ON, SINCE);
  }

  private void bought(String person, LocalDate day, String status) {
    orders.row(
        OrdersTable.ORDER_ID,
        person + " " + day,
        OrdersTable.ONE_ID,
        person,
        OrdersTable.ORDER_DATE,
        day,
        OrdersTable.PAID_AT,
        status.equals("placed") ? null : day + "T04:00:00Z",
        OrdersTable.STATUS,
        status);
  }

  private Row run(SparkSession spark) throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/activation.md"));
    Matcher query = QUERY.matcher(page);
    assertThat(query.find()).isTrue();
    String sql = query.group(1);
    for (Map.Entry<TableSpec, TableRows> table :
        Map.of(
                AssignmentsTable.SPEC, arms,
                OrdersTable.SPEC, orders,
                OneIdAliasesTable.SPEC, aliases)
            .entrySet()) {
      String name = table.getKey().name();
      // A view has no database.
      String view = name.replace('.', '_');
      assertThat(sql).contains(name);
      table.getValue().on(spark).createOrReplaceTempView(view);
      sql = sql.replace(name, view);
    }
    return spark.sql(sql).head();
  }
}
