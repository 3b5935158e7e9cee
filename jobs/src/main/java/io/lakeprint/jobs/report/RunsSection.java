package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.List;
import org.apache.spark.sql.Row;

/** What ran, how long it took, and what failed. */
final class RunsSection implements ReportSection {

  private static final int LATEST = 100;

  @Override
  public List<TableSpec> reads() {
    return List.of(RunsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> latest =
        reading.rows(
            reading
                .table(RunsTable.SPEC)
                .orderBy(
                    RunsTable.STARTED_AT.col().desc(), RunsTable.RUN_ID.col(), RunsTable.JOB.col())
                .limit(LATEST));
    return new Section(
        "runs",
        Text.of("运行记录", "Runs"),
        Text.of("跑了什么，用了多久，哪些失败", "What ran, how long it took, what failed"),
        List.of(durations(reading, latest), ledger(latest)));
  }

  /** Of the run that makes this page, as far as it has come. */
  private static Block durations(Reading reading, List<Row> latest) {
    return Block.chart(
        "runs-durations",
        Text.of("本次运行各作业用时", "Time of each job of this run"),
        Chart.of(Chart.Kind.RANK, RunsTable.JOB, RunsTable.DURATION_SECONDS),
        "run",
        Rows.of(
            latest.stream()
                .filter(
                    row -> Reading.text(row, RunsTable.RUN_ID).equals(reading.context().runId()))
                .filter(row -> row.getAs(RunsTable.DURATION_SECONDS.name()) != null)
                .toList(),
            Field.of(RunsTable.JOB, "作业", "Job", Format.TEXT),
            Field.of(RunsTable.DURATION_SECONDS, "用时", "Time", Format.SECONDS),
            Field.of(RunsTable.ROWS_WRITTEN, "写入行数", "Rows written", Format.COUNT)));
  }

  private static Block ledger(List<Row> latest) {
    return Block.shown(
        Block.Look.TABLE,
        "runs-ledger",
        Text.of("最近的作业", "Latest jobs"),
        "run",
        Rows.of(
            latest,
            Field.of(RunsTable.STARTED_AT, "开始", "Started", Format.MOMENT),
            Field.of(RunsTable.JOB, "作业", "Job", Format.TEXT),
            Field.of(RunsTable.AS_OF, "截止日", "As of", Format.DAY),
            Field.of(RunsTable.STATUS, "状态", "Status", Format.TEXT),
            Field.of(RunsTable.ERROR_CODE, "错误码", "Error", Format.TEXT),
            Field.of(RunsTable.DURATION_SECONDS, "用时", "Time", Format.SECONDS),
            Field.of(RunsTable.RECORDS_READ, "读入记录", "Records read", Format.COUNT),
            Field.of(RunsTable.RECORDS_REJECTED, "拒收", "Refused", Format.COUNT),
            Field.of(RunsTable.ROWS_WRITTEN, "写入行数", "Rows written", Format.COUNT),
            Field.of(RunsTable.RUN_ID, "运行", "Run", Format.TEXT)));
  }
}
