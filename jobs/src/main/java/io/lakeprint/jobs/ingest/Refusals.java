package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** Reasons to refuse a record, in the order in which they are looked for: the first one is told. */
final class Refusals {

  private final List<Column> codes = new ArrayList<>(List.of(lit(null)));
  private final List<Column> reasons = new ArrayList<>(List.of(lit(null)));

  /** One more reason: {@code reason} is null where it does not apply. */
  Refusals add(Column reason, Column code) {
    reasons.add(reason);
    codes.add(when(reason.isNotNull(), code));
    return this;
  }

  Column code() {
    return coalesce(codes.toArray(new Column[0])).cast("string");
  }

  Column reason() {
    return coalesce(reasons.toArray(new Column[0])).cast("string");
  }
}
