package io.lakeprint.common.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.RunIdentity;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.SegmentSizesTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a run leaves behind, for a person to read. */
final class RunSummary {

  private static final int WIDTH = 12;

  /** Segments that are named. */
  private static final int SHOWN = 8;

  private final Lake lake;
  private final List<String> lines = new ArrayList<>();

  private RunSummary(Lake lake) {
    this.lake = lake;
  }

  /**
   * The lines.
   *
   * @param reports what the jobs of the run report
   */
  static String of(Lake lake, RunIdentity run, Collection<JobReport> reports) {
    RunSummary summary = new RunSummary(lake);
    summary.lines.add("");
    summary.lines.add("The lake as of " + run.asOf() + " (run " + run.runId() + ")");
    summary.events();
    summary.people();
    summary.count("sessions", SessionsTable.SPEC);
    summary.count("orders", OrdersTable.SPEC);
    summary.funnels();
    summary.tags();
    summary.segments(run);
    summary.clusters();
    summary.models(run);
    reports.stream()
        .flatMap(report -> report.places().stream())
        .forEach(place -> summary.line(place.what(), place.where()));
    summary.line("tables", lake.root() + "/<area>/<table>; lakeprint tables explains them");
    return String.join(System.lineSeparator(), summary.lines) + System.lineSeparator();
  }

  private void events() {
    if (lake.exists(EventsTable.SPEC)) {
      long rejected = lake.read(RejectedRecordsTable.SPEC).count();
      String refused =
          rejected == 0
              ? ""
              : String.format(", %,d refused (%s)", rejected, RejectedRecordsTable.SPEC.name());
      line("events", String.format("%,d%s", lake.read(EventsTable.SPEC).count(), refused));
    }
  }

  private void people() {
    if (lake.exists(PersonsTable.SPEC)) {
      StringBuilder kinds = new StringBuilder();
      long all = 0;
      for (Row row : grouped(PersonsTable.SPEC, PersonsTable.PERSON_KIND.name())) {
        all += row.getLong(1);
        kinds
            .append(kinds.isEmpty() ? "" : ", ")
            .append(String.format("%,d %s", row.getLong(1), row.getString(0)));
      }
      line("people", String.format("%,d (%s)", all, kinds));
    }
  }

  /** Each funnel over its whole range: people who got as far as each step. */
  private void funnels() {
    if (!lake.exists(FunnelStepsTable.SPEC)) {
      return;
    }
    Map<String, List<String>> steps = new TreeMap<>();
    lake.read(FunnelStepsTable.SPEC)
        .filter(FunnelStepsTable.PERIOD_GRAIN.col().equalTo("total"))
        .filter(FunnelStepsTable.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL))
        .orderBy(FunnelStepsTable.STEP_NO.col())
        .select(
            FunnelStepsTable.REPORT_ID.col(),
            FunnelStepsTable.STEP_NAME.col(),
            FunnelStepsTable.USERS.col())
        .collectAsList()
        .forEach(
            row ->
                steps
                    .computeIfAbsent(row.getString(0), report -> new ArrayList<>())
                    .add(String.format("%s %,d", row.getString(1), row.getLong(2))));
    steps.forEach((report, told) -> line("funnel", report + ": " + String.join(" > ", told)));
  }

  private void tags() {
    if (lake.exists(PersonTagsTable.SPEC) && lake.exists(PortraitsTable.SPEC)) {
      int tags =
          lake.read(PersonTagsTable.SPEC).columns().length - PersonTagsTable.SPEC.columns().size();
      line(
          "tags",
          String.format("%d on %,d portraits", tags, lake.read(PortraitsTable.SPEC).count()));
    }
  }

  /** The largest segments of the day. */
  private void segments(RunIdentity run) {
    if (lake.exists(SegmentSizesTable.SPEC)) {
      List<String> sizes = new ArrayList<>();
      lake.read(SegmentSizesTable.SPEC)
          .filter(SegmentSizesTable.AS_OF.col().equalTo(lit(java.sql.Date.valueOf(run.asOf()))))
          .orderBy(SegmentSizesTable.PEOPLE.col().desc(), SegmentSizesTable.SEGMENT_ID.col())
          .select(SegmentSizesTable.SEGMENT_ID.col(), SegmentSizesTable.PEOPLE.col())
          .collectAsList()
          .forEach(row -> sizes.add(String.format("%s %,d", row.getString(0), row.getLong(1))));
      if (!sizes.isEmpty()) {
        String more = sizes.size() > SHOWN ? "; " + (sizes.size() - SHOWN) + " more" : "";
        line("segments", String.join("; ", sizes.subList(0, Math.min(SHOWN, sizes.size()))) + more);
      }
    }
  }

  private void clusters() {
    if (lake.exists(ClusterProfilesTable.SPEC)) {
      Dataset<Row> profiles = lake.read(ClusterProfilesTable.SPEC);
      Object latest = profiles.agg(max(ClusterProfilesTable.AS_OF.col())).head().get(0);
      List<String> names = new ArrayList<>();
      profiles
          .filter(ClusterProfilesTable.AS_OF.col().equalTo(latest))
          .orderBy(
              ClusterProfilesTable.PERSON_COUNT.col().desc(), ClusterProfilesTable.CLUSTER_ID.col())
          .select(ClusterProfilesTable.NAME_EN.col(), ClusterProfilesTable.PERSON_COUNT.col())
          .collectAsList()
          .forEach(row -> names.add(String.format("%s %,d", row.getString(0), row.getLong(1))));
      if (!names.isEmpty()) {
        line("clusters", String.join("; ", names));
      }
    }
  }

  private void models(RunIdentity run) {
    if (lake.exists(PredictionsTable.SPEC)) {
      List<String> models = new ArrayList<>();
      lake.read(PredictionsTable.SPEC)
          .filter(PredictionsTable.AS_OF.col().equalTo(lit(java.sql.Date.valueOf(run.asOf()))))
          .groupBy(PredictionsTable.MODEL.col(), PredictionsTable.MODEL_VERSION.col())
          .count()
          .orderBy(PredictionsTable.MODEL.col(), PredictionsTable.MODEL_VERSION.col())
          .collectAsList()
          .forEach(
              row ->
                  models.add(
                      String.format("%s scored %,d people", row.getString(0), row.getLong(2))));
      if (!models.isEmpty()) {
        line("models", String.join("; ", models));
      }
    }
  }

  private void count(String what, TableSpec table) {
    if (lake.exists(table)) {
      line(what, String.format("%,d", lake.read(table).count()));
    }
  }

  private List<Row> grouped(TableSpec table, String column) {
    return lake.read(table)
        .groupBy(col(column))
        .count()
        .orderBy(col("count").desc(), col(column))
        .collectAsList();
  }

  private void line(String what, String value) {
    lines.add("  " + what + " ".repeat(Math.max(1, WIDTH - what.length())) + value);
  }
}
