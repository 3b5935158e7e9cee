package io.lakeprint.jobs.segments;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.PortraitsConfig;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.people.DeedsTransform;
import io.lakeprint.common.people.FunnelSteps;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FunnelUsersTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** People and what they did, for tests of segments. */
final class Crowd {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  /** The tags that tests compare. */
  private static final String TAGS =
      """
      catalogue = { events = [], passive-events = [message_sent], dimensions = [category, page], include-bots = false
        definitions {
          age { name-zh = 龄, name-en = Age, group = g, kind = statistic, type = long, expression = "1" }
          city { name-zh = 市, name-en = City, group = g, kind = statistic, type = text, expression = "1" }
          likes { name-zh = 好, name-en = Likes, group = g, kind = preference, type = list, expression = "1" }
        } }
      """;

  /** Steps of the funnel {@code buy}. */
  private static final List<String> FUNNEL = List.of("Product", "Cart", "Checkout", "Order");

  private final PortraitColumns columns;
  private final TableSpec table;
  private final TableRows portraits;
  private final TableRows activity = TableRows.of(DailyActivityTable.SPEC);
  private final TableRows dimensions = TableRows.of(DailyDimensionsTable.SPEC);
  private final TableRows events = TableRows.of(EventsTable.SPEC);
  private final TableRows funnelUsers = TableRows.of(FunnelUsersTable.SPEC);
  private final TableRows updates = TableRows.of(AttributeUpdatesTable.SPEC);
  private final TableRows owners = TableRows.of(IdentityMapTable.SPEC);
  private final Map<String, Dataset<Row>> lists = new TreeMap<>();

  Crowd(PortraitColumns columns) {
    this.columns = columns;
    this.table = columns.table();
    this.portraits = TableRows.of(table);
  }

  /** A crowd with the tags age, city and likes, and the score of churn. */
  static Crowd plain() {
    return new Crowd(columns());
  }

  private static PortraitColumns columns() {
    TagsConfig tags = load(TAGS).bind("catalogue", TagsConfig.class);
    return new PortraitColumns(new TagColumns(tags.definitions()), List.of("churn"));
  }

  /** A crowd with the tags that come with Lakeprint. */
  static Crowd shipped() {
    LakeConfig config = load();
    return new Crowd(
        SegmentRun.portraits(
            config.bind(TagsConfig.PATH, TagsConfig.class),
            config.bind(PortraitsConfig.PATH, PortraitsConfig.class)));
  }

  /** The catalogue that comes with Lakeprint. */
  static SegmentsConfig shippedSegments() {
    return load().bind(SegmentsConfig.PATH, SegmentsConfig.class);
  }

  /** A catalogue of these definitions alone. */
  static SegmentsConfig catalogue(String definitions, String... settings) {
    String section =
        "mine={ events = [], passive-events = [message_sent], dimensions = [category, page],"
            + " include-bots = false, attributes {}, lists {}\n"
            + String.join("\n", settings)
            + "\ndefinitions = {\n"
            + definitions
            + "\n} }";
    return load(section).bind("mine", SegmentsConfig.class);
  }

  /** A definition of this condition. */
  static String segment(String id, String when) {
    return id + " { name-zh = 群, name-en = " + id + ", when " + when + " }\n";
  }

  static LakeConfig load(String... settings) {
    return ConfigLoader.load(List.of(), List.of(settings), Crowd.class.getClassLoader());
  }

  SegmentPlan plan(SegmentsConfig config) {
    return SegmentCompiler.compile(
        config,
        columns,
        new SegmentCompiler.Seen(
            Set.of(),
            Set.of("level", "plan"),
            Optional.of(new FunnelSteps(Map.of("buy", FUNNEL), Set.of("quiet")))));
  }

  PortraitColumns portraitColumns() {
    return columns;
  }

  Crowd person(String id, @Nullable Object... tagsAndValues) {
    List<@Nullable Object> row = new ArrayList<>(List.of(PortraitsTable.ONE_ID, id));
    for (int i = 0; i < tagsAndValues.length; i += 2) {
      row.add(column(String.valueOf(tagsAndValues[i])));
      row.add(tagsAndValues[i + 1]);
    }
    portraits.row(row.toArray());
    return this;
  }

  private ColumnSpec column(String name) {
    TagDefinition tag = columns.tags().definitions().get(name);
    return table.columns().stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " " + tag));
  }

  /** Events of one name on one day, in the roll-up. */
  Crowd did(String person, String event, LocalDate day, long count, @Nullable String channel) {
    activity.row(
        DailyActivityTable.ONE_ID, person,
        DailyActivityTable.EVENT_NAME, event,
        DailyActivityTable.EVENT_DATE, day,
        DailyActivityTable.CHANNEL, channel == null ? "web" : channel,
        DailyActivityTable.EVENT_COUNT, count);
    return this;
  }

  Crowd did(String person, String event, String day, long count) {
    return did(person, event, LocalDate.parse(day), count, null);
  }

  /** Events about one value of a dimension, in the roll-up. */
  Crowd about(
      String person, String event, String dimension, String value, LocalDate day, long count) {
    dimensions.row(
        DailyDimensionsTable.ONE_ID, person,
        DailyDimensionsTable.EVENT_NAME, event,
        DailyDimensionsTable.EVENT_DATE, day,
        DailyDimensionsTable.DIMENSION, dimension,
        DailyDimensionsTable.DIMENSION_VALUE, value,
        DailyDimensionsTable.EVENT_COUNT, count);
    return this;
  }

  /** One event. */
  Crowd event(String person, String event, String time, @Nullable String category) {
    java.time.Instant at = java.time.Instant.parse(time);
    events.row(
        EventsTable.ONE_ID, person,
        EventsTable.EVENT_NAME, event,
        EventsTable.EVENT_TIME, at,
        EventsTable.EVENT_DATE, LocalDate.ofInstant(at, ZONE),
        EventsTable.CATEGORY, category);
    return this;
  }

  /** Any row of events. */
  Crowd event(@Nullable Object... columnsAndValues) {
    events.row(columnsAndValues);
    return this;
  }

  /** A change to an attribute of the node of a person. */
  Crowd says(long node, String operation, String attribute, @Nullable String value, String time) {
    updates.row(
        AttributeUpdatesTable.ANCHOR_NODE, node,
        AttributeUpdatesTable.OPERATION, operation,
        AttributeUpdatesTable.ATTRIBUTE, attribute,
        AttributeUpdatesTable.VALUE, value,
        AttributeUpdatesTable.UPDATED_AT, time,
        AttributeUpdatesTable.EVENT_DATE, time.substring(0, 10));
    return this;
  }

  /** The furthest step in the funnel {@code buy} in a period. */
  Crowd got(String person, int step, String grain) {
    funnelUsers.row(
        FunnelUsersTable.REPORT_ID, "buy",
        FunnelUsersTable.PERIOD_GRAIN, grain,
        FunnelUsersTable.ONE_ID, person,
        FunnelUsersTable.MAX_STEP, step);
    return this;
  }

  Crowd owns(String person, long node, String from, @Nullable String to) {
    owners.row(
        IdentityMapTable.ONE_ID, person,
        IdentityMapTable.NODE_ID, node,
        IdentityMapTable.VALID_FROM, from,
        IdentityMapTable.VALID_TO, to);
    return this;
  }

  Crowd listed(String list, Dataset<Row> people) {
    lists.put(list, people);
    return this;
  }

  SegmentsTransform.Inputs on(SparkSession spark) {
    return new SegmentsTransform.Inputs(
        portraits.on(spark),
        new DeedsTransform.Inputs(activity.on(spark), dimensions.on(spark), events.on(spark)),
        funnelUsers.on(spark),
        updates.on(spark),
        owners.on(spark),
        lists);
  }

  SegmentsTransform transform(SegmentsConfig config, LocalDate asOf) {
    return new SegmentsTransform(
        plan(config),
        new Deeds.Settings(
            asOf, new BusinessDays(ZONE), config.passiveEvents(), config.includeBots()));
  }

  /** The people of each segment; one without people is missing. */
  Map<String, Set<String>> members(SparkSession spark, SegmentsConfig config, LocalDate asOf) {
    return members(transform(config, asOf).apply(on(spark)));
  }

  static Map<String, Set<String>> members(Dataset<Row> memberships) {
    Map<String, Set<String>> members = new TreeMap<>();
    for (Row row : memberships.collectAsList()) {
      row.<String>getList(1)
          .forEach(id -> members.computeIfAbsent(id, key -> new TreeSet<>()).add(row.getString(0)));
    }
    return members;
  }
}
