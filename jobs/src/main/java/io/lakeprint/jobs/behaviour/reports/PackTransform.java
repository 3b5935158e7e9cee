package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.IS_BOT;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.behaviour.kernel.EventLog;
import io.lakeprint.jobs.behaviour.reports.udf.LogGather;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What goes through the shuffle: of each event that meets a condition its person, time, mask and
 * values; of each session its person and ends.
 *
 * <p>In: {@code events.events} and {@code behaviour.sessions}, up to the as-of day. Out: columns
 * {@code one_id}, {@link #END}, {@link #MASK} and {@link #MORE} (the conditions by number, 64 a
 * word), {@link #TIME}, {@link #VALUES}; what no report needs is null. Events without a person,
 * records that nobody does, and robots unless wanted are left out. No shuffle.
 */
record PackTransform(ReportPlan plan, BusinessDays days) {

  static final String END = "end";
  static final String MASK = "mask";
  static final String MORE = "more";
  static final String TIME = "time";
  static final String VALUES = "values";

  Dataset<Row> apply(Dataset<Row> events, Dataset<Row> sessions) {
    Dataset<Row> packed = events.where(matters()).select(columns());
    Column met = col(MASK).notEqual(lit(0L));
    for (int word = 1; word < words(); word++) {
      met = met.or(element_at(col(MORE), word).notEqual(lit(0L)));
    }
    Dataset<Row> wanted = packed.where(met);
    return plan.needsSessions() ? wanted.unionByName(sessions(sessions)) : wanted;
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
    return new Column[] {
      ONE_ID.col(),
      lit(LogGather.NO_SESSION).as(END),
      masks()[0].as(MASK),
      more(masks()).as(MORE),
      unix_micros(EVENT_TIME.col()).as(TIME),
      values().as(VALUES)
    };
  }

  private int words() {
    return EventLog.Builder.words(plan.flags().size());
  }

  private Column more(Column[] words) {
    return (words() == 1 ? lit(null) : array(Arrays.copyOfRange(words, 1, words.length)))
        .cast("array<bigint>");
  }

  private Column[] masks() {
    Column[] words = new Column[words()];
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

  private Column values() {
    return (plan.slots().isEmpty() ? lit(null) : array(plan.slots().toArray(Column[]::new)))
        .cast("array<string>");
  }

  private Dataset<Row> sessions(Dataset<Row> sessions) {
    return sessions.select(
        SessionsTable.ONE_ID.col().as(ONE_ID.name()),
        unix_micros(SessionsTable.ENDED_AT.col()).as(END),
        lit(0L).as(MASK),
        lit(null).cast("array<bigint>").as(MORE),
        unix_micros(SessionsTable.STARTED_AT.col()).as(TIME),
        lit(null).cast("array<string>").as(VALUES));
  }
}
