package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.tables.IdOverridesTable;
import java.sql.Date;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** One row of {@code id_overrides} that holds. */
record Decision(String id, String kind, long a, @Nullable Long b, String saidBy, String since) {

  static final String MUST_LINK = "MUST_LINK";
  static final String CUT = "CUT";
  static final String CANNOT_LINK = "CANNOT_LINK";
  static final String BLOCK = "BLOCK";

  static Decision of(Row row) {
    return new Decision(
        row.getAs(IdOverridesTable.OVERRIDE_ID.name()),
        row.getAs(IdOverridesTable.KIND.name()),
        row.<Long>getAs(IdOverridesTable.NODE_A.name()),
        row.getAs(IdOverridesTable.NODE_B.name()),
        row.getAs(IdOverridesTable.SAID_BY.name()),
        row.<Date>getAs(IdOverridesTable.EFFECTIVE_ON.name()).toString());
  }

  boolean isAbout(long one, @Nullable Long other) {
    return other == null
        ? b == null && a == one
        : b != null && ((a == one && b.equals(other)) || (a == other && b == one));
  }

  boolean blocks(long node) {
    return kind.equals(BLOCK) && a == node;
  }

  Set<Long> pair() {
    return b == null ? Set.of(a) : Set.of(a, b);
  }

  @Override
  public String toString() {
    return kind + " " + id + " of " + since + " by " + saidBy;
  }
}
