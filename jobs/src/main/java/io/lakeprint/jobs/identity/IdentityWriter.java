package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.RunSettings;
import io.lakeprint.common.run.SideBySide;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes what a run found: the log, the tables of state side by side, and {@code one_id} of events,
 * in this order.
 */
final class IdentityWriter {
  private final JobContext context;
  private final Lake lake;
  private final EventChanges events;
  private final LastRun last;
  private final List<WriteResult> writes = new ArrayList<>();
  private final List<WriteResult> relabelled = new ArrayList<>();
  private long logRows;

  IdentityWriter(JobContext context, EventChanges events, LastRun last) {
    this.context = context;
    this.lake = context.lake();
    this.events = events;
    this.last = last;
  }

  List<WriteResult> writes() {
    List<WriteResult> all = new ArrayList<>(writes);
    all.addAll(relabelled);
    return all;
  }

  WriteResult[] with(WriteResult more) {
    List<WriteResult> all = writes();
    all.add(more);
    return all.toArray(new WriteResult[0]);
  }

  long logRows() {
    return logRows;
  }

  /**
   * Up to where the events need not be read again: what this run itself wrote belongs to it, unless
   * somebody else wrote in between.
   */
  long eventsVersion() {
    long own = relabelled.stream().filter(write -> write.rows() > 0).count();
    return lake.version(EventsTable.SPEC) == events.version() + own
        ? events.version() + own
        : events.version();
  }

  /**
   * Writes.
   *
   * @param days of which the evidence was read, unless it was all
   * @param isAll whether the run looked at everything
   */
  void write(IdentityUpdate update, List<LocalDate> days, boolean isAll) {
    context.progress("identity: writing");
    if (!update.changes().isEmpty()) {
      long number = last.logNumber() + 1;
      WriteResult log =
          lake.append(IdentityLogTable.SPEC, update.changes(), new Transaction("identity", number));
      logRows = log.rows();
      writes.add(log);
    }
    List<Supplier<WriteResult>> state = new ArrayList<>();
    for (TableSpec table : IdentityTables.SPECS) {
      Dataset<Row> wanted = update.wanted().get(table);
      if (isAll) {
        state.add(() -> lake.sync(table, wanted));
      } else if (!table.equals(IdEvidenceTable.SPEC)) {
        state.add(() -> lake.replace(table, update.current().get(table), wanted));
      } else if (!days.isEmpty()) {
        state.add(() -> lake.replaceWhere(table, wanted, EventChanges.isInSql(days)));
      }
    }
    writes.addAll(SideBySide.all(context.settings("run", RunSettings.class).parallel(), state));
    context.progress("identity: events follow their people");
    relabel(
        isAll ? events.all() : events.of(daysOf(update, days)),
        update.wanted().get(IdentityMapTable.SPEC),
        isAll ? update.wanted().get(IdentityMapTable.SPEC) : lake.read(IdentityMapTable.SPEC));
  }

  /**
   * The days that were read, and those of everybody who has another owner now, as an anchor or
   * beside a blocked one.
   */
  private List<LocalDate> daysOf(IdentityUpdate update, List<LocalDate> days) {
    Dataset<Row> moved =
        update
            .changes()
            .where(IdentityLogTable.NODE_ID.col().isNotNull())
            .select(IdentityLogTable.NODE_ID.col().as(GraphColumns.NODE.name()))
            .distinct();
    Dataset<Row> blocked =
        lake.read(IdentityMapTable.SPEC)
            .where(IdentityMapTransform.isBlocked())
            .select(IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()))
            .distinct();
    Dataset<Row> known = lake.readAt(IdEvidenceTable.SPEC, last.version(IdEvidenceTable.SPEC));
    Column day = IdEvidenceTable.EVENT_DATE.col();
    Dataset<Row> seen =
        known
            .where(IdEvidenceTable.KIND.col().equalTo(EvidenceRules.ANCHOR))
            .join(
                broadcast(moved),
                IdEvidenceTable.NODE_A.col().equalTo(GraphColumns.NODE.col()),
                "left_semi")
            .select(day)
            .union(Reach.touching(Reach.touching(known, blocked), moved).select(day));
    TreeSet<LocalDate> all = new TreeSet<>(days);
    all.addAll(EventChanges.dates(seen));
    return List.copyOf(all);
  }

  /**
   * Gives events their person, in the dates where one is wrong.
   *
   * @param map rows of {@code identity_map} about everybody who may have another owner now
   * @param whole all of its rows
   */
  private void relabel(Dataset<Row> among, Dataset<Row> map, Dataset<Row> whole) {
    EventPeopleTransform people = new EventPeopleTransform();
    try (Kept keep = new Kept()) {
      update(keep.apply(people.anchors(among, map)), List.of(EventsTable.ANCHOR_NODE));
      Dataset<Row> moved = people.events(among, map);
      if (!whole.where(IdentityMapTransform.isBlocked()).isEmpty()) {
        moved = moved.unionByName(people.fallbacks(among, whole, keep));
      }
      update(keep.apply(moved), EventsTable.SPEC.key());
    }
  }

  private void update(Dataset<Row> changes, List<ColumnSpec> on) {
    List<LocalDate> dates = EventChanges.dates(changes);
    if (!dates.isEmpty()) {
      relabelled.add(
          lake.update(
              EventsTable.SPEC,
              changes.drop(EventsTable.EVENT_DATE.name()).distinct(),
              on,
              EventChanges.isInSql(dates)));
    }
  }
}
