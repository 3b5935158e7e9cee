package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;

import io.lakeprint.jobs.ingest.read.Messages;
import io.lakeprint.jobs.ingest.read.ReadPlan;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sealed records one by one, with the fields that the source's expressions use.
 *
 * @param config the source
 * @param messages rows of {@link Messages#SCHEMA}
 * @param columns names that the records have at their top, as far as known
 * @param seal opens them
 */
record MessageRecords(
    SourceConfig config, Dataset<Row> messages, Set<String> columns, RecordSeal seal)
    implements SourceRecords {

  /** The rows of a table, each as the record it would be. */
  static MessageRecords of(SourceConfig config, Dataset<Row> rows, String place, RecordSeal seal) {
    return new MessageRecords(
        config,
        new RowMessages(seal).of(rows, place),
        new LinkedHashSet<>(Arrays.asList(rows.columns())),
        seal);
  }

  @Override
  public Dataset<Row> all(boolean withRaw) {
    return read(new RecordPlans(config).all(columns, withRaw));
  }

  @Override
  public Dataset<Row> at(Dataset<Row> positions, boolean withRaw) {
    Dataset<Row> wanted =
        messages
            .join(positions, MappedColumns.position(), "left_semi")
            .selectExpr(Messages.SCHEMA.fieldNames());
    return new MessageRecords(config, wanted, columns, seal).all(withRaw);
  }

  @Override
  public Dataset<Row> only(Set<String> eventColumns, boolean withRaw) {
    return read(new RecordPlans(config).only(eventColumns, columns, withRaw));
  }

  /** Nobody has weighed them. */
  @Override
  public boolean isSmall() {
    return false;
  }

  private Dataset<Row> read(ReadPlan plan) {
    if (config.format() != SourceFormat.KAFKA) {
      return Messages.read(messages, plan, seal);
    }
    ReadPlan withLayout =
        new ReadPlan(plan.format(), plan.options(), plan.fields(), plan.withRest(), true);
    Dataset<Row> records = Messages.read(messages, withLayout, seal);
    for (String name : KafkaMessages.METADATA) {
      if (!Arrays.asList(records.columns()).contains(name)) {
        records = records.withColumn(name, get_json_object(col(RecordColumns.LAYOUT), "$." + name));
      }
    }
    return records;
  }
}
