package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.privacy.udf.PrivacyUdfs;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.jobs.ingest.udf.IngestFunctions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns the records of one source into events.
 *
 * <p>Rows in: records as {@code RecordReader} gives them, a string column per field. Rows out: one
 * per record, in any order, with the position of the record, {@link MappedColumns}, and those
 * columns of {@link EventsTable} that the source gives a value; {@link #whole} adds the empty ones,
 * which would only be carried along. A refused record has a code and a reason; its event columns
 * mean nothing. Deterministic but for {@code now}, which only serves to refuse times in the future.
 *
 * @param source name of the source
 * @param config its configuration
 * @param days the business days
 * @param resolver makes identifiers canonical and hides their values
 * @param urlParameters query parameters that stay in addresses
 * @param now when the batch is read: no event is later by more than a day
 */
record SourceMapping(
    String source,
    SourceConfig config,
    BusinessDays days,
    IdResolver resolver,
    List<String> urlParameters,
    Instant now) {

  /** Columns that a select may give besides those of an event. */
  static final String IP = "ip";

  private static final String GIVEN = "_given_";
  private static final String TYPED = "_typed_";
  private static final String TIME = "_time";
  private static final String AGENT = "_agent";
  private static final String RESOLVED = "_resolved";
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Set<ColumnSpec> ADDRESSES =
      Set.of(EventsTable.PAGE_URL, EventsTable.REFERRER);
  private static final Set<ColumnSpec> FREE_TEXT =
      Set.of(EventsTable.SEARCH_KEYWORD, EventsTable.TEXT, EventsTable.PAGE_TITLE);

  /**
   * The name and every event column that a select may give, without those Lakeprint writes itself.
   */
  static Set<String> selectable() {
    Set<String> names = new TreeSet<>();
    EventsTable.SPEC.columns().forEach(column -> names.add(column.name()));
    names.removeAll(
        Set.of(
            "source",
            "batch_id",
            "ingested_at",
            "anchor_node",
            "one_id",
            "event_date",
            "ip_prefix"));
    names.add(IP);
    return names;
  }

  /** Whether the id is made from the record's content, which then must be read along. */
  boolean hasContentId() {
    return config.duplicates() != SourceConfig.Duplicates.BY_ID;
  }

  /** Every record as an event or a refusal, without {@link MappedColumns#VAULTED} values. */
  Dataset<Row> apply(Dataset<Row> records) {
    return apply(records, resolver.withoutSealing());
  }

  /** The same with the encrypted values of its identifiers, which cost. */
  Dataset<Row> sealed(Dataset<Row> records) {
    return apply(records, resolver);
  }

  private Dataset<Row> apply(Dataset<Row> records, IdResolver ids) {
    return events(typed(records, new Expressions(config.let(), config.select())), ids);
  }

  /**
   * The same, with only those event columns that decide whether a record is refused and which
   * others it repeats; {@code records} need no other fields than theirs.
   */
  Dataset<Row> outline(Dataset<Row> records) {
    Expressions few = new Expressions(config.let(), config.select()).only(deciding());
    return events(typed(records, few), resolver.withoutSealing());
  }

  /** Event columns that an outline has: its key, and all that a value can fail to become. */
  static Set<String> deciding() {
    Set<String> names = new TreeSet<>(Set.of(EventsTable.EVENT_ID.name()));
    names.add(EventsTable.EVENT_NAME.name());
    EventsTable.SPEC.columns().stream()
        .filter(column -> !column.type().equals(DataTypes.StringType))
        .forEach(column -> names.add(column.name()));
    return names;
  }

  /**
   * The same rows with every column of {@link EventsTable}: what the source never gives is null.
   */
  static Dataset<Row> whole(Dataset<Row> events) {
    Set<String> given = Set.of(events.columns());
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    EventsTable.SPEC.columns().stream()
        .filter(column -> !given.contains(column.name()))
        .forEach(column -> columns.add(column.is(lit(null))));
    return events.select(columns.toArray(new Column[0]));
  }

  /** Spark reports a bad expression when a plan is made: before anything is written. */
  private Dataset<Row> typed(Dataset<Row> records, Expressions expressions) {
    try {
      return given(records, expressions).transform(this::withTypes);
    } catch (Exception e) {
      if (e instanceof AnalysisException analysis) {
        throw IngestErrors.expression(source, String.valueOf(analysis.getMessage()), analysis);
      }
      throw e;
    }
  }

  private static Dataset<Row> given(Dataset<Row> records, Expressions expressions) {
    Dataset<Row> computed = records;
    for (Map.Entry<String, String> step : expressions.ordered().entrySet()) {
      computed = computed.withColumn(step.getKey(), expr(step.getValue()));
    }
    List<Column> selected = new ArrayList<>();
    RecordColumns.ALL.forEach(name -> selected.add(col(name)));
    expressions
        .select()
        .forEach((name, text) -> selected.add(fenced(name, expr(text)).as(GIVEN + name)));
    return computed.select(selected.toArray(new Column[0]));
  }

  private Dataset<Row> withTypes(Dataset<Row> given) {
    List<Column> typed = new ArrayList<>(List.of(col("*")));
    for (TypedColumn column : typedColumns(given.schema())) {
      String name = column.target().name();
      typed.add(fenced(name, column.value(config.zone())).as(TYPED + name));
    }
    return given.select(typed.toArray(new Column[0]));
  }

  /** The time is used by every further step, so a barrier on it stands. */
  private static Column fenced(String name, Column value) {
    return name.equals(EventsTable.EVENT_TIME.name()) ? Barrier.at(value) : value;
  }

  private List<TypedColumn> typedColumns(StructType schema) {
    List<TypedColumn> columns = new ArrayList<>();
    for (ColumnSpec target : EventsTable.SPEC.columns()) {
      String name = GIVEN + target.name();
      if (schema.getFieldIndex(name).isDefined()) {
        columns.add(new TypedColumn(target, name, schema.apply(name).dataType()));
      }
    }
    return columns;
  }

  private Dataset<Row> events(Dataset<Row> typed, IdResolver identifiers) {
    Map<String, Column> steps = new LinkedHashMap<>();
    steps.put(TIME, time(typed));
    if (has(typed, EventsTable.USER_AGENT)) {
      steps.put(AGENT, PrivacyUdfs.userAgent(given(EventsTable.USER_AGENT)));
    }
    Column ids =
        has(typed, EventsTable.IDS) ? given(EventsTable.IDS) : lit(null).cast(EventsTable.IDS_TYPE);
    steps.put(RESOLVED, IdUdfs.resolve(ids, identifiers));
    Dataset<Row> resolved = typed.withColumns(steps);

    List<Column> out = new ArrayList<>();
    RecordColumns.ALL.stream()
        .filter(name -> !name.equals(RecordColumns.REST))
        .forEach(name -> out.add(col(name)));
    Refusals refusals = refusals(typed);
    out.add(Barrier.at(refusals.code()).as(MappedColumns.REJECT_CODE));
    out.add(refusals.reason().as(MappedColumns.REJECT_REASON));
    out.add(col(RESOLVED).getField(IdUdfs.VAULTED).as(MappedColumns.VAULTED));
    Map<ColumnSpec, Column> derived = derived(typed);
    for (ColumnSpec column : EventsTable.SPEC.columns()) {
      if (derived.containsKey(column)) {
        out.add(column.is(derived.get(column)));
      } else if (has(typed, column)) {
        out.add(column.is(cleaned(column)));
      }
    }
    return resolved.select(out.toArray(new Column[0]));
  }

  private Map<ColumnSpec, Column> derived(Dataset<Row> typed) {
    Map<ColumnSpec, Column> derived = new HashMap<>();
    derived.put(EventsTable.SOURCE, lit(source));
    derived.put(EventsTable.EVENT_ID, eventId());
    derived.put(EventsTable.EVENT_TIME, col(TIME));
    derived.put(EventsTable.EVENT_DATE, days.dayOf(col(TIME)));
    derived.put(
        EventsTable.CHANNEL,
        orElse(typed, EventsTable.CHANNEL, lit(config.channel().name().toLowerCase(Locale.ROOT))));
    derived.put(
        EventsTable.APP_ID, orElse(typed, EventsTable.APP_ID, lit(config.appId().orElse(null))));
    derived.put(EventsTable.IDS, col(RESOLVED).getField(IdUdfs.IDS));
    derived.put(EventsTable.ANCHOR_NODE, col(RESOLVED).getField(IdUdfs.ANCHOR_NODE));
    derived.put(EventsTable.PROPERTIES, properties(typed));
    if (has(typed, EventsTable.USER_PROPERTIES)) {
      Column said = given(EventsTable.USER_PROPERTIES);
      derived.put(
          EventsTable.USER_PROPERTIES, config.maskText() ? PrivacyUdfs.maskTexts(said) : said);
    }
    if (typed.schema().getFieldIndex(GIVEN + IP).isDefined()) {
      derived.put(EventsTable.IP_PREFIX, PrivacyUdfs.ipPrefix(col(GIVEN + IP)));
    }
    if (has(typed, EventsTable.USER_AGENT)) {
      for (ColumnSpec fact :
          List.of(
              EventsTable.IS_BOT, EventsTable.DEVICE_TYPE, EventsTable.OS, EventsTable.BROWSER)) {
        derived.put(fact, orElse(typed, fact, col(AGENT).getField(fact.name())));
      }
    }
    return derived;
  }

  private Column orElse(Dataset<Row> typed, ColumnSpec column, Column otherwise) {
    return has(typed, column) ? coalesce(given(column), otherwise) : otherwise;
  }

  private Column cleaned(ColumnSpec column) {
    if (ADDRESSES.contains(column)) {
      return PrivacyUdfs.maskUrl(given(column), urlParameters);
    }
    return config.maskText() && FREE_TEXT.contains(column)
        ? PrivacyUdfs.maskText(given(column))
        : given(column);
  }

  /** Everything else the sender said; null when that is nothing. */
  private Column properties(Dataset<Row> typed) {
    Column said =
        has(typed, EventsTable.PROPERTIES)
            ? given(EventsTable.PROPERTIES)
            : lit(null).cast(Types.STRING_MAP);
    Column time = given(EventsTable.EVENT_TIME);
    Column impossible = when(time.notEqual(col(TIME)), time.cast(DataTypes.StringType));
    return IngestFunctions.properties(
        col(RecordColumns.REST),
        said,
        impossible,
        col(RESOLVED).getField(IdUdfs.DROPPED),
        config.maskText());
  }

  /**
   * The event's time, or the time of its receipt where the sender's clock is impossible: before
   * 2000, or more than a day after it was received (or read, where the format knows no receipt).
   */
  private Column time(Dataset<Row> typed) {
    Column latest = lit(now).plus(expr("INTERVAL 1 DAY"));
    Column time = given(EventsTable.EVENT_TIME);
    if (!has(typed, EventsTable.RECEIVED_AT)) {
      return when(time.between(lit(EARLIEST), latest), time);
    }
    Column received = given(EventsTable.RECEIVED_AT);
    Column plausible = when(received.between(lit(EARLIEST), latest), received);
    Column until = coalesce(plausible.plus(expr("INTERVAL 1 DAY")), latest);
    return when(time.between(lit(EARLIEST), until), time).when(time.isNotNull(), plausible);
  }

  private Column eventId() {
    return hasContentId()
        ? concat(substring(sha2(col(RecordColumns.RAW), 256), 1, 32), lit("-1"))
        : given(EventsTable.EVENT_ID);
  }

  private Refusals refusals(Dataset<Row> typed) {
    Refusals refusals =
        new Refusals().add(col(RecordColumns.PROBLEM), col(RecordColumns.PROBLEM_CODE));
    for (TypedColumn column : typedColumns(typed.schema())) {
      if (column.canFail()) {
        refusals.add(column.refusal(given(column.target())), lit(column.code()));
      }
    }
    refusals.add(
        when(given(EventsTable.EVENT_NAME).isNull(), lit("event_name is empty")),
        lit(Rejections.MISSING_EVENT_NAME));
    refusals.add(
        when(
            col(TIME).isNull(),
            concat(
                lit("event_time "),
                coalesce(
                    given(EventsTable.EVENT_TIME).cast(DataTypes.StringType), lit("is empty, or")),
                lit(" is before 2000 or in the future, and no time of receipt can stand in"))),
        lit(Rejections.BAD_TIME));
    if (!hasContentId()) {
      refusals.add(
          when(given(EventsTable.EVENT_ID).isNull(), lit("event_id is empty")),
          lit(Rejections.MISSING_EVENT_ID));
    }
    return refusals;
  }

  private static boolean has(Dataset<Row> typed, ColumnSpec column) {
    return typed.schema().getFieldIndex(TYPED + column.name()).isDefined();
  }

  private static Column given(ColumnSpec column) {
    return col(TYPED + column.name());
  }
}
