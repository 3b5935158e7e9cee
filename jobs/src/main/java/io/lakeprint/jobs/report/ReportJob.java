package io.lakeprint.jobs.report;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.run.SideBySide;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Html;
import io.lakeprint.jobs.report.page.Page;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes what the lake says as a page for the browser. */
public final class ReportJob implements Job<ReportConfig> {

  /** The chapters in their order; a new one is one line here. */
  private static final List<ReportSection> SECTIONS =
      List.of(
          new OverviewSection(),
          new MetricsSection(),
          new FunnelSection(),
          new PathSection(),
          new ReturnSection(),
          new HowMuchSection(),
          new ComparisonSection(),
          new HoursSection(),
          new ClicksSection(),
          new AttributionSection(),
          new TagsSection(),
          new SegmentsSection(),
          new ClustersSection(),
          new ModelsSection(),
          new ModelCardsSection(),
          new ValueSection(),
          new IdentitySection(),
          new QualitySection(),
          new RunsSection(),
          new BookSection());

  /** Each chapter is a few small queries, which mostly plan and wait. */
  private static final int AT_ONCE = 4;

  @Override
  public JobSpec<ReportConfig> spec() {
    return JobSpec.planned(
        "report",
        "operate",
        "Write the report that people open in a browser",
        ReportConfig.class,
        Stream.concat(
                SECTIONS.stream().flatMap(section -> section.reads().stream()),
                Stream.of(DefinitionsTable.SPEC))
            .distinct()
            .sorted(Comparator.comparing(TableSpec::name))
            .map(JobInput::optional)
            .toList(),
        List.of());
  }

  /**
   * @throws io.lakeprint.common.error.UsageException {@code REPORT_NOT_WRITABLE}
   */
  @Override
  public JobReport run(JobContext context, ReportConfig config) {
    PageFile file = PageFile.in(context.spark(), config.target());
    if (context.dryRun()) {
      return JobReport.of().note("would write " + file.path());
    }
    file.write(Html.of(page(context, config)));
    return JobReport.of().place("report page", file.address());
  }

  /** All that the page says. */
  static Page page(JobContext context, ReportConfig config) {
    Reading reading = new Reading(context, config, names(context));
    List<Section> sections =
        SideBySide.all(AT_ONCE, SECTIONS.stream().map(section -> told(section, reading)).toList());
    return new Page(
        Text.of(config.titleZh(), config.titleEn()),
        context.asOf().toString(),
        context.zone().getId(),
        context.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        context.runId(),
        sections);
  }

  private static Supplier<Section> told(ReportSection section, Reading reading) {
    return () -> {
      Section told = section.of(reading);
      reading.context().progress(told.title().en());
      return told;
    };
  }

  private static DefinitionNames names(JobContext context) {
    return DefinitionNames.of(
        context
            .input(DefinitionsTable.SPEC)
            .orderBy(DefinitionsTable.FIRST_USED_ON.col(), DefinitionsTable.VERSION.col())
            .collectAsList());
  }
}
