package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.SegmentOverlapsTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which segments share most people, as the last run found them. */
final class OverlapTool extends SegmentTool {

  private final Optional<String> id;
  private final int top;
  private final Consumer<String> out;

  /**
   * @param id only pairs with this segment; empty = all
   * @param top how many pairs are shown
   * @param out where the answer goes
   */
  OverlapTool(Optional<String> id, int top, Consumer<String> out) {
    super(
        "overlap",
        "Show which segments share most people",
        List.of(JobInput.of(SegmentOverlapsTable.SPEC)));
    this.id = id;
    this.top = top;
    this.out = out;
  }

  @Override
  public JobReport run(JobContext context, SegmentsConfig config) {
    Column segment = SegmentOverlapsTable.SEGMENT_ID.col();
    Dataset<Row> overlaps = context.input(SegmentOverlapsTable.SPEC);
    Dataset<Row> pairs =
        id.map(wanted -> overlaps.where(segment.equalTo(wanted)))
            .orElseGet(
                () -> overlaps.where(segment.lt(SegmentOverlapsTable.OTHER_SEGMENT_ID.col())));
    List<Row> best =
        pairs
            .orderBy(
                SegmentOverlapsTable.SHARED_PEOPLE.col().desc(),
                segment,
                SegmentOverlapsTable.OTHER_SEGMENT_ID.col())
            .limit(top)
            .agg(
                array_sort(
                    collect_list(
                        struct(
                            SegmentOverlapsTable.SHARED_PEOPLE.col().multiply(-1),
                            segment,
                            SegmentOverlapsTable.OTHER_SEGMENT_ID.col(),
                            SegmentOverlapsTable.PEOPLE.col(),
                            SegmentOverlapsTable.OTHER_PEOPLE.col()))))
            .first()
            .getList(0);
    if (best.isEmpty()) {
      out.accept("No two segments share anybody.");
    }
    best.forEach(row -> out.accept(line(row)));
    return JobReport.of();
  }

  private static String line(Row row) {
    long shared = -row.getLong(0);
    return String.format(
        Locale.ROOT,
        "%,12d in both %s (%.1f %% of %,d) and %s (%.1f %% of %,d)",
        shared,
        row.getString(1),
        100.0 * shared / row.getLong(3),
        row.getLong(3),
        row.getString(2),
        100.0 * shared / row.getLong(4),
        row.getLong(4));
  }
}
