package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.CurrentPersonTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who was in the segments that reports are of when the as-of day began, by today's person.
 *
 * <p>What the journal says of earlier days no run of this day changes, and segments may follow from
 * the reports of this one: so a report is the same whether it is computed before or after the
 * segments of its day, and again. In: {@code profile.segment_members} and {@code
 * identity.one_id_aliases}. Out: {@code one_id} and {@link #NUMBER}; a pair may repeat.
 *
 * @param asOf the as-of day
 * @param segments ids of the segments, by number
 */
record MembersTransform(LocalDate asOf, List<String> segments) {

  private static final String NUMBER_NAME = "segment_number";

  /** The segment, by its place among {@link #segments}. */
  static final Column NUMBER = col(NUMBER_NAME);

  Dataset<Row> apply(Dataset<Row> members, Dataset<Row> aliases) {
    Column end = SegmentMembersTable.VALID_TO.col();
    Dataset<Row> then =
        members
            .where(SegmentMembersTable.SEGMENT_ID.col().isin(segments.toArray()))
            .where(SegmentMembersTable.VALID_FROM.col().lt(lit(asOf)))
            .where(end.isNull().or(end.geq(lit(asOf))));
    return new CurrentPersonTransform(SegmentMembersTable.ONE_ID)
        .apply(then, aliases)
        .select(
            CurrentPersonTransform.CURRENT.as(EventsTable.ONE_ID.name()), number().as(NUMBER_NAME));
  }

  private Column number() {
    Column number = lit(-1);
    for (int i = 0; i < segments.size(); i++) {
      Column is = SegmentMembersTable.SEGMENT_ID.col().equalTo(segments.get(i));
      number = when(is, lit(i)).otherwise(number);
    }
    return number;
  }
}
