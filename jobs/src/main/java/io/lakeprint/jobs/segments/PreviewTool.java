package io.lakeprint.jobs.segments;

import io.lakeprint.common.definitions.SegmentDefinition;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Whom a segment would hold now, and which of its conditions leaves how many; writes nothing. */
final class PreviewTool extends SegmentTool {

  private final String id;
  private final int examples;
  private final Consumer<String> out;

  /**
   * @param id the segment
   * @param examples how many people are named
   * @param out where the answer goes
   */
  PreviewTool(String id, int examples, Consumer<String> out) {
    super(
        "preview",
        "Show whom a segment would hold, and which condition leaves how many",
        SegmentRun.INPUTS);
    this.id = id;
    this.examples = examples;
    this.out = out;
  }

  /**
   * @throws io.lakeprint.common.error.UsageException {@code SEGMENT_UNKNOWN}
   */
  @Override
  public JobReport run(JobContext context, SegmentsConfig config) {
    SegmentDefinition segment = config.definitions().get(id);
    if (segment == null) {
      throw SegmentErrors.unknown(id, config.definitions().keySet());
    }
    SegmentRun run = SegmentRun.of(context, config).only(Set.of(id));
    UploadedLists lists = run.lists();
    SegmentsTransform.Flagged flagged = run.transform().flagged(run.inputs(lists));
    WaterfallTransform waterfall = new WaterfallTransform(segment.when());
    Look.Seen seen = new Look(waterfall, id, examples).at(flagged);
    out.accept(
        id + ": " + segment.nameEn() + " · " + segment.nameZh() + ", as of " + context.asOf());
    out.accept(size(seen.counts().getLong(1), seen.counts().getLong(0)));
    out.accept(
        "  for example " + (seen.people().isEmpty() ? "nobody" : String.join(", ", seen.people())));
    tell(waterfall.steps(), seen.counts());
    lists.told().forEach(line -> out.accept("  " + line));
    return JobReport.of();
  }

  private static String size(long people, long all) {
    return String.format(
        Locale.ROOT,
        "  %,d of %,d people (%.1f %%)",
        people,
        all,
        all == 0 ? 0.0 : 100.0 * people / all);
  }

  private void tell(List<WaterfallTransform.Step> steps, Row counts) {
    out.accept(String.format("  %12s %12s  condition", "alone", "left of all"));
    for (int i = 0; i < steps.size(); i++) {
      WaterfallTransform.Step step = steps.get(i);
      out.accept(
          String.format(
              Locale.ROOT,
              "  %,12d %,12d  %s%s",
              counts.getLong(1 + 2 * i),
              counts.getLong(2 + 2 * i),
              "  ".repeat(step.depth()),
              step.text()));
    }
  }
}
