package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds out who is who, and writes it: the log first, because everything else follows from it and
 * the events. Whatever a broken run left undone, the next one does.
 */
public final class IdentityJob implements Job<IdentityConfig> {

  @Override
  public JobSpec<IdentityConfig> spec() {
    return JobSpec.planned(
        "identity",
        "identity",
        "One person, one id: who is who on every channel, since when, and why",
        IdentityConfig.class,
        List.of(JobInput.of(EventsTable.SPEC), JobInput.previous(IdentityLogTable.SPEC)),
        List.of(
            IdentityLogTable.SPEC,
            IdLinksTable.SPEC,
            IdentityMapTable.SPEC,
            PersonsTable.SPEC,
            OneIdAliasesTable.SPEC));
  }

  @Override
  public void check(CheckContext context, IdentityConfig config) {
    context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
  }

  @Override
  public JobReport run(JobContext context, IdentityConfig config) {
    TypeRules types =
        new TypeRules(context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class));
    IdentityJournal before = new IdentityJournal(context.input(IdentityLogTable.SPEC));
    LastRun last = LastRun.of(before);
    if (last.asOf().isAfter(context.asOf())) {
      return JobReport.of()
          .note(
              "identity: as-of "
                  + context.asOf()
                  + " is older than the state of "
                  + last.asOf()
                  + ", which only moves forward: left alone");
    }
    context.progress("identity: evidence and owners");
    Kept keep = new Kept();
    Dataset<Row> events =
        context
            .input(EventsTable.SPEC)
            .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf())));
    Resolution resolution =
        Resolution.of(
            events, config, types, new InMemoryEngine(config.maxNodesPerPerson(), types), keep);
    IdentityState state = IdentityState.of(resolution, before, types, keep);
    String remark = new RenameGate(config).check(before, state, context.asOf());
    Dataset<Row> changes =
        keep.apply(
            new LogTransform(last.number() + 1, context.runId(), context.asOf(), remark)
                .apply(state.map(), state.people(), state.overlaps(), before));
    context.progress("identity: writing");
    IdentityJournal after = new IdentityJournal(before.log().unionByName(changes));
    return write(context, types, resolution, state, changes, after);
  }

  private static JobReport write(
      JobContext context,
      TypeRules types,
      Resolution resolution,
      IdentityState state,
      Dataset<Row> changes,
      IdentityJournal after) {
    Lake lake = context.lake();
    List<WriteResult> writes = new ArrayList<>();
    if (!changes.isEmpty()) {
      long number = LastRun.of(after).number();
      writes.add(lake.append(IdentityLogTable.SPEC, changes, new Transaction("identity", number)));
    }
    writes.add(lake.sync(IdLinksTable.SPEC, resolution.links()));
    writes.add(lake.sync(IdentityMapTable.SPEC, state.map()));
    writes.add(
        lake.sync(PersonsTable.SPEC, state.persons(new BusinessDays(context.zone()), types)));
    writes.add(
        lake.sync(
            OneIdAliasesTable.SPEC,
            new AliasesTransform().apply(after, resolution.nodes(), state.map(), state.people())));
    writes.addAll(relabel(context, state.map()));
    return JobReport.of(writes.toArray(new WriteResult[0]));
  }

  /** Gives events their person, in the dates where one is wrong. */
  private static List<WriteResult> relabel(JobContext context, Dataset<Row> map) {
    List<WriteResult> writes = new ArrayList<>();
    Kept keep = new Kept();
    Dataset<Row> events = context.input(EventsTable.SPEC);
    EventPeopleTransform people = new EventPeopleTransform();
    update(
        context.lake(),
        keep.apply(people.anchors(events, map)),
        List.of(EventsTable.ANCHOR_NODE),
        writes);
    update(context.lake(), keep.apply(people.events(events, map)), EventsTable.SPEC.key(), writes);
    return writes;
  }

  private static void update(
      Lake lake, Dataset<Row> changes, List<ColumnSpec> on, List<WriteResult> writes) {
    List<LocalDate> dates = dates(changes);
    if (dates.isEmpty()) {
      return;
    }
    String prune =
        dates.stream()
            .map(date -> "DATE'" + date + "'")
            .collect(Collectors.joining(", ", EventsTable.EVENT_DATE.name() + " IN (", ")"));
    writes.add(
        lake.update(
            EventsTable.SPEC, changes.drop(EventsTable.EVENT_DATE.name()).distinct(), on, prune));
  }

  /** One row of distinct dates: as many as the lake has days. */
  private static List<LocalDate> dates(Dataset<Row> changes) {
    Row row =
        changes.agg(array_sort(collect_set(EventsTable.EVENT_DATE.col().cast("string")))).first();
    return row.<String>getList(0).stream().map(LocalDate::parse).toList();
  }

  /** Number and as-of of the last run that changed anything; 0 and the first day when none did. */
  private record LastRun(long number, LocalDate asOf) {
    static LastRun of(IdentityJournal journal) {
      Row row =
          journal
              .log()
              .agg(
                  coalesce(max(IdentityLogTable.RUN_NUMBER.col()), lit(0L)),
                  coalesce(max(IdentityLogTable.AS_OF.col()), lit(LocalDate.EPOCH)).cast("string"))
              .first();
      return new LastRun(row.getLong(0), LocalDate.parse(row.getString(1)));
    }
  }
}
