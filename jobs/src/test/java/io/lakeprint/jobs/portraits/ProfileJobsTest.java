package io.lakeprint.jobs.portraits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.TagValuesTable;
import io.lakeprint.jobs.tags.TagsJob;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The jobs tags and portraits on a real lake. */
@ExtendWith(SparkExtension.class)
class ProfileJobsTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  private static final String ONE_MORE =
      "tags={ definitions { a_new_tag { name-zh = 新, name-en = New, group = g, kind = statistic,"
          + " type = long, expression = \"count_of('page_view')\" }, visit_depth_30d = null,"
          + " tried { name-zh = 试, name-en = Tried, group = g, kind = sequence, type = boolean,"
          + " sequence { steps = [{ event = search }, { event = add_to_cart }], within = 1 day,"
          + " window = 30d } }, level { name-zh = 级, name-en = Level, group = g,"
          + " kind = attribute, type = text, attribute = level } } }";

  private final SparkSession spark;

  @TempDir Path folder;

  ProfileJobsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void personsBecomePortraitsAndARerunChangesNothing() {
    TrialContext context = TrialContext.at(spark, folder, ZoneId.of("Asia/Shanghai"), AS_OF);
    fill(context);

    context.run(new TagsJob());
    context.run(new PortraitsJob());

    assertThat(context.lake().read(PortraitsTable.SPEC).count()).isEqualTo(2);
    Row ann = portrait(context, "ann");
    assertThat(ann.<String>getAs("channels")).isEqualTo("app,web");
    assertThat(ann.<Integer>getAs("days_since_purchase")).isEqualTo(11);
    assertThat(ann.<String>getAs("funnel_position")).isEqualTo("purchase");
    assertThat(ann.<String>getAs("preferred_category")).isEqualTo("shoes");
    assertThat(ann.<String>getAs("preferred_category_list")).isEqualTo("[\"shoes\",\"hats\"]");
    assertThat(ann.<Double>getAs("churn_score")).isEqualTo(0.25);
    assertThat(ann.<Integer>getAs("churn_decile")).isEqualTo(4);
    assertThat(ann.<Object>getAs("repurchase_score")).isNull();
    assertThat(ann.<String>getAs("cluster_name")).isEqualTo("Loyal");
    assertThat(ann.<String>getAs("cluster_name_zh")).isEqualTo("忠实");
    Row bob = portrait(context, "bob");
    assertThat(bob.<Double>getAs("churn_score")).as("scored under a retired id").isEqualTo(0.75);
    assertThat(bob.<Object>getAs("days_since_purchase")).isNull();
    assertThat(bob.<Object>getAs("preferred_category_list")).isNull();
    assertThat(context.lake().read(TagValuesTable.SPEC).count()).isEqualTo(2);
    assertThat(context.run(new TagsJob()).rowsWritten()).isZero();
    assertThat(context.run(new PortraitsJob()).rowsWritten()).isZero();
  }

  @Test
  void aChangedCatalogueWidensTheTablesAndKeepsEarlierDefinitions() {
    TrialContext before = TrialContext.at(spark, folder, ZoneId.of("Asia/Shanghai"), AS_OF);
    fill(before);
    before.run(new TagsJob());
    before.run(new PortraitsJob());
    happened(before, "search");
    says(before, "silver");
    before
        .lake()
        .sync(
            IdentityMapTable.SPEC,
            TableRows.of(IdentityMapTable.SPEC)
                .row(
                    IdentityMapTable.NODE_ID, 7L,
                    IdentityMapTable.ONE_ID, "bob",
                    IdentityMapTable.VALID_FROM, "1970-01-01T00:00:00Z")
                .on(spark));
    long definitions = before.lake().read(DefinitionsTable.SPEC).count();
    TrialContext after =
        TrialContext.at(spark, folder, ZoneId.of("Asia/Shanghai"), AS_OF, ONE_MORE);

    assertThatThrownBy(() -> after.run(new PortraitsJob()))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("a_new_tag");
    after.run(new TagsJob());
    after.run(new PortraitsJob());

    Row ann = portrait(after, "ann");
    assertThat(ann.<Long>getAs("a_new_tag")).isEqualTo(1);
    assertThat(ann.<Integer>getAs("days_since_purchase")).isEqualTo(11);
    assertThat(Arrays.asList(ann.schema().fieldNames())).doesNotContain("visit_depth_30d");
    assertThat(after.lake().read(DefinitionsTable.SPEC).count()).isEqualTo(definitions + 3);

    assertThat(tried(after)).as("a search alone").isFalse();
    happened(after, "search", "add_to_cart");
    says(after, "silver", "gold");
    JobReport oneMoreEvent = after.run(new TagsJob());
    assertThat(tried(after)).isTrue();
    assertThat(bob(after).<String>getAs("level")).isEqualTo("gold");
    assertThat(bob(after).<String>getAs("level_source")).isEqualTo("crm 1");
    assertThat(oneMoreEvent.notes()).as("not made anew").isEmpty();
    assertThat(oneMoreEvent.writes().get(0).rows()).as("people").isEqualTo(1);
  }

  private static boolean tried(TrialContext context) {
    return bob(context).<Boolean>getAs("tried");
  }

  private static Row bob(TrialContext context) {
    return context
        .lake()
        .read(PersonTagsTable.SPEC)
        .filter(PersonTagsTable.ONE_ID.col().equalTo("bob"))
        .head();
  }

  /** One value after the other, each by another source. */
  private void says(TrialContext context, String... levels) {
    TableRows updates = TableRows.of(AttributeUpdatesTable.SPEC);
    for (int i = 0; i < levels.length; i++) {
      updates.row(
          AttributeUpdatesTable.SOURCE,
          "crm " + i,
          AttributeUpdatesTable.EVENT_ID,
          "e" + i,
          AttributeUpdatesTable.ATTRIBUTE,
          "level",
          AttributeUpdatesTable.OPERATION,
          "set",
          AttributeUpdatesTable.VALUE,
          levels[i],
          AttributeUpdatesTable.ANCHOR_NODE,
          7L,
          AttributeUpdatesTable.UPDATED_AT,
          "2026-03-20T0" + i + ":00:00Z",
          AttributeUpdatesTable.EVENT_DATE,
          "2026-03-20");
    }
    context.lake().sync(AttributeUpdatesTable.SPEC, updates.on(spark));
  }

  private void happened(TrialContext context, String... names) {
    TableRows events = TableRows.of(EventsTable.SPEC);
    for (String name : names) {
      events.row(
          EventsTable.EVENT_ID, name,
          EventsTable.ONE_ID, "bob",
          EventsTable.EVENT_NAME, name,
          EventsTable.EVENT_TIME, "2026-03-20T04:00:00Z",
          EventsTable.EVENT_DATE, "2026-03-20");
    }
    context.lake().sync(EventsTable.SPEC, events.on(spark));
  }

  private static Row portrait(JobContext context, String person) {
    return context
        .lake()
        .read(PortraitsTable.SPEC)
        .filter(PortraitsTable.ONE_ID.col().equalTo(person))
        .head();
  }

  private void fill(TrialContext context) {
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    persons.row(PersonsTable.ONE_ID, "ann", PersonsTable.NODE_COUNT, 3L);
    persons.row(PersonsTable.ONE_ID, "bob", PersonsTable.NODE_COUNT, 1L);
    context.lake().sync(PersonsTable.SPEC, persons.on(spark));
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    for (String[] did :
        new String[][] {
          {"ann", "page_view", "web"},
          {"ann", "purchase", "app"},
          {"bob", "message_sent", "crm"}
        }) {
      activity.row(
          DailyActivityTable.ONE_ID,
          did[0],
          DailyActivityTable.EVENT_NAME,
          did[1],
          DailyActivityTable.CHANNEL,
          did[2],
          DailyActivityTable.EVENT_DATE,
          "2026-03-20",
          DailyActivityTable.EVENT_COUNT,
          1L,
          DailyActivityTable.FIRST_AT,
          "2026-03-20T04:00:00Z",
          DailyActivityTable.LAST_AT,
          "2026-03-20T04:00:00Z");
    }
    context.lake().sync(DailyActivityTable.SPEC, activity.on(spark));
    TableRows dimensions = TableRows.of(DailyDimensionsTable.SPEC);
    dimension(dimensions, "hats", 1);
    dimension(dimensions, "shoes", 2);
    context.lake().sync(DailyDimensionsTable.SPEC, dimensions.on(spark));
    TableRows aliases = TableRows.of(OneIdAliasesTable.SPEC);
    aliases.row(OneIdAliasesTable.RETIRED_ID, "old_ann", OneIdAliasesTable.ONE_ID, "ann");
    aliases.row(OneIdAliasesTable.RETIRED_ID, "old_bob", OneIdAliasesTable.ONE_ID, "bob");
    context.lake().sync(OneIdAliasesTable.SPEC, aliases.on(spark));
    TableRows predictions = TableRows.of(PredictionsTable.SPEC);
    prediction(predictions, "champion", "2026-03-01", "ann", 0.99, 1);
    prediction(predictions, "champion", "2026-03-31", "old_ann", 0.5, 3);
    prediction(predictions, "champion", "2026-03-31", "ann", 0.25, 4);
    prediction(predictions, "champion", "2026-03-31", "old_bob", 0.75, 2);
    prediction(predictions, "challenger", "2026-03-31", "bob", 0.1, 9);
    prediction(predictions, "champion", "2026-04-30", "ann", 0.98, 1);
    context.lake().sync(PredictionsTable.SPEC, predictions.on(spark));
    context
        .lake()
        .sync(
            ClustersTable.SPEC,
            TableRows.of(ClustersTable.SPEC)
                .row(
                    ClustersTable.AS_OF, "2026-03-31",
                    ClustersTable.ONE_ID, "ann",
                    ClustersTable.CLUSTER_ID, "1")
                .on(spark));
    context
        .lake()
        .sync(
            ClusterProfilesTable.SPEC,
            TableRows.of(ClusterProfilesTable.SPEC)
                .row(
                    ClusterProfilesTable.AS_OF, "2026-03-31",
                    ClusterProfilesTable.CLUSTER_ID, "1",
                    ClusterProfilesTable.NAME_EN, "Loyal",
                    ClusterProfilesTable.NAME_ZH, "忠实")
                .on(spark));
  }

  private static void dimension(TableRows rows, String category, long count) {
    rows.row(
        DailyDimensionsTable.ONE_ID, "ann",
        DailyDimensionsTable.EVENT_DATE, "2026-03-20",
        DailyDimensionsTable.EVENT_NAME, "product_view",
        DailyDimensionsTable.DIMENSION, "category",
        DailyDimensionsTable.DIMENSION_VALUE, category,
        DailyDimensionsTable.EVENT_COUNT, count);
  }

  private static void prediction(
      TableRows rows, String role, String day, String person, double score, int decile) {
    rows.row(
        PredictionsTable.MODEL, "churn",
        PredictionsTable.MODEL_VERSION, role,
        PredictionsTable.ROLE, role,
        PredictionsTable.AS_OF, day,
        PredictionsTable.ONE_ID, person,
        PredictionsTable.SCORE, score,
        PredictionsTable.DECILE, decile);
  }
}
