package io.lakeprint.jobs.identity;

import java.time.LocalDate;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** Stops a run that would rename too many people, before it writes anything. */
record RenameGate(IdentityConfig config) {

  /**
   * Counts, and passes or refuses.
   *
   * @return remark for the log where renames were accepted; else empty
   * @throws io.lakeprint.common.error.GateRefusedException when too many are renamed
   */
  String check(IdentityJournal before, IdentityState state, LocalDate asOf) {
    IdentityConfig.Alarm alarm = config.alarm();
    Row counts =
        new RenamesTransform(asOf.minusDays(alarm.publishedDays()))
            .apply(before, state.map())
            .first();
    long published = counts.getLong(0);
    long renamed = counts.getLong(1);
    boolean tooMany =
        published >= alarm.minNodes() && renamed >= alarm.renamedRatio() * published && renamed > 0;
    if (!tooMany) {
      return "";
    }
    if (renamed > config.acceptRenames()) {
      throw IdentityErrors.tooManyRenamed(renamed, published, alarm.renamedRatio());
    }
    return String.format(Locale.ROOT, "; accepted %d renames", renamed);
  }
}
