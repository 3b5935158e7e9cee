package io.lakeprint.jobs.identity;

import io.lakeprint.common.tables.IdentityLogTable;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Stops a run that would rename too many people, before it writes anything. */
record RenameGate(IdentityConfig config) {

  /**
   * Counts, and passes or refuses. How many are published is only looked up where enough would be
   * renamed to refuse.
   *
   * @param journal the log before this run
   * @param owners as last written, of the nodes that were looked at
   * @param map rows of {@code identity_map} of them after this run
   * @return remark for the log where renames were accepted; else empty
   * @throws io.lakeprint.common.error.GateRefusedException when too many are renamed
   */
  String check(IdentityJournal journal, Dataset<Row> owners, Dataset<Row> map, LocalDate asOf) {
    IdentityConfig.Alarm alarm = config.alarm();
    LocalDate publishedBy = asOf.minusDays(alarm.publishedDays());
    long renamed = new RenamesTransform(publishedBy).apply(owners, map, journal).first().getLong(0);
    if (renamed == 0 || renamed < alarm.renamedRatio() * alarm.minNodes()) {
      return "";
    }
    long published =
        journal
            .published()
            .where(IdentityLogTable.AS_OF.col().leq(java.sql.Date.valueOf(publishedBy)))
            .count();
    if (published < alarm.minNodes() || renamed < alarm.renamedRatio() * published) {
      return "";
    }
    if (renamed > config.acceptRenames()) {
      throw IdentityErrors.tooManyRenamed(renamed, published, alarm.renamedRatio());
    }
    return String.format(Locale.ROOT, "; accepted %d renames", renamed);
  }
}
