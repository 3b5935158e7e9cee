package io.lakeprint.jobs.segments;

import static io.lakeprint.common.tables.SegmentMembersTable.ONE_ID;
import static io.lakeprint.common.tables.SegmentMembersTable.SEGMENT_ID;
import static io.lakeprint.common.tables.SegmentMembersTable.SEGMENT_VERSION;
import static io.lakeprint.common.tables.SegmentMembersTable.VALID_FROM;
import static io.lakeprint.common.tables.SegmentMembersTable.VALID_TO;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.CurrentPersonTransform;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The journal of stays in segments after a run.
 *
 * <p>What the journal says of days before the as-of day is taken as it is; what it says of that day
 * and later ones is said anew, so that a run again, and one that goes back, leave what the first
 * one of that day would have left. Stays of people who have become one person are that person's:
 * where they overlap they become one, from the first day to the last, under the version of the
 * first. A stay of somebody who is no longer in the segment, or no longer in the catalogue of
 * people, ends with the as-of day.
 *
 * @param asOf the day of the run
 * @param versions version of each segment's definition by id
 */
record JournalTransform(LocalDate asOf, Map<String, String> versions) {

  private static final String PERSON = "person";
  private static final String MOVED = "moved";
  private static final String OPEN = "open";
  private static final String MEMBER = "member";
  private static final String UNTIL = "until";
  private static final String STAY = "stay";
  private static final LocalDate STILL = LocalDate.of(9999, 12, 31);
  private static final Column END = coalesce(VALID_TO.col(), lit(STILL));

  /** The rows that a run may change: stays not over before the day, and those of merged people. */
  Dataset<Row> touched(Dataset<Row> journal, Dataset<Row> aliases) {
    Dataset<Row> named = named(journal, aliases);
    String[] stay = {SEGMENT_ID.name(), PERSON};
    Dataset<Row> moved =
        named
            .where(col(PERSON).notEqual(ONE_ID.col()))
            .select(SEGMENT_ID.col(), col(PERSON), lit(true).as(MOVED))
            .distinct();
    return named
        .join(moved, stay, "left")
        .where(
            VALID_TO
                .col()
                .isNull()
                .or(VALID_TO.col().geq(lit(asOf)))
                .or(VALID_FROM.col().geq(lit(asOf)))
                .or(col(MOVED).isNotNull()))
        .select(SegmentMembersTable.SPEC.cols());
  }

  /**
   * What the touched rows become.
   *
   * @param touched as {@link #touched} gives them
   * @param aliases rows of {@code identity.one_id_aliases}
   * @param memberships as {@link SegmentsTransform} gives them
   */
  Dataset<Row> apply(Dataset<Row> touched, Dataset<Row> aliases, Dataset<Row> memberships) {
    Dataset<Row> before =
        named(touched, aliases)
            .where(VALID_FROM.col().lt(lit(asOf)))
            .select(
                SEGMENT_ID.col(),
                col(PERSON).as(ONE_ID.name()),
                VALID_FROM.col(),
                VALID_TO.is(when(VALID_TO.col().lt(lit(asOf)), VALID_TO.col())),
                SEGMENT_VERSION.col())
            .transform(JournalTransform::united);
    return before
        .where(VALID_TO.col().isNotNull())
        .unionByName(carriedOn(before.where(VALID_TO.col().isNull()), memberships))
        .select(SegmentMembersTable.SPEC.cols());
  }

  /** Stays that go on, end or begin on the day. */
  private Dataset<Row> carriedOn(Dataset<Row> open, Dataset<Row> memberships) {
    Dataset<Row> now =
        memberships.select(
            PersonsTable.ONE_ID.col(),
            explode(SegmentsTransform.MEMBERSHIPS).as(SEGMENT_ID.name()),
            lit(true).as(MEMBER));
    return open.withColumn(OPEN, lit(true))
        .join(now, new String[] {SEGMENT_ID.name(), ONE_ID.name()}, "full")
        .select(
            SEGMENT_ID.col(),
            ONE_ID.col(),
            coalesce(VALID_FROM.col(), lit(asOf)).as(VALID_FROM.name()),
            VALID_TO.is(when(col(MEMBER).isNull(), lit(asOf))),
            when(col(OPEN).isNull(), version())
                .otherwise(SEGMENT_VERSION.col())
                .as(SEGMENT_VERSION.name()));
  }

  private Column version() {
    Column[] pairs =
        versions.entrySet().stream()
            .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
            .toArray(Column[]::new);
    return pairs.length == 0
        ? lit(null).cast(SEGMENT_VERSION.type())
        : map(pairs).getItem(SEGMENT_ID.col());
  }

  /** The rows with the person that theirs is today. */
  private static Dataset<Row> named(Dataset<Row> journal, Dataset<Row> aliases) {
    return new CurrentPersonTransform(ONE_ID)
        .apply(journal, aliases)
        .withColumn(PERSON, CurrentPersonTransform.CURRENT);
  }

  /** Stays of one person in one segment that overlap or touch, as one. */
  private static Dataset<Row> united(Dataset<Row> stays) {
    WindowSpec inOrder =
        Window.partitionBy(SEGMENT_ID.col(), ONE_ID.col())
            .orderBy(VALID_FROM.col(), END, SEGMENT_VERSION.col());
    WindowSpec earlier = inOrder.rowsBetween(Window.unboundedPreceding(), -1);
    Column begins = coalesce(VALID_FROM.col().gt(col(UNTIL)), lit(true));
    return stays
        .withColumn(UNTIL, max(END).over(earlier))
        .withColumn(STAY, sum(when(begins, lit(1)).otherwise(lit(0))).over(inOrder))
        .groupBy(SEGMENT_ID.col(), ONE_ID.col(), col(STAY))
        .agg(
            min(VALID_FROM.col()).as(VALID_FROM.name()),
            max(END).as(UNTIL),
            min(struct(VALID_FROM.col(), SEGMENT_VERSION.col()))
                .getField(SEGMENT_VERSION.name())
                .as(SEGMENT_VERSION.name()))
        .select(
            SEGMENT_ID.col(),
            ONE_ID.col(),
            VALID_FROM.col(),
            VALID_TO.is(when(col(UNTIL).lt(lit(STILL)), col(UNTIL))),
            SEGMENT_VERSION.col());
  }
}
