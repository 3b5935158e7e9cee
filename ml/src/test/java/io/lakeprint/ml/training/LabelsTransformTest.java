package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.ml.RollUpRows;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.churn.ChurnConfig;
import io.lakeprint.ml.churn.ChurnModel;
import io.lakeprint.ml.conversion.ConversionConfig;
import io.lakeprint.ml.conversion.ConversionModel;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.features.Snapshots;
import io.lakeprint.ml.repurchase.RepurchaseConfig;
import io.lakeprint.ml.repurchase.RepurchaseModel;
import io.lakeprint.ml.spend.SpendConfig;
import io.lakeprint.ml.spend.SpendModel;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class LabelsTransformTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);
  private static final FeaturesConfig FEATURES = Settings.of("features", FeaturesConfig.class);

  private final SparkSession spark;

  LabelsTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void churnedIsWhoDoesNothingOfTheirOwnInTheHorizon() {
    RollUpRows rows =
        new RollUpRows()
            .did("back on the last day", DAY, "page_view", 1, null)
            .did("back on the last day", DAY.plusDays(37), "page_view", 1, null)
            .did("back a day late", DAY, "page_view", 1, null)
            .did("back a day late", DAY.plusDays(38), "page_view", 1, null)
            .did("back in the gap only", DAY, "page_view", 1, null)
            .did("back in the gap only", DAY.plusDays(7), "page_view", 1, null)
            .did("only written to", DAY, "page_view", 1, null)
            .did("only written to", DAY.plusDays(10), "message_sent", 1, null)
            .did("long gone", DAY.minusDays(60), "page_view", 1, null)
            .did("almost gone", DAY.minusDays(59), "page_view", 1, null)
            .did("not born", DAY.plusDays(10), "page_view", 1, null);
    LabelSpec spec = new ChurnModel().label(new ChurnConfig(60, 7, 30), FEATURES);
    assertThat(labels(spec, rows, TableRows.of(OneIdAliasesTable.SPEC)))
        .isEqualTo(
            Map.of(
                "back on the last day", 0,
                "back a day late", 1,
                "back in the gap only", 1,
                "only written to", 1,
                "almost gone", 1));
  }

  @Test
  void convertedIsWhoDoesTheWantedEventInTheHorizon() {
    RollUpRows rows =
        new RollUpRows()
            .did("signs up in time", DAY, "page_view", 1, null)
            .did("signs up in time", DAY.plusDays(14), "form_submit", 1, null)
            .did("signs up late", DAY, "page_view", 1, null)
            .did("signs up late", DAY.plusDays(15), "form_submit", 1, null)
            .did("only looks", DAY, "page_view", 1, null)
            .did("only looks", DAY.plusDays(3), "page_view", 1, null)
            .did("away", DAY.minusDays(30), "page_view", 1, null);
    LabelSpec spec =
        new ConversionModel()
            .label(
                Settings.of(
                    "conversion", ConversionConfig.class, "conversion.events=[form_submit]"));
    assertThat(labels(spec, rows, TableRows.of(OneIdAliasesTable.SPEC)))
        .isEqualTo(Map.of("signs up in time", 1, "signs up late", 0, "only looks", 0));
  }

  @Test
  void repurchaseLooksAtBuyersAndTheirPurchasesOnly() {
    RollUpRows rows =
        new RollUpRows()
            .did("buys again", DAY.minusDays(3), "purchase", 1, "9")
            .did("buys again", DAY.plusDays(1), "purchase", 1, "9")
            .did("only looks", DAY.minusDays(3), "purchase", 1, "9")
            .did("only looks", DAY.plusDays(1), "page_view", 1, null)
            .did("first purchase", DAY, "page_view", 1, null)
            .did("first purchase", DAY.plusDays(1), "purchase", 1, "9");
    LabelSpec spec =
        new RepurchaseModel().label(new RepurchaseConfig("purchase", 180, 0, 30), FEATURES);
    assertThat(labels(spec, rows, TableRows.of(OneIdAliasesTable.SPEC)))
        .isEqualTo(Map.of("buys again", 1, "only looks", 0));
  }

  @Test
  void spentMuchHasWhoseAmountsAddUpToItInTheHorizon() {
    RollUpRows rows =
        new RollUpRows()
            .did("in two parts", DAY, "page_view", 1, null)
            .did("in two parts", DAY.plusDays(1), "purchase", 1, "60.00")
            .did("in two parts", DAY.plusDays(30), "purchase", 1, "40.00")
            .did("a cent short", DAY, "page_view", 1, null)
            .did("a cent short", DAY.plusDays(1), "purchase", 1, "99.99")
            .did("a day late", DAY, "page_view", 1, null)
            .did("a day late", DAY.plusDays(31), "purchase", 1, "500.00")
            .did("before", DAY, "purchase", 1, "500.00")
            .did("otherwise", DAY, "page_view", 1, null)
            .did("otherwise", DAY.plusDays(2), "refund", 1, "500.00");
    LabelSpec spec = spend("spend.minimum-amount=100");
    assertThat(labels(spec, rows, TableRows.of(OneIdAliasesTable.SPEC)))
        .isEqualTo(
            Map.of(
                "in two parts",
                1,
                "a cent short",
                0,
                "a day late",
                0,
                "before",
                0,
                "otherwise",
                0));
    FeaturesConfig dollars = Settings.of("features", FeaturesConfig.class, "features.currency=USD");
    LabelSpec foreign =
        new SpendModel()
            .label(Settings.of("spend", SpendConfig.class, "spend.minimum-amount=100"), dollars);
    assertThat(labels(foreign, rows, TableRows.of(OneIdAliasesTable.SPEC)))
        .as("euros are no dollars")
        .containsEntry("in two parts", 0);
    assertThatThrownBy(() -> spend("spend.minimum-amount=0"))
        .hasMessageContaining("minimum-amount is above 0");
    assertThatThrownBy(() -> spend("spend.group=purchases"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("spend.group is 'purchases'");
  }

  private static LabelSpec spend(String setting) {
    return new SpendModel().label(Settings.of("spend", SpendConfig.class, setting), FEATURES);
  }

  @Test
  void aPersonMergedSinceIsLookedUpUnderTheIdThatMeansThemNow() {
    Dataset<Row> features = features(new RollUpRows().did("old", DAY, "page_view", 1, null));
    RollUpRows later = new RollUpRows().did("new", DAY.plusDays(3), "page_view", 1, null);
    TableRows aliases =
        TableRows.of(OneIdAliasesTable.SPEC)
            .row(
                OneIdAliasesTable.RETIRED_ID, "old",
                OneIdAliasesTable.ONE_ID, "new",
                OneIdAliasesTable.RETIRED_ON, DAY.plusDays(2));
    LabelSpec spec = new ChurnModel().label(new ChurnConfig(60, 0, 30), FEATURES);
    assertThat(labels(spec, features, later.on(spark).activity(), aliases))
        .isEqualTo(Map.of("old", 0));
  }

  /**
   * Roll-ups name the people of today, features those of then, aliases lead from these to those.
   */
  @Test
  void twoWhoBecameOneSinceBothDidWhatTheOneDid() {
    Instant noon = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    RollUpRows rows =
        new RollUpRows()
            .did(new RollUpRows.Doer(1, "ann", noon), DAY, "page_view", 1, null)
            .did(new RollUpRows.Doer(2, "ann", noon), DAY, "page_view", 1, null)
            .did("ann", DAY.plusDays(3), "page_view", 1, null)
            .did("bob", DAY, "page_view", 1, null);
    TableRows log = TableRows.of(IdentityLogTable.SPEC);
    moved(log, 1, DAY.minusDays(5), 1, "ann");
    moved(log, 1, DAY.minusDays(5), 2, "visitor");
    moved(log, 2, DAY.plusDays(2), 2, "ann");
    FeaturesTransform.Inputs inputs = rows.on(spark);
    Dataset<Row> features =
        new FeaturesTransform(FEATURES, new Snapshots(List.of(DAY)), Settings.rollUps())
            .apply(
                new FeaturesTransform.Inputs(
                    inputs.activity(),
                    inputs.sessions(),
                    inputs.dimensions(),
                    Optional.empty(),
                    Optional.of(
                        new FeaturesTransform.Identity(log.on(spark), rows.events(spark)))));
    TableRows aliases =
        TableRows.of(OneIdAliasesTable.SPEC)
            .row(
                OneIdAliasesTable.RETIRED_ID, "visitor",
                OneIdAliasesTable.ONE_ID, "ann",
                OneIdAliasesTable.RETIRED_ON, DAY.plusDays(2));
    LabelSpec spec = new ChurnModel().label(new ChurnConfig(60, 0, 30), FEATURES);
    assertThat(labels(spec, features, inputs.activity(), aliases))
        .isEqualTo(Map.of("ann", 0, "visitor", 0, "bob", 1));
  }

  private static void moved(TableRows log, long run, LocalDate asOf, long node, String person) {
    log.row(
        IdentityLogTable.RUN_NUMBER, run,
        IdentityLogTable.AS_OF, asOf,
        IdentityLogTable.OPERATION, "MOVE",
        IdentityLogTable.NODE_ID, node,
        IdentityLogTable.VALID_FROM, Instant.EPOCH,
        IdentityLogTable.TO_ONE_ID, person);
  }

  private Map<String, Integer> labels(LabelSpec spec, RollUpRows rows, TableRows aliases) {
    return labels(spec, features(rows), rows.on(spark).activity(), aliases);
  }

  private Map<String, Integer> labels(
      LabelSpec spec, Dataset<Row> features, Dataset<Row> activity, TableRows aliases) {
    return new LabelsTransform(spec, List.of(DAY))
            .apply(new LabelsTransform.Inputs(features, activity, aliases.on(spark)))
            .select(LabelsTable.ONE_ID.col(), LabelsTable.LABEL.col())
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getInt(1)));
  }

  private Dataset<Row> features(RollUpRows rows) {
    return new FeaturesTransform(FEATURES, new Snapshots(List.of(DAY)), Settings.rollUps())
        .apply(rows.on(spark))
        .filter(FeaturesTable.AS_OF.col().equalTo(functions.lit(DAY)));
  }
}
