package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.jobs.ingest.SourceConfig.OnConflict;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.MapType;

/**
 * Which records of a batch are there already.
 *
 * <p>Wide rows are never shuffled: a first pass moves one hash per record and finds the few whose
 * id may occur twice; only those are then compared in full. Hashes that collide by accident cost a
 * comparison, never a record.
 *
 * @param mode what makes two records one
 * @param onConflict which of two different ones stays
 */
record Duplicates(SourceConfig.Duplicates mode, OnConflict onConflict) {

  /** Hash of an id; those of {@link #suspects} may occur twice. */
  static final String HASH = "_hash";

  /** What is done with a record that is not simply kept. */
  static final String DECISION = "_decision";

  static final String DROP = "drop";
  static final String REPLACE = "replace";
  static final String REFUSE = "refuse";
  static final String RENAME = "rename";

  /** Id of a repeated record, with its occurrence. */
  static final String NEW_ID = "_new_id";

  private static final String CONTENT = "_content";
  private static final String IS_NEW = "_is_new";
  private static final String RANK = "_rank";
  private static final String ANY_OLD = "_any_old";
  private static final String BEST_CONTENT = "_best_content";
  private static final int CONTENT_LENGTH = 32;

  /** Written by Lakeprint or dependent on the people of the moment: no part of the content. */
  private static final Set<ColumnSpec> NOT_CONTENT =
      Set.of(EventsTable.BATCH_ID, EventsTable.INGESTED_AT, EventsTable.ONE_ID);

  /** Hash of an {@code event_id}; occurrences of the same content share it. */
  Column hash(Column eventId) {
    return xxhash64(
        mode == SourceConfig.Duplicates.BY_ID ? eventId : substring(eventId, 1, CONTENT_LENGTH));
  }

  /**
   * Hashes that occur twice in the batch, or in the batch and among the events there are. One
   * shuffle of one long per record.
   *
   * @param batch {@link #HASH} of each record
   * @param history {@link #HASH} of each event there is
   */
  Dataset<Row> suspects(Dataset<Row> batch, Dataset<Row> history) {
    return batch
        .select(col(HASH), lit(1).as(IS_NEW))
        .unionByName(history.select(col(HASH), lit(0).as(IS_NEW)))
        .groupBy(col(HASH))
        .agg(count(lit(1)).as("_count"), sum(col(IS_NEW)).as("_new"))
        .filter(col("_count").gt(1).and(col("_new").gt(0)))
        .select(col(HASH));
  }

  /**
   * What to do with suspicious records.
   *
   * @param fresh records of the batch that are not refused, as mapped, with their positions
   * @param stored events that share a hash with them
   * @return position, day, {@link #DECISION} and {@link #NEW_ID} of each record that is not simply
   *     kept; independent of the order and partitioning of both
   */
  Dataset<Row> decide(Dataset<Row> fresh, Dataset<Row> stored) {
    Column id = EventsTable.EVENT_ID.col();
    Dataset<Row> all =
        numbered(fresh)
            .select(
                col(RecordColumns.FILE),
                col(RecordColumns.OFFSET),
                id,
                EventsTable.EVENT_DATE.col(),
                EventsTable.RECEIVED_AT.col(),
                content().as(CONTENT),
                lit(true).as(IS_NEW))
            .unionByName(
                stored.select(
                    lit(null).cast("string").as(RecordColumns.FILE),
                    lit(null).cast("bigint").as(RecordColumns.OFFSET),
                    id,
                    EventsTable.EVENT_DATE.col(),
                    EventsTable.RECEIVED_AT.col(),
                    content().as(CONTENT),
                    lit(false).as(IS_NEW)));
    WindowSpec ofOneId = Window.partitionBy(id);
    Dataset<Row> ranked =
        all.withColumn(RANK, row_number().over(ofOneId.orderBy(order())))
            .withColumn(ANY_OLD, max(when(col(IS_NEW), 0).otherwise(1)).over(ofOneId))
            .withColumn(
                BEST_CONTENT,
                first(col(CONTENT))
                    .over(
                        ofOneId
                            .orderBy(order())
                            .rowsBetween(Window.unboundedPreceding(), Window.currentRow())));
    return ranked
        .filter(col(IS_NEW))
        .select(
            col(RecordColumns.FILE),
            col(RecordColumns.OFFSET),
            EventsTable.EVENT_DATE.col(),
            decision().as(DECISION),
            id.as(NEW_ID))
        .filter(col(DECISION).isNotNull());
  }

  /** Gives repeats within a file their occurrence number, where repeats are meant. */
  private Dataset<Row> numbered(Dataset<Row> fresh) {
    if (mode != SourceConfig.Duplicates.BY_CONTENT_OCCURRENCE) {
      return fresh;
    }
    Column id = EventsTable.EVENT_ID.col();
    Column occurrence =
        row_number()
            .over(
                Window.partitionBy(col(RecordColumns.FILE), id).orderBy(col(RecordColumns.OFFSET)));
    return fresh.withColumn(
        EventsTable.EVENT_ID.name(),
        concat(substring(id, 1, CONTENT_LENGTH), lit("-"), occurrence.cast("string")));
  }

  private Column decision() {
    Column wins = col(RANK).equalTo(1);
    Column differs = col(CONTENT).notEqual(col(BEST_CONTENT));
    Column lost =
        onConflict == OnConflict.REJECT ? when(differs, REFUSE).otherwise(DROP) : lit(DROP);
    Column won =
        mode == SourceConfig.Duplicates.BY_CONTENT_OCCURRENCE
            ? lit(RENAME)
            : lit(null).cast("string");
    return when(wins.and(col(ANY_OLD).equalTo(1)), lit(REPLACE)).when(wins, won).otherwise(lost);
  }

  /** The one that stays comes first: a total order that does not know when a file arrived. */
  private Column[] order() {
    Column received =
        onConflict == OnConflict.KEEP_LATEST
            ? EventsTable.RECEIVED_AT.col().desc_nulls_last()
            : EventsTable.RECEIVED_AT.col().asc_nulls_last();
    return List.of(
            received,
            col(CONTENT).asc(),
            col(IS_NEW).asc(),
            col(RecordColumns.FILE).asc(),
            col(RecordColumns.OFFSET).asc())
        .toArray(new Column[0]);
  }

  /** Hash of everything the sender said. */
  private static Column content() {
    Column[] columns =
        EventsTable.SPEC.columns().stream()
            .filter(column -> !NOT_CONTENT.contains(column))
            .map(
                column ->
                    column.type() instanceof MapType
                        ? array_sort(map_entries(column.col())).as(column.name())
                        : column.col())
            .toArray(Column[]::new);
    return sha2(to_json(struct(columns)), 256);
  }
}
