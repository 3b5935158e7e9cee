package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.DeliveriesTable;
import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.TouchesTable;
import io.lakeprint.common.tables.VaultTable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What the destination of one activation has, and the way to bring it up to date that may be
 * interrupted anywhere: what is to be sent is written down (pending), then delivered, then the
 * receipts and touches are kept, then it is written down as sent. A run that finds something
 * pending delivers exactly that first: rows, values, send number and with them idempotency keys are
 * the same.
 *
 * @param context of the job
 * @param id the activation
 * @param definition its definition
 * @param destination where to
 * @param outgoing how targets are written
 * @param caps how often they may be
 */
record Outbox(
    JobContext context,
    String id,
    ActivationDefinition definition,
    Destination destination,
    OutgoingTransform outgoing,
    FrequencyCapTransform caps) {

  /** Values that the vault has lost: more than these are no matter of single people. */
  private static final int LOST_LIMIT = 1000;

  private static final String VALUE_LOST = "its value is no longer in the vault";

  private Lake lake() {
    return context.lake();
  }

  private Dataset<Row> rows() {
    return lake().read(OutboxTable.SPEC).where(OutboxTable.ACTIVATION.col().equalTo(id));
  }

  private static Column pending() {
    return OutboxTable.STATE.col().equalTo(OutboxTable.PENDING);
  }

  /** Targets that the destination has. */
  long size() {
    return rows().where(OutboxTable.SENT_HASH.col().isNotNull()).count();
  }

  /** Sends what a run before has written down and not sent, or not said that it did. */
  JobReport finishInterrupted(JobReport report) {
    Row found =
        rows()
            .where(pending())
            .agg(max(OutboxTable.SEND_NUMBER.col()), max(OutboxTable.AS_OF.col()))
            .head();
    return found.isNullAt(0)
        ? report
        : deliver(
            report,
            found.getLong(0),
            found.getDate(1).toLocalDate(),
            id + ": an interrupted send is finished");
  }

  /** Compares and sends what differs. */
  JobReport send(JobReport report, Dataset<Row> wanted, String audience) {
    long number = lastSend() + 1;
    Allowed allowed = allowed(rows(), wanted);
    String what = audience + allowed.told();
    WriteResult noted =
        write(new OutboxTransform(id, number, context.asOf()).apply(rows(), allowed.wanted()));
    return rows().where(pending()).isEmpty()
        ? report.and(noted).note(what + "; nothing to send")
        : deliver(report.and(noted), number, context.asOf(), what);
  }

  /**
   * What frequency caps let through.
   *
   * @param wanted what the destination shall have now
   * @param told how many targets are held back, in words; empty = none
   */
  private record Allowed(Dataset<Row> wanted, String told) {}

  private Allowed allowed(Dataset<Row> current, Dataset<Row> wanted) {
    if (caps.isEmpty()) {
      return new Allowed(wanted, "");
    }
    Dataset<Row> reached =
        caps.reached(lake().read(TouchesTable.SPEC), lake().read(OutboxTable.SPEC));
    long held = caps.heldBack(current, wanted, reached).count();
    return held == 0
        ? new Allowed(wanted, "")
        : new Allowed(
            caps.apply(current, wanted, reached),
            String.format(
                Locale.ROOT,
                "; %,d held back by frequency-caps (%s)",
                held,
                String.join(", ", caps.names())));
  }

  /** What a send would have in it. */
  String preview(Dataset<Row> wanted) {
    boolean interrupted = !rows().where(pending()).isEmpty();
    // As if what is pending had been sent.
    Dataset<Row> before = new SentTransform(Set.of()).apply(rows());
    Allowed allowed = allowed(before, wanted);
    Row counts =
        counts(
            new OutboxTransform(id, lastSend() + 1, context.asOf())
                .apply(before, allowed.wanted()));
    return (interrupted ? "; an interrupted send is to be finished first" : "")
        + allowed.told()
        + changes("; %,d to add, %,d to change, %,d to remove; not sent (dry run)", counts);
  }

  /** A number is never used again, also where all targets of a send are gone. */
  private long lastSend() {
    Column none = lit(0L);
    long receipts =
        lake()
            .read(DeliveriesTable.SPEC)
            .where(DeliveriesTable.ACTIVATION.col().equalTo(id))
            .agg(coalesce(max(DeliveriesTable.SEND_NUMBER.col()), none))
            .head()
            .getLong(0);
    return Math.max(
        receipts, rows().agg(coalesce(max(OutboxTable.SEND_NUMBER.col()), none)).head().getLong(0));
  }

  /** A receiver that knows a key refuses it with anything else in it, also with another day. */
  private JobReport deliver(JobReport report, long number, LocalDate foundOn, String what) {
    Row counts = counts(rows());
    Receipts receipts = new Receipts();
    Dataset<Row> all = outgoing.apply(rows().where(pending()), context.input(VaultTable.SPEC));
    Column told = col(definition.target().name()).isNotNull();
    noteLost(all.where(not(told)), receipts, number);
    long before = receipts.all().size();
    try {
      if (counts.getLong(3) > receipts.refusedKeys().size()) {
        destination.deliver(
            new Send(id, number, foundOn, definition.target().name(), all.where(told)), receipts);
      }
    } catch (LakeprintException e) {
      keep(receipts, number);
      throw e;
    }
    WriteResult kept = keep(receipts, number);
    WriteResult touched = touch(receipts.refusedKeys(), number);
    WriteResult sent = write(new SentTransform(receipts.refusedKeys()).apply(rows()));
    long batches = receipts.all().size() - before;
    String outcome =
        what
            + changes("; %,d added, %,d changed, %,d removed", counts)
            + String.format(
                Locale.ROOT,
                " at %s in send %d (%,d batches)",
                definition.destination(),
                number,
                batches);
    int refused = receipts.refusedKeys().size();
    return report
        .and(kept)
        .and(touched)
        .and(sent)
        .note(
            refused == 0
                ? outcome
                : outcome
                    + String.format(
                        Locale.ROOT,
                        "; %,d of them refused: see activation.deliveries and state refused in"
                            + " activation.outbox",
                        refused));
  }

  private void noteLost(Dataset<Row> lost, Receipts receipts, long number) {
    List<String> keys =
        lost.select(OutboxTable.TARGET_KEY.col()).takeAsList(LOST_LIMIT + 1).stream()
            .map(row -> row.getString(0))
            .toList();
    if (keys.size() > LOST_LIMIT) {
      throw ActivationErrors.valuesLost(id, LOST_LIMIT);
    }
    if (!keys.isEmpty()) {
      receipts.refused(keys, 0, id + "-" + number + "-lost", VALUE_LOST);
    }
  }

  private WriteResult write(Dataset<Row> rows) {
    return lake()
        .sync(
            OutboxTable.SPEC, rows, Part.where(OutboxTable.ACTIVATION.name() + " = '" + id + "'"));
  }

  /** Before the outbox says "sent": a send without receipts would be one that nobody knows of. */
  private WriteResult keep(Receipts receipts, long number) {
    List<Row> rows =
        receipts.all().stream()
            .map(
                receipt ->
                    RowFactory.create(
                        id,
                        number,
                        receipt.number(),
                        Timestamp.from(context.now()),
                        Date.valueOf(context.asOf()),
                        definition.destination(),
                        receipt.outcome().name().toLowerCase(Locale.ROOT),
                        receipt.targets(),
                        receipt.attempts(),
                        receipt.key(),
                        receipt.detail(),
                        context.runId()))
            .toList();
    // Only one run at a time sends, and it is its next commit: a repeat is another try.
    return lake()
        .append(
            DeliveriesTable.SPEC,
            context.spark().createDataFrame(rows, DeliveriesTable.SPEC.schema()),
            new Transaction("activate", lake().version(DeliveriesTable.SPEC) + 1));
  }

  /**
   * Before the outbox says "sent", too: it then no longer tells what was in the send. A repeat
   * finds them there.
   */
  private WriteResult touch(Set<String> refused, long number) {
    return lake()
        .sync(
            TouchesTable.SPEC,
            rows()
                .where(pending())
                .where(OutboxTable.WANTED_HASH.col().isNotNull())
                .where(not(OutboxTable.TARGET_KEY.col().isInCollection(refused)))
                .select(
                    TouchesTable.ACTIVATION.is(OutboxTable.ACTIVATION.col()),
                    TouchesTable.SEND_NUMBER.is(OutboxTable.SEND_NUMBER.col()),
                    TouchesTable.TARGET_KEY.is(OutboxTable.TARGET_KEY.col()),
                    TouchesTable.ONE_ID.is(OutboxTable.ONE_ID.col()),
                    TouchesTable.DESTINATION.is(lit(definition.destination())),
                    TouchesTable.CHANGE.is(OutboxTable.CHANGE.col()),
                    TouchesTable.AS_OF.is(lit(context.asOf()))),
            Part.where(
                TouchesTable.ACTIVATION.name()
                    + " = '"
                    + id
                    + "' AND "
                    + TouchesTable.SEND_NUMBER.name()
                    + " = "
                    + number));
  }

  /** To add, to change, to remove, and all of them. */
  private static Row counts(Dataset<Row> rows) {
    return rows.where(pending()).agg(is("add"), is("change"), is("remove"), count(lit(1))).head();
  }

  private static Column is(String change) {
    return count(when(OutboxTable.CHANGE.col().equalTo(change), 1));
  }

  private static String changes(String format, Row counts) {
    return String.format(
        Locale.ROOT, format, counts.getLong(0), counts.getLong(1), counts.getLong(2));
  }
}
