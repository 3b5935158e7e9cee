package io.lakeprint.jobs.ingest;

import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * A table of the catalog or of a database, and how far it may be read.
 *
 * @param context of the run
 * @param config the source
 * @param table the table
 * @param mark what its mark is
 * @param seal closes its records
 */
record MarkedSource(
    JobContext context, SourceConfig config, MarkedTable table, Mark mark, RecordSeal seal) {

  /**
   * Looks at the table.
   *
   * @throws io.lakeprint.common.error.InputContractException when it has no such mark
   */
  static MarkedSource of(JobContext context, String name, SourceConfig config, RecordSeal seal) {
    MarkedTable table =
        config.format() == SourceFormat.JDBC
            ? new JdbcTable(context.spark(), config)
            : new MarkedTable.OfCatalog(context.spark(), config.table(), config.mark());
    StructType schema = table.schema();
    if (schema.getFieldIndex(config.mark()).isEmpty()) {
      throw IngestErrors.noMark(name, config.mark(), schema.fieldNames());
    }
    try {
      Mark mark = Mark.of(schema.apply(config.mark()).dataType());
      return new MarkedSource(context, config, table, mark, seal);
    } catch (IllegalArgumentException e) {
      throw IngestErrors.badMark(name, config.mark(), e);
    }
  }

  /**
   * Where a delivery that begins at {@code from} ends; empty when there is nothing between.
   *
   * @param follows whether days count that have become complete since the run began
   */
  Optional<String> upTo(Optional<String> from, boolean follows) {
    return end(follows).filter(to -> mark.isAfter(to, from));
  }

  /** The rows of a stretch of marks. */
  MessageRecords records(Optional<String> from, String to) {
    return MessageRecords.of(config, table.rows(mark, from, to), table.place(), seal);
  }

  /** Some rows, for a look; empty when there are none. */
  Optional<MessageRecords> sample(int limit) {
    return end(false)
        .map(to -> table.rows(mark, Optional.empty(), to).limit(limit))
        .map(rows -> MessageRecords.of(config, rows, table.place(), seal));
  }

  private Optional<String> end(boolean follows) {
    if (mark.isNumber()) {
      return table.largest();
    }
    BusinessDays days = new BusinessDays(context.zone());
    LocalDate complete = days.lastComplete(context.now());
    LocalDate day = follows && complete.isAfter(context.asOf()) ? complete : context.asOf();
    return Optional.of(mark.end(day, days, config.zone(), config.markPattern()));
  }
}
