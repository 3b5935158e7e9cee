package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.jobs.ingest.read.Messages;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.jobs.ingest.read.RecordFormat;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** The refused records of one source, as one batch that is read anew. */
final class Replay {

  private static final String ID = "_id";
  private static final String CODE_NOW = "_code_now";
  private static final String REASON_NOW = "_reason_now";

  private final JobContext context;
  private final Sources sources;
  private final String name;
  private final SourceConfig config;
  private final List<WriteResult> writes = new ArrayList<>();

  Replay(JobContext context, Sources sources, String name, SourceConfig config) {
    this.context = context;
    this.sources = sources;
    this.name = name;
    this.config = config;
  }

  List<WriteResult> writes() {
    return writes;
  }

  /**
   * Tries them all; tells where each went.
   *
   * @param refused rows of {@link RejectedRecordsTable}, of other sources too
   */
  JobReport.Records run(Dataset<Row> refused) {
    Dataset<Row> pending =
        refused
            .filter(RejectedRecordsTable.SOURCE.col().equalTo(name))
            .dropDuplicates(new String[] {RejectedRecordsTable.RECORD_ID.name()});
    Instant now = context.now();
    SourceMapping mapping = sources.mapping(name, config, now);
    try (StillRefused still = new StillRefused(context.spark(), sources.rejected(name, now))) {
      BatchWriter writer =
          new BatchWriter(context.lake(), mapping, still, context.input(IdentityMapTable.SPEC));
      // A name of its own each time: what a broken-off replay has written must count as there
      // already, because the mapping may be another one by now.
      String id = name + "-replay-" + UUID.randomUUID().toString().substring(0, 8);
      JobReport.Records records =
          writer.write(
              new Batch(id, id, 0, Batch.Content.of(records(pending), mapping.hasContentId())));
      writes.addAll(writer.writes());
      writes.add(mark(pending, still.reasons(), now));
      return records;
    }
  }

  private WriteResult mark(Dataset<Row> pending, Dataset<Row> still, Instant now) {
    Dataset<Row> changes =
        pending
            .join(
                still,
                pending.col(RejectedRecordsTable.RECORD_ID.name()).equalTo(still.col(ID)),
                "left")
            .select(
                RejectedRecordsTable.SOURCE.col(),
                RejectedRecordsTable.RECORD_ID.col(),
                coalesce(col(CODE_NOW), RejectedRecordsTable.REASON_CODE.col())
                    .as(RejectedRecordsTable.REASON_CODE.name()),
                coalesce(col(REASON_NOW), RejectedRecordsTable.REASON.col())
                    .as(RejectedRecordsTable.REASON.name()),
                when(col(CODE_NOW).isNull(), lit(Timestamp.from(now)))
                    .as(RejectedRecordsTable.REPLAYED_AT.name()));
    return context
        .lake()
        .update(
            RejectedRecordsTable.SPEC,
            changes,
            RejectedRecordsTable.SPEC.key(),
            RejectedRecordsTable.SOURCE.name() + " = '" + name + "'");
  }

  private MessageRecords records(Dataset<Row> pending) {
    Column position =
        coalesce(
            RejectedRecordsTable.POSITION.col(), xxhash64(RejectedRecordsTable.RECORD_ID.col()));
    Dataset<Row> messages =
        pending.select(
            RejectedRecordsTable.FILE.col().as(RecordColumns.FILE),
            RejectedRecordsTable.LINE.col().as(RecordColumns.LINE),
            position.as(RecordColumns.OFFSET),
            lit(null).cast("string").as(RecordColumns.PROBLEM_CODE),
            lit(null).cast("string").as(RecordColumns.PROBLEM),
            RejectedRecordsTable.RAW.col().as(Messages.SEALED));
    return new MessageRecords(config, messages, columns(messages), sources.seal(name));
  }

  /**
   * The fields that the records may have: of CSV those of their headers; of rows of a table all
   * that expressions name, because a column without value is not in its record.
   */
  private Set<String> columns(Dataset<Row> messages) {
    RecordSeal seal = sources.seal(name);
    if (config.records() == RecordFormat.CSV) {
      return Messages.headers(messages, new RecordPlans(config).options(), seal);
    }
    boolean ofTable =
        config.format().kind() != SourceFormat.Kind.TEXT_FILES
            && config.format() != SourceFormat.KAFKA;
    return ofTable
        ? new HashSet<>(new Expressions(config.let(), config.select()).used())
        : Set.of();
  }

  /** Remembers those that are refused again, and why. */
  private static final class StillRefused implements Quarantine, AutoCloseable {
    private static final StructType SCHEMA =
        new StructType()
            .add(ID, DataTypes.StringType)
            .add(CODE_NOW, DataTypes.StringType)
            .add(REASON_NOW, DataTypes.StringType);

    private final RejectedTransform rejected;
    private Dataset<Row> reasons;

    StillRefused(SparkSession spark, RejectedTransform rejected) {
      this.rejected = rejected;
      this.reasons = spark.createDataFrame(List.of(), SCHEMA);
    }

    @Override
    public List<WriteResult> keep(Dataset<Row> mapped, Batch batch) {
      reasons =
          rejected
              .apply(mapped, batch.id())
              .select(
                  RejectedRecordsTable.RECORD_ID.col().as(ID),
                  RejectedRecordsTable.REASON_CODE.col().as(CODE_NOW),
                  RejectedRecordsTable.REASON.col().as(REASON_NOW))
              .persist(StorageLevel.MEMORY_AND_DISK());
      return List.of();
    }

    Dataset<Row> reasons() {
      return reasons;
    }

    @Override
    public void close() {
      reasons.unpersist();
    }
  }
}
