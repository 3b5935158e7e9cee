package io.lakeprint.jobs.portraits.tools;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_parse_url;

import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.SessionsTable;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where one person was, what they did and what brought them: all of it from the roll-ups, and the
 * events of the latest visits alone.
 *
 * @param oneId the person
 */
record JourneyReader(JobContext context, String oneId) {

  private static final String EVENTS = "events";
  private static final String DAYS = "days";
  private static final String LAST = "last";
  private static final String FIRST = "first";
  private static final String HOST = "host";
  private static final String ABOUT = "about";
  private static final int MOST_ROWS = 12;

  /** What a reader can take in, however busy the days of the latest visits were. */
  private static final int MOST_EVENTS = 500;

  List<PersonPage.Channel> channels() {
    return activity(
            DailyActivityTable.CHANNEL, countDistinct(DailyActivityTable.EVENT_DATE.col()).as(DAYS))
        .stream()
        .map(
            row ->
                new PersonPage.Channel(
                    Cells.said(row, DailyActivityTable.CHANNEL),
                    row.<Long>getAs(EVENTS),
                    row.<Long>getAs(DAYS),
                    row.getTimestamp(row.fieldIndex(LAST)).toInstant()))
        .toList();
  }

  List<PersonPage.Deed> deeds() {
    return activity(DailyActivityTable.EVENT_NAME).stream()
        .map(
            row ->
                new PersonPage.Deed(
                    Cells.said(row, DailyActivityTable.EVENT_NAME),
                    row.<Long>getAs(EVENTS),
                    row.getTimestamp(row.fieldIndex(LAST)).toInstant()))
        .toList();
  }

  private List<Row> activity(ColumnSpec by, Column... more) {
    Column[] told =
        Stream.concat(Stream.of(max(DailyActivityTable.LAST_AT.col()).as(LAST)), Stream.of(more))
            .toArray(Column[]::new);
    return days()
        .groupBy(by.col())
        .agg(sum(DailyActivityTable.EVENT_COUNT.col()).as(EVENTS), told)
        .orderBy(col(EVENTS).desc(), by.col())
        .limit(MOST_ROWS)
        .collectAsList();
  }

  private Dataset<Row> days() {
    return upToNow(
        DailyActivityTable.EVENT_DATE,
        DailyActivityTable.ONE_ID,
        context.input(DailyActivityTable.SPEC));
  }

  /** What led to visits; visits of which nobody knows are one source, too. */
  List<PersonPage.Source> sources() {
    return sessions()
        .groupBy(
            SessionsTable.CAMPAIGN_SOURCE.col(),
            SessionsTable.CAMPAIGN_MEDIUM.col(),
            SessionsTable.CAMPAIGN_NAME.col(),
            host(SessionsTable.REFERRER).as(HOST))
        .agg(count(lit(1)).as(EVENTS), max(SessionsTable.STARTED_AT.col()).as(LAST))
        .orderBy(col(EVENTS).desc(), col(LAST).desc())
        .limit(MOST_ROWS)
        .collectAsList()
        .stream()
        .map(
            row ->
                new PersonPage.Source(
                    Cells.text(row, SessionsTable.CAMPAIGN_SOURCE),
                    Cells.text(row, SessionsTable.CAMPAIGN_MEDIUM),
                    Cells.text(row, SessionsTable.CAMPAIGN_NAME),
                    row.getAs(HOST),
                    row.<Long>getAs(EVENTS),
                    row.getTimestamp(row.fieldIndex(LAST)).toInstant()))
        .toList();
  }

  List<PersonPage.Orders> orders() {
    return upToNow(OrdersTable.ORDER_DATE, OrdersTable.ONE_ID, context.input(OrdersTable.SPEC))
        .groupBy(OrdersTable.CURRENCY.col())
        .agg(
            count(lit(1)).as(EVENTS),
            sum(OrdersTable.NET_AMOUNT.col()).as(OrdersTable.NET_AMOUNT.name()),
            min(OrdersTable.ORDERED_AT.col()).as(FIRST),
            max(OrdersTable.ORDERED_AT.col()).as(LAST))
        .orderBy(col(EVENTS).desc(), OrdersTable.CURRENCY.col())
        .collectAsList()
        .stream()
        .map(
            row ->
                new PersonPage.Orders(
                    Cells.text(row, OrdersTable.CURRENCY),
                    row.<Long>getAs(EVENTS),
                    Cells.amount(row.getDecimal(row.fieldIndex(OrdersTable.NET_AMOUNT.name()))),
                    row.getTimestamp(row.fieldIndex(FIRST)).toInstant(),
                    row.getTimestamp(row.fieldIndex(LAST)).toInstant()))
        .toList();
  }

  /** The latest visits, the last first, without what was done in them. */
  List<PersonPage.Visit> visits(int most) {
    return sessions()
        .orderBy(SessionsTable.STARTED_AT.col().desc(), SessionsTable.SESSION_ID.col())
        .limit(most)
        .withColumn(HOST, host(SessionsTable.REFERRER))
        .collectAsList()
        .stream()
        .map(
            row ->
                new PersonPage.Visit(
                    Cells.moment(row, SessionsTable.STARTED_AT),
                    Cells.moment(row, SessionsTable.ENDED_AT),
                    Cells.said(row, SessionsTable.CHANNEL),
                    Cells.text(row, SessionsTable.DEVICE_TYPE),
                    Cells.count(row, SessionsTable.EVENT_COUNT),
                    Cells.count(row, SessionsTable.ENGAGED_SECONDS),
                    row.<Boolean>getAs(SessionsTable.HAS_CONVERSION.name()),
                    Cells.text(row, SessionsTable.CAMPAIGN_SOURCE),
                    Cells.text(row, SessionsTable.CAMPAIGN_MEDIUM),
                    Cells.text(row, SessionsTable.CAMPAIGN_NAME),
                    row.getAs(HOST),
                    List.of()))
        .toList();
  }

  /** The last day with any event of theirs. */
  Optional<LocalDate> lastDay() {
    Row row = days().agg(max(DailyActivityTable.EVENT_DATE.col())).head();
    return Optional.ofNullable(row.<@Nullable Date>getAs(0)).map(Date::toLocalDate);
  }

  /** What they did from a day on, the last first. */
  List<PersonPage.Act> acts(LocalDate from) {
    return upToNow(EventsTable.EVENT_DATE, EventsTable.ONE_ID, context.input(EventsTable.SPEC))
        .where(EventsTable.EVENT_DATE.col().geq(Date.valueOf(from)))
        .where(coalesce(EventsTable.IS_BOT.col(), lit(false)).unary_$bang())
        .orderBy(
            EventsTable.EVENT_TIME.col().desc(),
            EventsTable.EVENT_NAME.col(),
            EventsTable.SOURCE.col(),
            EventsTable.EVENT_ID.col())
        .limit(MOST_EVENTS)
        .select(
            EventsTable.EVENT_TIME.col(),
            EventsTable.EVENT_NAME.col(),
            EventsTable.CHANNEL.col(),
            coalesce(
                    EventsTable.PRODUCT_NAME.col(),
                    EventsTable.PRODUCT_ID.col(),
                    EventsTable.SEARCH_KEYWORD.col(),
                    EventsTable.ELEMENT_ID.col(),
                    EventsTable.COUPON_ID.col(),
                    EventsTable.ORDER_ID.col(),
                    EventsTable.PAGE_PATH.col())
                .as(ABOUT),
            EventsTable.AMOUNT.col(),
            EventsTable.CURRENCY.col(),
            EventsTable.CAMPAIGN_NAME.col())
        .collectAsList()
        .stream()
        .map(JourneyReader::act)
        .toList();
  }

  private static PersonPage.Act act(Row row) {
    BigDecimal amount = row.getAs(EventsTable.AMOUNT.name());
    return new PersonPage.Act(
        Cells.moment(row, EventsTable.EVENT_TIME),
        Cells.said(row, EventsTable.EVENT_NAME),
        Cells.said(row, EventsTable.CHANNEL),
        row.getAs(ABOUT),
        amount == null ? null : Cells.amount(amount),
        amount == null ? null : Cells.text(row, EventsTable.CURRENCY),
        Cells.text(row, EventsTable.CAMPAIGN_NAME));
  }

  private Dataset<Row> sessions() {
    return upToNow(
        SessionsTable.SESSION_DATE, SessionsTable.ONE_ID, context.input(SessionsTable.SPEC));
  }

  private Dataset<Row> upToNow(ColumnSpec day, ColumnSpec person, Dataset<Row> rows) {
    return rows.where(person.col().equalTo(oneId))
        .where(day.col().leq(Date.valueOf(context.asOf())));
  }

  /** The site of an address; null where there is none. */
  private static Column host(ColumnSpec address) {
    return try_parse_url(address.col(), lit("HOST"));
  }
}
