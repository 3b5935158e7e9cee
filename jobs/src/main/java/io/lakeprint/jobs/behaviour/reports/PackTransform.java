package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.IS_BOT;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.behaviour.reports.udf.LogGather;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What goes through the shuffle: of each event that meets a condition its person, time, mask and
 * values; of each session its person and ends; of each membership the person and the segment.
 *
 * <p>In: {@code events.events} and {@code behaviour.sessions}, up to the as-of day, and rows of
 * {@link MembersTransform}. Out: {@code one_id}, {@link #TIME}, the conditions by number, 64 a word
 * ({@link #MASK} and the number of the word), and what the plan needs of {@link #END}, {@link
 * #SEGMENT} and {@link #VALUES}, as {@link LogGather.Layout} says: a row goes through memory
 * several times, so that nothing is in it that is null everywhere. Events without a person, records
 * that nobody does, and robots unless wanted are left out. No shuffle.
 */
record PackTransform(ReportPlan plan, BusinessDays days) {

  static final String END = "end";
  static final String MASK = "mask";
  static final String SEGMENT = "segment";
  static final String TIME = "time";
  static final String VALUES = "values";

  Dataset<Row> apply(Dataset<Row> events, Dataset<Row> sessions) {
    Dataset<Row> packed = events.where(matters()).select(columns());
    Column met = lit(false);
    for (int word = 0; word < plan.layout().words(); word++) {
      met = met.or(col(MASK + word).notEqual(lit(0L)));
    }
    Dataset<Row> wanted = packed.where(met);
    return plan.layout().sessions() ? wanted.unionByName(sessions(sessions)) : wanted;
  }

  /**
   * The packed rows, and who is in the segments that reports are of, if any are.
   *
   * @param members rows of {@link MembersTransform}
   */
  Dataset<Row> beside(Dataset<Row> packed, Dataset<Row> members) {
    if (!plan.layout().segments()) {
      return packed;
    }
    return packed.unionByName(
        members.select(
            row(
                ONE_ID.col(),
                lit(0L),
                word -> lit(0L),
                lit(LogGather.NO_SESSION),
                MembersTransform.NUMBER,
                lit(null))));
  }

  /** What can be said without looking at conditions, so that files and row groups are skipped. */
  private Column matters() {
    Column known = ONE_ID.col().isNotNull().and(StandardEvents.isBehaviour(EVENT_NAME.col()));
    Column person = plan.includeBots() ? known : known.and(not(coalesce(IS_BOT.col(), lit(false))));
    Set<String> names = new TreeSet<>();
    plan.flags().forEach(flag -> names.addAll(flag.names()));
    Column named =
        names.contains(EventRule.ANY) ? person : person.and(EVENT_NAME.col().isin(names.toArray()));
    return plan.since().map(since -> named.and(notBefore(since))).orElse(named);
  }

  private Column notBefore(Instant since) {
    Column day = EVENT_DATE.col();
    return day.geq(lit(days.dayOf(since))).and(EVENT_TIME.col().geq(lit(since)));
  }

  private Column[] columns() {
    Column[] masks = masks();
    return row(
        ONE_ID.col(),
        unix_micros(EVENT_TIME.col()),
        word -> masks[word],
        lit(LogGather.NO_SESSION),
        lit(LogGather.NO_SEGMENT),
        array(plan.slots().toArray(Column[]::new)));
  }

  /** What there is of an event, session or membership, in the order of {@link LogGather.Layout}. */
  private Column[] row(
      Column person,
      Column time,
      IntFunction<Column> mask,
      Column end,
      Column segment,
      Column values) {
    LogGather.Layout layout = plan.layout();
    List<Column> columns = new ArrayList<>();
    columns.add(person.as(ONE_ID.name()));
    columns.add(time.as(TIME));
    for (int word = 0; word < layout.words(); word++) {
      columns.add(mask.apply(word).as(MASK + word));
    }
    if (layout.sessions()) {
      columns.add(end.as(END));
    }
    if (layout.segments()) {
      columns.add(segment.as(SEGMENT));
    }
    if (layout.slots() > 0) {
      columns.add(values.cast("array<string>").as(VALUES));
    }
    return columns.toArray(Column[]::new);
  }

  private Column[] masks() {
    Column[] words = new Column[plan.layout().words()];
    Arrays.fill(words, lit(0L));
    for (int number = 0; number < plan.flags().size(); number++) {
      ReportPlan.Flag flag = plan.flags().get(number);
      Column holds =
          flag.since()
              .map(since -> flag.holds().and(EVENT_TIME.col().geq(lit(since))))
              .orElse(flag.holds());
      int word = number >>> 6;
      words[word] = words[word].bitwiseOR(when(holds, lit(1L << (number & 63))).otherwise(lit(0L)));
    }
    return words;
  }

  private Dataset<Row> sessions(Dataset<Row> sessions) {
    return sessions.select(
        row(
            SessionsTable.ONE_ID.col(),
            unix_micros(SessionsTable.STARTED_AT.col()),
            word -> lit(0L),
            unix_micros(SessionsTable.ENDED_AT.col()),
            lit(LogGather.NO_SEGMENT),
            lit(null)));
  }
}
