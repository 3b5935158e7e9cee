package io.lakeprint.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class TableUpgradeTest {

  private static final ColumnSpec NAME = ColumnSpec.required("name", Types.STRING, "Key");
  private static final ColumnSpec SCORE = ColumnSpec.optional("score", Types.LONG, "Points");
  private static final ColumnSpec SINCE =
      ColumnSpec.optional("since", Types.DATE, "First day; it's null where nobody knows");
  private static final TableSpec OLD =
      TableSpec.of(TableKind.STATE, "profile.scores", "One name", NAME, SCORE).key(NAME);
  private static final ColumnSpec EXPLAINED =
      ColumnSpec.optional("score", Types.LONG, "Points, 0 to 100");
  private static final TableSpec NEW =
      TableSpec.of(TableKind.STATE, "profile.scores", "One name", NAME, EXPLAINED, SINCE)
          .key(NAME)
          .withChangeFeed();

  private final Lake lake;
  private final SparkSession spark;

  TableUpgradeTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.lake = TrialContext.at(spark, folder, ZoneOffset.UTC, LocalDate.of(2026, 3, 1)).lake();
  }

  private List<String> told(TableSpec table) {
    return TableUpgrade.of(lake, table).orElseThrow().steps().stream()
        .map(TableUpgrade.Step::told)
        .toList();
  }

  @Test
  void anOlderTableBecomesWhatIsDeclaredAndKeepsItsRows() {
    lake.sync(OLD, TableRows.of(OLD).row(NAME, "a", SCORE, 1L).on(spark));
    assertThat(told(OLD)).isEmpty();
    assertThat(told(NEW))
        .containsExactly(
            "adds column since (DATE)",
            "explains column score: Points, 0 to 100",
            "sets delta.enableChangeDataFeed = true (was false)");

    TableUpgrade.of(lake, NEW).orElseThrow().apply(lake);

    assertThat(told(NEW)).isEmpty();
    Row row = lake.read(NEW).select("name", "score", "since").head();
    assertThat(row).hasToString("[a,1,null]");
    assertThat(lake.read(NEW).schema().apply("since").getComment().get())
        .isEqualTo("First day; it's null where nobody knows");
    lake.sync(NEW, TableRows.of(NEW).row(NAME, "a", EXPLAINED, 2L).on(spark));
    long version = lake.version(NEW);
    assertThat(lake.changes(NEW, version - 1, version).count())
        .as("its feed tells the row before and after")
        .isEqualTo(2);
  }

  @Test
  void columnsOfAnotherTypeAreToldTogetherBeforeAnythingIsChanged() {
    TableSpec wrong =
        TableSpec.of(
            TableKind.OPS,
            DefinitionsTable.SPEC.name(),
            "One definition",
            ColumnSpec.required("kind", Types.STRING, "Kind"),
            ColumnSpec.required("version", Types.LONG, "Count"));
    lake.append(
        wrong,
        TableRows.of(wrong)
            .row(wrong.columns().get(0), "tag", wrong.columns().get(1), 1L)
            .on(spark),
        new Transaction("test", 1));
    long version = lake.version(wrong);

    assertThatThrownBy(() -> TableUpgrade.all(lake))
        .isInstanceOfSatisfying(
            InputContractException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
        .hasMessageContaining("ops.definitions (column version is bigint, declared string)");
    assertThat(lake.version(wrong)).isEqualTo(version);
  }

  @Test
  void aTableThatIsNotThereNeedsNone() {
    assertThat(TableUpgrade.of(lake, NEW)).isEmpty();
    assertThat(TableUpgrade.all(lake)).isEmpty();
  }
}
