package io.lakeprint.jobs.identity.tools;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where identity looks wrong first: the largest persons, the links that rules keep out, the values
 * that most people share, and how many ids each run changed.
 */
final class AuditTool extends Tool {
  private static final String PEOPLE = "people";
  private static final String LINKS = "links";
  private static final String EVENTS = "events";
  private static final String END = "end";
  private static final String RULE = "rule";

  private final int top;
  private final Consumer<String> out;

  /**
   * @param top lines of each list
   * @param out where the answer goes
   */
  AuditTool(int top, Consumer<String> out) {
    super("audit", "Show where identity looks wrong: hubs, kept-out links, churn of ids");
    this.top = top;
    this.out = out;
  }

  @Override
  public JobReport run(JobContext context, IdentityConfig config) {
    largest(context);
    suppressed(context);
    bridges(context);
    churn(context);
    dropped(context);
    List<Decision> overrides = OverrideTool.standing(context);
    out.accept("");
    out.accept("Overrides that hold: " + (overrides.isEmpty() ? "none" : overrides.size()));
    overrides.forEach(decision -> out.accept("  " + decision));
    return JobReport.of();
  }

  /** What ingest took for no identifier of anybody. */
  private void dropped(JobContext context) {
    out.accept("");
    out.accept("Identifiers that ingest dropped (times, type:rule):");
    context
        .input(EventsTable.SPEC)
        .select(
            explode(split(EventsTable.PROPERTIES.col().getItem(EventsTable.DROPPED_IDS), ","))
                .as(RULE))
        .groupBy(RULE)
        .agg(count(lit(1)).as(EVENTS))
        .orderBy(col(EVENTS).desc(), col(RULE))
        .limit(top)
        .collectAsList()
        .forEach(row -> line("%6d  %s", row.getLong(1), row.getString(0)));
  }

  private void largest(JobContext context) {
    out.accept("Largest persons (identifiers, kind, id):");
    context
        .input(PersonsTable.SPEC)
        .orderBy(PersonsTable.NODE_COUNT.col().desc(), PersonsTable.ONE_ID.col())
        .limit(top)
        .select(
            PersonsTable.NODE_COUNT.col(),
            PersonsTable.PERSON_KIND.col(),
            PersonsTable.ONE_ID.col())
        .collectAsList()
        .forEach(row -> line("%6d  %-12s %s", row.getLong(0), row.getString(1), row.getString(2)));
  }

  private void suppressed(JobContext context) {
    out.accept("");
    out.accept("Links that do not join (links, events, rule):");
    context
        .input(IdLinksTable.SPEC)
        .where(IdLinksTable.STATE.col().notEqual("ACTIVE"))
        .groupBy(IdLinksTable.STATE.col(), IdLinksTable.RULE.col())
        .agg(count(lit(1)).as(LINKS), sum(IdLinksTable.SIGHTING_COUNT.col()).as(EVENTS))
        .orderBy(col(LINKS).desc(), IdLinksTable.STATE.col(), IdLinksTable.RULE.col())
        .limit(top)
        .collectAsList()
        .forEach(
            row ->
                line(
                    "%6d %8d  %s %s",
                    row.getLong(2), row.getLong(3), row.getString(0), row.getString(1)));
  }

  /** Values whose links lead to most people: kiosks, clerks' phones, test accounts. */
  private void bridges(JobContext context) {
    out.accept("");
    out.accept("Values that touch most people (people, links, standing, identifier):");
    Dataset<Row> links = context.input(IdLinksTable.SPEC);
    Dataset<Row> ends =
        ends(links, IdLinksTable.NODE_A.col(), IdLinksTable.NODE_B.col())
            .union(ends(links, IdLinksTable.NODE_B.col(), IdLinksTable.NODE_A.col()));
    Dataset<Row> owners =
        context
            .input(IdentityMapTable.SPEC)
            .where(IdentityMapTable.VALID_TO.col().isNull())
            .where(IdentityMapTable.ONE_ID.col().isNotNull())
            .select(IdentityMapTable.NODE_ID.col().as(END), IdentityMapTable.ONE_ID.col());
    List<Row> worst =
        ends.join(owners, END)
            .groupBy(IdentityMapTable.NODE_ID.col())
            .agg(count_distinct(IdentityMapTable.ONE_ID.col()).as(PEOPLE), count(lit(1)).as(LINKS))
            .where(col(PEOPLE).gt(1))
            .orderBy(col(PEOPLE).desc(), col(LINKS).desc(), IdentityMapTable.NODE_ID.col())
            .limit(top)
            .collectAsList();
    Map<Long, Owned> names =
        new PeopleTables(context).nodes(worst.stream().map(row -> row.getLong(0)).toList());
    for (Row row : worst) {
      Owned owned = names.get(row.getLong(0));
      if (owned != null) {
        line("%6d %6d  %-12s %s", row.getLong(1), row.getLong(2), owned.state(), owned);
      }
    }
  }

  private static Dataset<Row> ends(Dataset<Row> links, Column node, Column end) {
    return links.select(node.as(IdentityMapTable.NODE_ID.name()), end.as(END));
  }

  private void churn(JobContext context) {
    out.accept("");
    out.accept("Runs, latest first (as of, created, merged, split, revived, moved):");
    Column operation = IdentityLogTable.OPERATION.col();
    context
        .input(IdentityLogTable.SPEC)
        .groupBy(IdentityLogTable.RUN_NUMBER.col())
        .agg(
            max(IdentityLogTable.AS_OF.col()).cast("string"),
            count_if(operation.equalTo("CREATE")),
            count_if(operation.equalTo("MERGE")),
            count_if(operation.equalTo("SPLIT")),
            count_if(operation.equalTo("REVIVE")),
            count_if(
                operation
                    .isin("MOVE", "DETACH")
                    .and(IdentityLogTable.FROM_ONE_ID.col().isNotNull())))
        .orderBy(IdentityLogTable.RUN_NUMBER.col().desc())
        .limit(top)
        .collectAsList()
        .forEach(
            row ->
                line(
                    "%s %8d %8d %8d %8d %8d",
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)));
  }

  private void line(String format, Object... values) {
    out.accept("  " + String.format(Locale.ROOT, format, values));
  }
}
