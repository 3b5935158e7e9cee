package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Definitions;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.run.RunSettings;
import io.lakeprint.common.run.SideBySide;
import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes every report of behaviour from one pass over the events. */
public final class ReportsJob implements Job<ReportsConfig> {

  private static final String KIND = "report";

  @Override
  public JobSpec<ReportsConfig> spec() {
    return JobSpec.planned(
        ReportsConfig.PATH,
        "behaviour",
        "Compute funnels, retention, paths, attribution, heat maps and more from their definitions",
        ReportsConfig.class,
        List.of(
            JobInput.of(EventsTable.SPEC),
            // Identity settles events.one_id: what people did waits for who they are.
            JobInput.optional(PersonsTable.SPEC),
            JobInput.optional(SessionsTable.SPEC),
            JobInput.optional(EventCatalogTable.SPEC),
            JobInput.optional(AdCostsTable.SPEC),
            JobInput.optional(OneIdAliasesTable.SPEC),
            // Segments may follow from the reports of the same run.
            JobInput.previous(SegmentMembersTable.SPEC)),
        Stream.concat(ReportKinds.tables().stream(), Stream.of(DefinitionsTable.SPEC)).toList());
  }

  @Override
  public void check(CheckContext context, ReportsConfig config) {
    context.define(
        "reports", ReportKinds.defined(config).stream().map(ReportKinds.Defined::id).toList());
    Optional<Set<String>> segments =
        context
            .settings(SegmentsConfig.PATH, SegmentsConfig.class)
            .map(all -> all.definitions().keySet());
    context.problems().addAll(ReportCompiler.check(config, segments));
  }

  /**
   * @throws io.lakeprint.common.error.UsageException {@code REPORTS_INVALID} when a definition
   *     names an event that the lake has never seen, before anything is computed
   */
  @Override
  public JobReport run(JobContext context, ReportsConfig config) {
    BusinessDays days = new BusinessDays(context.zone());
    ReportPlan plan = ReportCompiler.compile(config, seenEvents(context), context.asOf(), days);
    if (plan.series().isEmpty()) {
      return nothing(context.lake());
    }
    PackTransform pack = new PackTransform(plan, days);
    Dataset<Row> events =
        pack.apply(
            context
                .input(EventsTable.SPEC)
                .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf()))),
            context
                .input(SessionsTable.SPEC)
                .where(SessionsTable.SESSION_DATE.col().leq(lit(context.asOf()))));
    Dataset<Row> packed = pack.beside(events, members(context, plan));
    context.progress("following people through " + plan.series().size() + " reports");
    Telling telling = new Telling(plan.series());
    try (Cached facts = Cached.of(new FactsTransform(plan).apply(packed))) {
      ReportKind.Known known =
          new ReportKind.Known(
              facts.rows(),
              context
                  .input(AdCostsTable.SPEC)
                  .where(AdCostsTable.COST_DATE.col().leq(lit(context.asOf()))));
      List<WriteResult> writes = write(context, ReportKinds.tell(telling, known));
      JobReport report =
          JobReport.of(writes.toArray(WriteResult[]::new))
              .and(Definitions.keep(context, KIND, definitions(config)));
      for (String sentence : empty(context, plan)) {
        report = report.note(sentence);
      }
      return report;
    }
  }

  private static Dataset<Row> members(JobContext context, ReportPlan plan) {
    return new MembersTransform(context.asOf(), plan.segments())
        .apply(context.input(SegmentMembersTable.SPEC), context.input(OneIdAliasesTable.SPEC));
  }

  /** Why reports of some segments tell of nobody. */
  private static List<String> empty(JobContext context, ReportPlan plan) {
    if (plan.segments().isEmpty()) {
      return List.of();
    }
    Row inhabited =
        members(context, plan).agg(collect_set(MembersTransform.NUMBER).as("numbers")).first();
    List<Integer> numbers = inhabited.getList(0);
    return IntStream.range(0, plan.segments().size())
        .filter(number -> !numbers.contains(number))
        .mapToObj(plan.segments()::get)
        .map(
            segment ->
                "nobody was in segment "
                    + segment
                    + " before "
                    + context.asOf()
                    + ": reports of it tell from the day after segments finds its people")
        .toList();
  }

  /** The tables have nothing to do with each other, and on small lakes planning is what takes. */
  private static List<WriteResult> write(JobContext context, Map<TableSpec, Dataset<Row>> tables) {
    List<Supplier<WriteResult>> steps = new ArrayList<>();
    tables.forEach((table, rows) -> steps.add(() -> context.lake().sync(table, rows)));
    // What is shown comes in order.
    return SideBySide.all(
        context.dryRun() ? 1 : context.settings("run", RunSettings.class).parallel(), steps);
  }

  /** Without reports the tables hold none. */
  private static JobReport nothing(Lake lake) {
    WriteResult[] writes =
        ReportKinds.tables().stream()
            .map(table -> lake.sync(table, lake.read(table).where(lit(false))))
            .toArray(WriteResult[]::new);
    return JobReport.of(writes).note("no report is defined");
  }

  /** By id, which stands once among all kinds. */
  private static Map<String, ReportDefinition> definitions(ReportsConfig config) {
    Map<String, ReportDefinition> all = new TreeMap<>();
    ReportKinds.defined(config).forEach(defined -> all.put(defined.id(), defined.report()));
    return all;
  }

  /** Event names are some hundreds at most. */
  private static Set<String> seenEvents(JobContext context) {
    Row row =
        context
            .input(EventCatalogTable.SPEC)
            .agg(collect_set(EventCatalogTable.EVENT_NAME.col()))
            .first();
    return new TreeSet<>(row.<String>getList(0));
  }
}
