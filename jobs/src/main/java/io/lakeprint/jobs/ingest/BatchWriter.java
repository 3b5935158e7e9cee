package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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
          .add(EventsTable.EVENT_DATE.name(), DataTypes.DateType)
          .add(Duplicates.DECISION, DataTypes.StringType)
          .add(Duplicates.NEW_ID, DataTypes.StringType);

  private static final Column[] POSITION = {col(RecordColumns.FILE), col(RecordColumns.OFFSET)};

  private final Lake lake;
  private final Target target;
  private final SourceMapping mapping;
  private final Duplicates duplicates;
  private final Quarantine quarantine;
  private final Vaulting vaulting;
  private final Dataset<Row> identityMap;
  private final List<WriteResult> writes = new ArrayList<>();

  /** A writer that adds the events of its batches to those there are. */
  BatchWriter(Lake lake, SourceMapping mapping, Quarantine quarantine, Dataset<Row> identityMap) {
    this(lake, new Appending(lake, mapping), mapping, quarantine, identityMap);
  }

  BatchWriter(
      Lake lake,
      Target target,
      SourceMapping mapping,
      Quarantine quarantine,
      Dataset<Row> identityMap) {
    this.lake = lake;
    this.target = target;
    this.mapping = mapping;
    this.duplicates = new Duplicates(mapping.config().duplicates(), mapping.config().onConflict());
    this.quarantine = quarantine;
    this.vaulting = new Vaulting(lake);
    this.identityMap = identityMap;
  }

  /** What was written so far, of all batches. */
  List<WriteResult> writes() {
    return writes;
  }

  /** Writes {@code batch}; all of its records are accepted, duplicate or rejected. */
  JobReport.Records write(Batch batch) {
    Batch.Content content = batch.content();
    if (content.isSmall()) {
      // Planning costs a small batch more than reading it: mapped once, and kept.
      try (Cached whole = Cached.of(considered(mapping.sealed(content.records(true))))) {
        return write(batch, whole.rows(), outlines(whole.rows()));
      }
    }
    try (Cached outlines = Cached.of(outlines(considered(mapping.outline(content.keys()))))) {
      return write(batch, considered(mapping.apply(content.records(false))), outlines.rows());
    }
  }

  /** What is refused has no day, so that it always counts. */
  private Dataset<Row> considered(Dataset<Row> mapped) {
    return mapped.filter(MappedColumns.rejectCode().isNotNull().or(target.considered()));
  }

  private JobReport.Records write(Batch batch, Dataset<Row> mapped, Dataset<Row> outlines) {
    Seen seen =
        Seen.of(outlines.filter(MappedColumns.rejectCode().isNotNull().or(target.written())));
    Dataset<Row> history = target.history(batch, seen.days());
    Dataset<Row> accepted = outlines.filter(MappedColumns.rejectCode().isNull());
    try (Cached suspects = Cached.of(duplicates.suspects(accepted, history.select(hash())));
        Cached decisions =
            Cached.of(decisions(batch, mapped, accepted, history, suspects.rows()))) {
      Row decided =
          decisions
              .rows()
              .agg(
                  counted(Duplicates.DROP),
                  counted(Duplicates.REFUSE),
                  counted(Duplicates.REPLACE),
                  count(lit(1)))
              .head();
      long count = decided.getLong(3);
      Dataset<Row> decidedRows = decide(mapped, decisions.rows(), count);
      Dataset<Row> kept = kept(decidedRows);
      long refused = seen.refused() + decided.getLong(1);
      long duplicate = decided.getLong(0);
      JobReport.Records records =
          new JobReport.Records(seen.read(), seen.read() - refused - duplicate, duplicate, refused);
      Optional<Column> late = target.late(seen.days());
      if (late.isPresent()) {
        Dataset<Row> positions = outlines.filter(late.get()).select(POSITION);
        Dataset<Row> apart = decide(at(positions, batch, mapped), decisions.rows(), count);
        kept =
            kept.filter(not(late.get())).unionByName(kept(apart).filter(late.get()).repartition(1));
      }
      writes.add(target.write(events(kept, batch), batch, records));
      if (decided.getLong(2) > 0) {
        replace(batch, decidedRows);
      }
      if (seen.vaulted()) {
        vault(batch, mapped, accepted, decisions.rows());
      }
      if (refused > 0) {
        refuse(batch, outlines, decisions.rows(), decided.getLong(1));
      }
      return records;
    }
  }

  /**
   * What a batch holds.
   *
   * @param read records
   * @param refused those that are refused for themselves
   * @param vaulted whether any of the others has an identifier for the vault
   * @param days the days of the others
   */
  private record Seen(long read, long refused, boolean vaulted, LateDays days) {

    /** One row per day comes back. */
    static Seen of(Dataset<Row> outlines) {
      long read = 0;
      long refused = 0;
      long vaulted = 0;
      Map<LocalDate, Long> days = new TreeMap<>();
      Iterator<Row> counts =
          outlines
              .groupBy(EventsTable.EVENT_DATE.col())
              .agg(count(lit(1)), count(MappedColumns.rejectCode()), count(col(Vaulting.KEYS)))
              .toLocalIterator();
      while (counts.hasNext()) {
        Row day = counts.next();
        read += day.getLong(1);
        refused += day.getLong(2);
        vaulted += day.getLong(3);
        long good = day.getLong(1) - day.getLong(2);
        if (good > 0) {
          days.put(day.getDate(0).toLocalDate(), good);
        }
      }
      return new Seen(read, refused, vaulted > 0, new LateDays(days));
    }
  }

  private Column hash() {
    return duplicates.hash(EventsTable.EVENT_ID.col()).as(Duplicates.HASH);
  }

  private Column counted(String decision) {
    return coalesce(sum(when(is(decision), 1L)), lit(0L));
  }

  private Column is(String decision) {
    return col(Duplicates.DECISION).equalTo(decision).and(target.written());
  }

  /**
   * What tells duplicates and refusals, of every record: small enough to be kept. The text of the
   * refused ones comes along, so that nothing is read again for them.
   */
  private Dataset<Row> outlines(Dataset<Row> mapped) {
    Column refused = MappedColumns.rejectCode().isNotNull();
    return mapped.select(
        col(RecordColumns.FILE),
        col(RecordColumns.OFFSET),
        when(refused, col(RecordColumns.LINE)).as(RecordColumns.LINE),
        when(refused, col(RecordColumns.RAW)).as(RecordColumns.RAW),
        when(refused, col(RecordColumns.LAYOUT)).as(RecordColumns.LAYOUT),
        when(refused, col(RecordColumns.PROBLEM)).as(RecordColumns.PROBLEM),
        MappedColumns.rejectCode(),
        col(MappedColumns.REJECT_REASON),
        EventsTable.EVENT_DATE.col(),
        when(not(refused), hash()).as(Duplicates.HASH),
        when(not(refused), Vaulting.keys(mapping.resolver().vaultTypes())).as(Vaulting.KEYS));
  }

  /** What is done with the suspicious records of the batch, which alone are compared in full. */
  private Dataset<Row> decisions(
      Batch batch,
      Dataset<Row> mapped,
      Dataset<Row> accepted,
      Dataset<Row> history,
      Dataset<Row> suspects) {
    if (suspects.isEmpty()) {
      return lake.spark().createDataFrame(List.of(), DECISIONS);
    }
    Dataset<Row> positions = accepted.join(suspects, Duplicates.HASH).select(POSITION);
    Dataset<Row> stored =
        history.withColumn(Duplicates.HASH, hash()).join(suspects, Duplicates.HASH);
    return duplicates.decide(SourceMapping.whole(at(positions, batch, mapped)), stored);
  }

  /** The records at these positions, mapped: the others are left out before they cost anything. */
  private Dataset<Row> at(Dataset<Row> positions, Batch batch, Dataset<Row> mapped) {
    return batch.content().isSmall()
        ? mapped.join(positions, MappedColumns.position(), "left_semi")
        : mapping.apply(batch.content().at(positions, false));
  }

  /** Every record with its decision; without any, no join. */
  private static Dataset<Row> decide(Dataset<Row> mapped, Dataset<Row> decisions, long count) {
    if (count == 0) {
      return mapped.withColumn(Duplicates.DECISION, lit(null).cast("string"));
    }
    return mapped
        .join(decisions.drop(EventsTable.EVENT_DATE.name()), MappedColumns.position(), "left")
        .withColumn(
            EventsTable.EVENT_ID.name(),
            when(
                    col(Duplicates.DECISION).isin(Duplicates.RENAME, Duplicates.REPLACE),
                    col(Duplicates.NEW_ID))
                .otherwise(EventsTable.EVENT_ID.col()))
        .drop(Duplicates.NEW_ID);
  }

  /** Those that become events of their own. */
  private static Dataset<Row> kept(Dataset<Row> decided) {
    return decided.filter(
        MappedColumns.rejectCode()
            .isNull()
            .and(
                col(Duplicates.DECISION)
                    .isNull()
                    .or(col(Duplicates.DECISION).equalTo(Duplicates.RENAME))));
  }

  /** Records that are refused for themselves, and those that lost against another. */
  private void refuse(Batch batch, Dataset<Row> outlines, Dataset<Row> decisions, long conflicts) {
    Dataset<Row> refused = outlines.filter(MappedColumns.rejectCode().isNotNull());
    if (conflicts > 0) {
      Dataset<Row> lost =
          batch
              .content()
              .at(decisions.filter(is(Duplicates.REFUSE)).select(POSITION), true)
              .withColumn(MappedColumns.REJECT_CODE, lit(Rejections.CONFLICT))
              .withColumn(
                  MappedColumns.REJECT_REASON,
                  lit("another record with this event_id and other content stays"));
      refused = refused.select(refusal()).unionByName(lost.select(refusal()));
    }
    writes.addAll(quarantine.keep(refused, batch));
  }

  /** After the events, so that the vault knows nobody whom they do not. */
  private void vault(
      Batch batch, Dataset<Row> mapped, Dataset<Row> accepted, Dataset<Row> decisions) {
    Dataset<Row> lost =
        decisions
            .filter(col(Duplicates.DECISION).isin(Duplicates.DROP, Duplicates.REFUSE))
            .select(POSITION);
    vaulting
        .add(
            batch,
            accepted.filter(target.written()).join(lost, MappedColumns.position(), "left_anti"),
            positions ->
                batch.content().isSmall()
                    ? at(positions, batch, mapped)
                    : mapping.sealed(batch.content().at(positions, false)))
        .ifPresent(writes::add);
  }

  private static Column[] refusal() {
    return new Column[] {
      col(RecordColumns.FILE),
      col(RecordColumns.OFFSET),
      col(RecordColumns.LINE),
      col(RecordColumns.RAW),
      col(RecordColumns.LAYOUT),
      col(RecordColumns.PROBLEM),
      MappedColumns.rejectCode(),
      col(MappedColumns.REJECT_REASON)
    };
  }

  private void replace(Batch batch, Dataset<Row> mapped) {
    Dataset<Row> rows =
        SourceMapping.whole(
            events(mapped.filter(col(Duplicates.DECISION).equalTo(Duplicates.REPLACE)), batch));
    writes.add(
        lake.update(
            EventsTable.SPEC,
            rows,
            EventsTable.SPEC.key(),
            EventsTable.SOURCE.name() + " = '" + mapping.source() + "'"));
  }

  /** Events with the columns that the source gives; the others are null in each. */
  private Dataset<Row> events(Dataset<Row> kept, Batch batch) {
    Dataset<Row> stamped =
        kept.withColumn(EventsTable.BATCH_ID.name(), lit(batch.id()))
            .withColumn(EventsTable.INGESTED_AT.name(), lit(Timestamp.from(mapping.now())));
    Dataset<Row> events = people(stamped);
    Set<String> given = Set.of(events.columns());
    return events.select(
        EventsTable.SPEC.columns().stream()
            .filter(column -> given.contains(column.name()))
            .map(ColumnSpec::col)
            .toArray(Column[]::new));
  }

  /** The owner of the anchor at the event's time; the person an unknown anchor will found. */
  private Dataset<Row> people(Dataset<Row> events) {
    Column anchor = EventsTable.ANCHOR_NODE.col();
    Column founded = when(anchor.isNotNull(), IdUdfs.oneId(anchor));
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
