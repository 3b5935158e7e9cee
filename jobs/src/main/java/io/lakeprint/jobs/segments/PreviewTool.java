package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.people.PersonLeaves;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.PortraitsTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
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
    try (Cached people = Cached.of(flagged.people())) {
      Row counts = waterfall.apply(people.rows(), flagged.conditions()).first();
      out.accept(
          id + ": " + segment.nameEn() + " · " + segment.nameZh() + ", as of " + context.asOf());
      out.accept(size(counts.getLong(1), counts.getLong(0)));
      out.accept("  for example " + examples(people.rows()));
      tell(waterfall.steps(), counts);
    }
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

  /** The first few by id. */
  private String examples(Dataset<Row> people) {
    Row row =
        people
            .where(col("`" + PersonLeaves.segment(id) + "`"))
            .select(PortraitsTable.ONE_ID.col())
            .orderBy(PortraitsTable.ONE_ID.col())
            .limit(examples)
            .agg(collect_list(PortraitsTable.ONE_ID.col()))
            .first();
    List<String> ids = row.<String>getList(0).stream().sorted().toList();
    return ids.isEmpty() ? "nobody" : String.join(", ", ids);
  }
}
