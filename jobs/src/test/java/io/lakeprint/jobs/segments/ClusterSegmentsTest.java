package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.portraits.PortraitsJob;
import io.lakeprint.ml.clustering.ClustersJob;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clusters as segments: from features to who is in the segment of a cluster, on two days. */
@ExtendWith(SparkExtension.class)
class ClusterSegmentsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 10);
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final int EACH = 20;

  private final SparkSession spark;

  @TempDir Path folder;

  ClusterSegmentsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void theSegmentOfAClusterKeepsItsPeopleThoughAnotherIsWorthMoreNow() {
    TrialContext first = context(FIRST, 2);
    FeaturesConfig features = first.settings("features", FeaturesConfig.class);
    TableSpec table = FeatureCatalog.of(features).table();
    TableRows rows = TableRows.of(table);
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    TableRows tags = TableRows.of(PersonTagsTable.SPEC);
    for (int i = 0; i < EACH; i++) {
      String number = String.format(Locale.ROOT, "%02d", i);
      feature(rows, table, FIRST, "buys" + number, 1000 + i);
      feature(rows, table, FIRST, "look" + number, 0);
      feature(rows, table, SECOND, "buys" + number, i < 2 ? 0 : 1000 + i);
      feature(rows, table, SECOND, "look" + number, 0);
      feature(rows, table, SECOND, "rich" + number, 90_000 + i);
      for (String person : List.of("buys" + number, "look" + number, "rich" + number)) {
        persons.row(PersonsTable.ONE_ID, person);
        tags.row(PersonTagsTable.ONE_ID, person);
      }
    }
    first.lake().replaceWhere(table, rows.on(spark), "true");
    first.lake().sync(PersonsTable.SPEC, persons.on(spark));
    first.lake().sync(PersonTagsTable.SPEC, tags.on(spark));

    run(first);
    assertThat(kinds(first, FIRST)).containsExactly("buys c1 20", "look c2 20");
    assertThat(stays(first)).hasSize(EACH).allMatch(stay -> stay.matches("buys.. 2026-03-10 -"));
    run(context(SECOND, 3));
    assertThat(kinds(first, SECOND))
        .as("the most valuable is new")
        .containsExactly("buys c1 18", "buys c2 2", "look c2 20", "rich c3 20");
    assertThat(stays(first))
        .as("two of them buy no more")
        .hasSize(EACH)
        .contains("buys00 2026-03-10 2026-03-11", "buys01 2026-03-10 2026-03-11")
        .filteredOn(stay -> stay.matches("buys.. 2026-03-10 -"))
        .hasSize(EACH - 2);

    List<Row> clusters = rows(first, ClustersTable.SPEC, ClustersTable.ONE_ID);
    List<Row> profiles = rows(first, ClusterProfilesTable.SPEC, ClusterProfilesTable.CLUSTER_ID);
    first.run(new ClustersJob());
    assertThat(rows(first, ClustersTable.SPEC, ClustersTable.ONE_ID))
        .as("a day again, after a later one")
        .isEqualTo(clusters);
    assertThat(rows(first, ClusterProfilesTable.SPEC, ClusterProfilesTable.CLUSTER_ID))
        .isEqualTo(profiles);
  }

  private static void run(TrialContext context) {
    context.run(new ClustersJob());
    context.run(new PortraitsJob());
    context.run(new SegmentsJob());
  }

  private static void feature(
      TableRows rows, TableSpec table, LocalDate day, String person, double amount) {
    rows.row(
        FeaturesTable.AS_OF,
        day,
        FeaturesTable.ONE_ID,
        person,
        column(table, "days_since_active"),
        1.0,
        column(table, "purchase_amount_90d"),
        amount);
  }

  private static ColumnSpec column(TableSpec table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private TrialContext context(LocalDate day, int clusters) {
    return TrialContext.at(
        spark,
        folder,
        ZoneId.of("UTC"),
        day,
        "clusters.minimum-people=30",
        "clusters.minimum-clusters=" + clusters,
        "clusters.maximum-clusters=" + clusters,
        "clusters.stability-splits=1",
        "clusters.iterations=2",
        "clusters.traits=[{ feature = purchase_amount_90d, high-en = spenders, high-zh = 高消费,"
            + " low-en = lookers, low-zh = 少消费 }]",
        "tags.definitions=null",
        "tags.definitions={}",
        "portraits.models=[]",
        "segments.definitions=null",
        "segments.definitions={ good_buyers { name-zh = 好顾客, name-en = Good buyers,"
            + " when { portrait = cluster_id, op = equals, value = c1 } } }");
  }

  /** Kind of person, cluster and how many, on a day. */
  private static List<String> kinds(TrialContext context, LocalDate day) {
    return context
        .lake()
        .read(ClustersTable.SPEC)
        .filter("as_of = DATE'" + day + "'")
        .selectExpr("substring(one_id, 1, 4) AS kind", "cluster_id")
        .groupBy("kind", "cluster_id")
        .count()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(2))
        .sorted()
        .toList();
  }

  private static List<Row> rows(TrialContext context, TableSpec table, ColumnSpec key) {
    return context.lake().read(table).orderBy("as_of", key.name()).collectAsList();
  }

  private static List<String> stays(TrialContext context) {
    return context
        .lake()
        .read(SegmentMembersTable.SPEC)
        .selectExpr("one_id", "valid_from", "coalesce(string(valid_to), '-')")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + " " + row.get(1) + " " + row.getString(2))
        .sorted()
        .toList();
  }
}
