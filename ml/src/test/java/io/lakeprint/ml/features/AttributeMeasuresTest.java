package io.lakeprint.ml.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.ml.RollUpRows;
import io.lakeprint.ml.Settings;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AttributeMeasuresTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);
  private static final FeaturesConfig CONFIG =
      Settings.of(
          "features",
          FeaturesConfig.class,
          "features.attributes={ points { attribute = loyalty_points, name-en = points, name-zh = 积分 }"
              + ", level { attribute = level, name-en = level, name-zh = 等级, values = [silver, gold] } }");

  private final TableRows updates = TableRows.of(AttributeUpdatesTable.SPEC);
  private int changes;

  @Test
  void everySnapshotKnowsWhatWasSetByThenByWhoeverOwnedTheNode(SparkSession spark) {
    changed(DAY.minusDays(40), 1, "level", "set", "silver");
    changed(DAY, 1, "level", "set", "gold");
    changed(DAY.minusDays(3), 1, "loyalty_points", "set", "70");
    changed(DAY.minusDays(2), 1, "loyalty_points", "increment", "5");
    changed(DAY.plusDays(1), 1, "loyalty_points", "set", "999");
    // Node 2 was b's until it became a's.
    changed(DAY.minusDays(20), 2, "loyalty_points", "set", "8");
    changed(DAY.minusDays(20), 2, "level", "set", "bronze");
    changed(DAY.minusDays(9), 3, "loyalty_points", "set", "many");
    List<Row> rows =
        new FeaturesTransform(
                CONFIG, new Snapshots(List.of(DAY.minusDays(30), DAY)), Settings.rollUps())
            .apply(inputs(spark))
            .select("one_id", "points", "level_1", "level_2")
            .orderBy(FeaturesTable.ONE_ID.col(), FeaturesTable.AS_OF.col())
            .collectAsList();
    assertThat(rows)
        .extracting(Row::toString)
        .containsExactly(
            "[a,null,1.0,0.0]",
            "[a,75.0,0.0,1.0]",
            "[b,null,null,null]",
            "[b,8.0,0.0,0.0]",
            "[c,null,null,null]",
            "[c,null,null,null]");
  }

  @Test
  void theCatalogueSaysWhatTheyMean() {
    FeatureCatalog catalog = FeatureCatalog.of(CONFIG);
    assertThat(catalog.find("level_2").orElseThrow().meaning()).isEqualTo("level is gold");
    assertThat(catalog.find("points").orElseThrow().nullMeans()).isEqualTo("not set, or no number");
  }

  @Test
  void aSettingThatNamesNoGroupOrAValueTwiceIsRefused() {
    assertThatThrownBy(() -> with("features.funnel=[browse, cartt]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("funnel")
        .hasMessageContaining("cart");
    assertThatThrownBy(
            () -> with("features.sequences.x={ first = search, then = nothing, within-days = 1 }"))
        .hasMessageContaining("sequences.x");
    assertThatThrownBy(
            () -> with("features.sequences.x={ first = search, then = cart, within-days = -1 }"))
        .hasMessageContaining("within-days");
    assertThatThrownBy(
            () ->
                with(
                    "features.attributes.x={ attribute = a, name-en = a, name-zh = a, values = [b, b] }"))
        .hasMessageContaining("twice");
  }

  private static void with(String setting) {
    Settings.of("features", FeaturesConfig.class, setting);
  }

  private void changed(
      LocalDate day, long node, String attribute, String operation, @Nullable String value) {
    updates.row(
        AttributeUpdatesTable.SOURCE, "crm",
        AttributeUpdatesTable.EVENT_ID, "e" + changes++,
        AttributeUpdatesTable.ATTRIBUTE, attribute,
        AttributeUpdatesTable.OPERATION, operation,
        AttributeUpdatesTable.VALUE, value,
        AttributeUpdatesTable.ANCHOR_NODE, node,
        AttributeUpdatesTable.UPDATED_AT, day + "T12:00:00Z",
        AttributeUpdatesTable.EVENT_DATE, day);
  }

  private FeaturesTransform.Inputs inputs(SparkSession spark) {
    TableRows map = TableRows.of(IdentityMapTable.SPEC);
    owned(map, 1, "a", LocalDate.EPOCH, null);
    owned(map, 2, "b", LocalDate.EPOCH, DAY.minusDays(10));
    owned(map, 2, "a", DAY.minusDays(10), null);
    owned(map, 3, "c", LocalDate.EPOCH, null);
    RollUpRows did = new RollUpRows();
    List.of("a", "b", "c").forEach(id -> did.did(id, DAY.minusDays(50), "search", 1, null));
    FeaturesTransform.Inputs rows = did.on(spark);
    Dataset<Row> changed = updates.on(spark);
    return new FeaturesTransform.Inputs(
        rows.activity(),
        rows.sessions(),
        rows.dimensions(),
        Optional.of(new FeaturesTransform.Attributes(changed, map.on(spark))),
        Optional.empty());
  }

  private static void owned(
      TableRows map, long node, String person, LocalDate from, @Nullable LocalDate to) {
    map.row(
        IdentityMapTable.NODE_ID,
        node,
        IdentityMapTable.ONE_ID,
        person,
        IdentityMapTable.VALID_FROM,
        from + "T00:00:00Z",
        IdentityMapTable.VALID_TO,
        to == null ? null : to + "T00:00:00Z");
  }
}
