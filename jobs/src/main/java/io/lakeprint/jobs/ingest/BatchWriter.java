package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.OneIds;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Writes one batch: its events once, its refusals once, and tells where every record went.
 *
 * <p>Safe to repeat after a crash at any moment: appends carry the batch's transaction, and events
 * of the batch itself do not count as earlier ones.
 */
final class BatchWriter {

  private static final StructType DECISIONS =
      new StructType()
          .add(RecordColumns.FILE, DataTypes.StringType)
          .add(RecordColumns.OFFSET, DataTypes.LongType)
          .add(Duplicates.DECISION, DataTypes.StringType)
          .add(Duplicates.NEW_ID, DataTypes.StringType);

  private final Lake lake;
  private final SourceMapping mapping;
  private final Quarantine quarantine;
  private final Dataset<Row> identityMap;
  private final List<WriteResult> writes = new ArrayList<>();
  private LateDays days = new LateDays(Map.of());

  BatchWriter(Lake lake, SourceMapping mapping, Quarantine quarantine, Dataset<Row> identityMap) {
    this.lake = lake;
    this.mapping = mapping;
    this.quarantine = quarantine;
    this.identityMap = identityMap;
  }

  /** What was written so far, of all batches. */
  List<WriteResult> writes() {
    return writes;
  }

  /** Writes {@code batch}; all of its records are accepted, duplicate or rejected. */
  JobReport.Records write(Batch batch) {
    Duplicates duplicates =
        new Duplicates(mapping.config().duplicates(), mapping.config().onConflict());
    Dataset<Row> decisions = decisions(batch, duplicates).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row decided =
          decisions
              .agg(
                  counted(Duplicates.DROP),
                  counted(Duplicates.REFUSE),
                  counted(Duplicates.REPLACE),
                  count(lit(1)))
              .head();
      Dataset<Row> mapped = mapped(batch, false, decisions, decided.getLong(3));
      Counts counts = append(batch, mapped);
      if (decided.getLong(2) > 0) {
        replace(batch, mapped);
      }
      long refusedConflicts = decided.getLong(1);
      long refused = counts.refused() + refusedConflicts;
      if (refused > 0) {
        writes.addAll(quarantine.keep(mapped(batch, true, decisions, decided.getLong(3)), batch));
      }
      long accepted = counts.read() - refused - decided.getLong(0);
      return new JobReport.Records(counts.read(), accepted, decided.getLong(0), refused);
    } finally {
      decisions.unpersist();
    }
  }

  private Dataset<Row> mapped(Batch batch, boolean withRaw, Dataset<Row> decisions, long count) {
    return decide(mapping.apply(batch.content().records(withRaw)), decisions, count);
  }

  private static Column counted(String decision) {
    return coalesce(sum(when(col(Duplicates.DECISION).equalTo(decision), 1L)), lit(0L));
  }

  private Dataset<Row> decisions(Batch batch, Duplicates duplicates) {
    Dataset<Row> keys =
        mapping
            .keys(batch.content().keys())
            .select(
                duplicates.hash(EventsTable.EVENT_ID.col()).as(Duplicates.HASH),
                mapping
                    .days()
                    .dayOf(EventsTable.EVENT_TIME.col())
                    .as(EventsTable.EVENT_DATE.name()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> history = history(batch, keys);
      Dataset<Row> suspects =
          duplicates
              .suspects(
                  keys,
                  history.select(duplicates.hash(EventsTable.EVENT_ID.col()).as(Duplicates.HASH)))
              .persist(StorageLevel.MEMORY_AND_DISK());
      if (suspects.isEmpty()) {
        return lake.spark().createDataFrame(List.of(), DECISIONS);
      }
      Dataset<Row> fresh =
          mapping
              .apply(batch.content().records(false))
              .filter(col(MappedColumns.REJECT_CODE).isNull())
              .withColumn(Duplicates.HASH, duplicates.hash(EventsTable.EVENT_ID.col()))
              .join(suspects, Duplicates.HASH);
      Dataset<Row> stored =
          history
              .withColumn(Duplicates.HASH, duplicates.hash(EventsTable.EVENT_ID.col()))
              .join(suspects, Duplicates.HASH);
      return duplicates.decide(fresh, stored);
    } finally {
      keys.unpersist();
    }
  }

  /** Events of this source around the batch's days that another batch brought. */
  private Dataset<Row> history(Batch batch, Dataset<Row> keys) {
    Dataset<Row> events = lake.read(EventsTable.SPEC);
    days = LateDays.of(keys);
    if (!lake.exists(EventsTable.SPEC)) {
      return events;
    }
    if (days.isEmpty()) {
      return events.limit(0);
    }
    int horizon = mapping.config().horizonDays();
    return events.filter(
        EventsTable.SOURCE
            .col()
            .equalTo(mapping.source())
            .and(EventsTable.BATCH_ID.col().notEqual(batch.id()))
            .and(
                EventsTable.EVENT_DATE
                    .col()
                    .between(
                        java.sql.Date.valueOf(days.first().minusDays(horizon)),
                        java.sql.Date.valueOf(days.last().plusDays(horizon)))));
  }

  /** Every record with its decision; without any, no join. */
  private Dataset<Row> decide(Dataset<Row> mapped, Dataset<Row> decisions, long count) {
    if (count == 0) {
      return mapped.withColumn(Duplicates.DECISION, lit(null).cast("string"));
    }
    Dataset<Row> joined =
        mapped.join(
            decisions,
            scala.jdk.javaapi.CollectionConverters.asScala(MappedColumns.POSITION).toSeq(),
            "left");
    Column conflict = col(Duplicates.DECISION).equalTo(Duplicates.REFUSE);
    return joined
        .withColumn(
            EventsTable.EVENT_ID.name(),
            when(
                    col(Duplicates.DECISION).isin(Duplicates.RENAME, Duplicates.REPLACE),
                    col(Duplicates.NEW_ID))
                .otherwise(EventsTable.EVENT_ID.col()))
        .withColumn(
            MappedColumns.REJECT_CODE,
            when(conflict, lit(Rejections.CONFLICT)).otherwise(col(MappedColumns.REJECT_CODE)))
        .withColumn(
            MappedColumns.REJECT_REASON,
            when(conflict, lit("another record with this event_id and other content stays"))
                .otherwise(col(MappedColumns.REJECT_REASON)))
        .drop(Duplicates.NEW_ID);
  }

  /** Records of a batch, and those among them that are refused for themselves. */
  private record Counts(long read, long refused) {}

  private Counts append(Batch batch, Dataset<Row> mapped) {
    Column refused = when(col(MappedColumns.REJECT_CODE).isNotNull(), 1L).otherwise(0L);
    Column conflict = when(col(Duplicates.DECISION).equalTo(Duplicates.REFUSE), 1L).otherwise(0L);
    Column read = count(lit(1)).as("read");
    Column refusals = coalesce(sum(refused.minus(conflict)), lit(0L)).as("refused");
    Observation observation = new Observation();
    Column isKept =
        col(MappedColumns.REJECT_CODE)
            .isNull()
            .and(
                col(Duplicates.DECISION)
                    .isNull()
                    .or(col(Duplicates.DECISION).equalTo(Duplicates.RENAME)));
    Dataset<Row> kept = mapped.observe(observation, read, refusals).filter(isKept);
    Optional<Column> late = days.late();
    if (late.isPresent()) {
      // Read once more for the few: cheaper than to move all rows to where they are told apart.
      Dataset<Row> apart = mapped.filter(isKept.and(late.get())).repartition(1);
      kept = kept.filter(functions.not(late.get())).unionByName(apart);
    }
    long before = lake.version(EventsTable.SPEC);
    WriteResult result =
        lake.append(
            EventsTable.SPEC,
            events(kept, batch),
            new Transaction(batch.application(), batch.number()));
    writes.add(result);
    if (result.version() > before) {
      Map<String, Object> seen = seen(observation);
      return new Counts(metric(seen, "read"), metric(seen, "refused"));
    }
    // The batch was appended before a crash: nothing ran now, so count what it held.
    Row counted = mapped.agg(read, refusals).head();
    return new Counts(counted.getLong(0), counted.getLong(1));
  }

  private static long metric(Map<String, Object> seen, String name) {
    return ((Number) Objects.requireNonNull(seen.get(name), name)).longValue();
  }

  private static Map<String, Object> seen(Observation observation) {
    try {
      return observation.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was written", e);
    }
  }

  private void replace(Batch batch, Dataset<Row> mapped) {
    Dataset<Row> rows =
        events(mapped.filter(col(Duplicates.DECISION).equalTo(Duplicates.REPLACE)), batch);
    writes.add(
        lake.update(
            EventsTable.SPEC,
            rows,
            EventsTable.SPEC.key(),
            EventsTable.SOURCE.name() + " = '" + mapping.source() + "'"));
  }

  private Dataset<Row> events(Dataset<Row> kept, Batch batch) {
    Dataset<Row> stamped =
        kept.withColumn(EventsTable.BATCH_ID.name(), lit(batch.id()))
            .withColumn(EventsTable.INGESTED_AT.name(), lit(Timestamp.from(mapping.now())));
    return people(stamped).select(EventsTable.SPEC.cols());
  }

  /** The owner of the anchor at the event's time; the person an unknown anchor will found. */
  private Dataset<Row> people(Dataset<Row> events) {
    Column anchor = EventsTable.ANCHOR_NODE.col();
    Column founded = when(anchor.isNotNull(), OneIds.ofFounder(anchor));
    if (identityMap.isEmpty()) {
      return events.withColumn(EventsTable.ONE_ID.name(), founded);
    }
    Dataset<Row> owners =
        identityMap.select(
            IdentityMapTable.NODE_ID.col().as("_node"),
            IdentityMapTable.VALID_FROM.col().as("_from"),
            IdentityMapTable.VALID_TO.col().as("_to"),
            IdentityMapTable.ONE_ID.col().as("_owner"));
    Column time = EventsTable.EVENT_TIME.col();
    Column owns =
        anchor
            .equalTo(col("_node"))
            .and(time.geq(col("_from")))
            .and(col("_to").isNull().or(time.lt(col("_to"))));
    return events
        .join(owners, owns, "left")
        .withColumn(
            EventsTable.ONE_ID.name(),
            when(col("_node").isNotNull(), col("_owner")).otherwise(founded));
  }
}
