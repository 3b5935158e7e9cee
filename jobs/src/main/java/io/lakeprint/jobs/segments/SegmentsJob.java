package io.lakeprint.jobs.segments;

import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.PortraitsConfig;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Definitions;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.SegmentOverlapsTable;
import io.lakeprint.common.tables.SegmentSizesTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps who is in which segment. All people are looked at in every run: portraits, which every
 * segment starts from, are made anew every day.
 */
public final class SegmentsJob implements Job<SegmentsConfig> {

  private static final String KIND = "segment";

  @Override
  public JobSpec<SegmentsConfig> spec() {
    return JobSpec.planned(
        SegmentsConfig.PATH,
        "profile",
        "Keep who is in which segment, and since when",
        SegmentsConfig.class,
        Stream.concat(
                SegmentRun.INPUTS.stream(), Stream.of(JobInput.optional(OneIdAliasesTable.SPEC)))
            .toList(),
        List.of(
            SegmentMembersTable.SPEC,
            SegmentSizesTable.SPEC,
            SegmentOverlapsTable.SPEC,
            DefinitionsTable.SPEC));
  }

  @Override
  public void check(CheckContext context, SegmentsConfig config) {
    context.define("segments", config.definitions().keySet());
    Optional<TagsConfig> tags = context.settings(TagsConfig.PATH, TagsConfig.class);
    Optional<PortraitsConfig> portraits =
        context.settings(PortraitsConfig.PATH, PortraitsConfig.class);
    if (tags.isPresent() && portraits.isPresent()) {
      PortraitColumns columns = SegmentRun.portraits(tags.get(), portraits.get());
      context.problems().addAll(SegmentCompiler.check(config, columns));
    }
    checkLists(context, config);
  }

  /** Notes what is wrong with uploaded lists. */
  static void checkLists(CheckContext context, SegmentsConfig config) {
    ListChecks.check(
        config,
        context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class),
        context.spark().sparkContext().hadoopConfiguration(),
        context.problems());
  }

  /**
   * @throws io.lakeprint.common.error.UsageException {@code SEGMENTS_INVALID} when a definition
   *     names an event or attribute that the lake has never seen, before anything is computed
   */
  @Override
  public JobReport run(JobContext context, SegmentsConfig config) {
    SegmentRun run = SegmentRun.of(context, config);
    UploadedLists lists = run.lists();
    context.progress("looking for the people of " + run.plan().segments().size() + " segments");
    JobReport report;
    try (Cached memberships = Cached.of(run.transform().apply(run.inputs(lists)))) {
      report = write(context, run.plan(), memberships.rows());
    }
    report = report.and(Definitions.keep(context, KIND, config.definitions()));
    for (String sentence : lists.told()) {
      report = report.note(sentence);
    }
    return report;
  }

  private static JobReport write(JobContext context, SegmentPlan plan, Dataset<Row> memberships) {
    Lake lake = context.lake();
    JournalTransform journal = new JournalTransform(context.asOf(), plan.versions());
    Dataset<Row> aliases = context.input(OneIdAliasesTable.SPEC);
    WriteResult members;
    try (Cached touched =
        Cached.of(journal.touched(lake.read(SegmentMembersTable.SPEC), aliases))) {
      members =
          lake.replace(
              SegmentMembersTable.SPEC,
              touched.rows(),
              journal.apply(touched.rows(), aliases, memberships));
    }
    if (plan.segments().isEmpty()) {
      return JobReport.of(members).note("no segment is defined");
    }
    Dataset<Row> counted =
        new SizesTransform(context.asOf(), plan.versions())
            .apply(memberships, lake.read(SegmentMembersTable.SPEC));
    try (Cached sizes = Cached.of(counted)) {
      String fromHere = SegmentSizesTable.AS_OF.name() + " >= DATE'" + context.asOf() + "'";
      return JobReport.of(
          members,
          lake.sync(SegmentSizesTable.SPEC, sizes.rows(), Part.where(fromHere)),
          lake.sync(
              SegmentOverlapsTable.SPEC,
              new OverlapsTransform(context.asOf()).apply(memberships, sizes.rows())));
    }
  }
}
