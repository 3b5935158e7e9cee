package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.QualityResultsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.TableStatusTable;
import io.lakeprint.common.tables.TrackingFindingsTable;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Whether the data can be trusted: what arrives, what is refused, what breaks an expectation. */
final class QualitySection implements ReportSection {

  private static final String COUNT = "count";

  @Override
  public List<TableSpec> reads() {
    return List.of(
        EventCatalogTable.SPEC,
        RejectedRecordsTable.SPEC,
        TrackingFindingsTable.SPEC,
        RunsTable.SPEC,
        SourceFilesTable.SPEC,
        QualityResultsTable.SPEC,
        TableStatusTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    return new Section(
        "quality",
        Text.of("数据质量", "Data quality"),
        Text.of(
            "收到什么，拒收什么，什么违反埋点计划，哪些表新鲜、哪些规则没有守住",
            "What arrives, what is refused, what is against the tracking plan, how fresh tables are,"
                + " what breaks an expectation"),
        List.of(
            catalogue(reading),
            Measure.linked(rejected(reading), Measure.REJECTED),
            Measure.linked(AuditBlock.of(reading), Measure.FINDINGS),
            Measure.linked(expectations(reading), Measure.EXPECTATIONS),
            freshness(reading),
            files(reading)));
  }

  private static Block catalogue(Reading reading) {
    return Block.chart(
            "quality-events",
            Text.of("事件目录", "What arrives"),
            Chart.of(Chart.Kind.RANK, EventCatalogTable.EVENT_NAME, EventCatalogTable.EVENT_COUNT)
                .by(EventCatalogTable.SOURCE.name())
                .stacked(),
            "event-catalog",
            Rows.of(
                reading.rows(
                    reading
                        .table(EventCatalogTable.SPEC)
                        .orderBy(
                            EventCatalogTable.EVENT_COUNT.col().desc(),
                            EventCatalogTable.SOURCE.col(),
                            EventCatalogTable.CHANNEL.col(),
                            EventCatalogTable.EVENT_NAME.col())
                        .limit(500)),
                Field.of(EventCatalogTable.SOURCE, "来源", "Source", Format.TEXT),
                Field.of(EventCatalogTable.CHANNEL, "渠道", "Channel", Format.TEXT),
                Field.of(EventCatalogTable.EVENT_NAME, "事件", "Event", Format.TEXT),
                Field.of(EventCatalogTable.EVENT_COUNT, "事件数", "Events", Format.COUNT),
                Field.of(EventCatalogTable.PERSON_COUNT, "人数", "People", Format.COUNT),
                Field.of(EventCatalogTable.ANCHORED_RATIO, "有身份", "Identified", Format.RATIO),
                Field.of(EventCatalogTable.IS_PLANNED, "在计划内", "Planned", Format.FLAG),
                Field.of(EventCatalogTable.FIRST_SEEN_AT, "首次", "First", Format.MOMENT),
                Field.of(EventCatalogTable.LAST_SEEN_AT, "最近", "Last", Format.MOMENT)))
        .note(
            Text.of(
                "计划外的事件名可能是新版本，也可能是拼写错误：查看表中「在计划内」一列",
                "A name that is not planned is a new release or a slip of the pen: see the column Planned"));
  }

  private static Block rejected(Reading reading) {
    return Block.chart(
        "quality-rejected",
        Text.of("拒收的记录", "Refused records"),
        Chart.of(Chart.Kind.RANK, RejectedRecordsTable.REASON_CODE.name(), COUNT)
            .by(RejectedRecordsTable.SOURCE.name())
            .stacked(),
        "ingest",
        Rows.of(
            reading.rows(
                reading
                    .table(RejectedRecordsTable.SPEC)
                    .groupBy(
                        RejectedRecordsTable.REASON_CODE.col(), RejectedRecordsTable.SOURCE.col())
                    .agg(
                        count(lit(1)).as(COUNT),
                        count(RejectedRecordsTable.REPLAYED_AT.col()).as("replayed"),
                        max(RejectedRecordsTable.RECEIVED_AT.col()).as("last"))
                    .orderBy(
                        col(COUNT).desc(),
                        RejectedRecordsTable.REASON_CODE.col(),
                        RejectedRecordsTable.SOURCE.col())),
            Field.of(RejectedRecordsTable.REASON_CODE, "原因", "Reason", Format.TEXT),
            Field.of(RejectedRecordsTable.SOURCE, "来源", "Source", Format.TEXT),
            Field.of(COUNT, "记录数", "Records", Format.COUNT),
            Field.of("replayed", "修复后重放", "Replayed since", Format.COUNT),
            Field.of("last", "最近", "Last", Format.MOMENT)));
  }

  /** The last check of each expectation; those that do not hold first. */
  private static Block expectations(Reading reading) {
    String rank = "rank";
    Dataset<Row> last =
        reading
            .table(QualityResultsTable.SPEC)
            .withColumn(
                rank,
                row_number()
                    .over(
                        Window.partitionBy(
                                QualityResultsTable.TABLE_NAME.col(),
                                QualityResultsTable.EXPECTATION.col())
                            .orderBy(
                                QualityResultsTable.CHECKED_AT.col().desc(),
                                QualityResultsTable.RUN_ID.col(),
                                QualityResultsTable.JOB.col())))
            .where(col(rank).equalTo(1))
            .orderBy(
                QualityResultsTable.IS_MET.col(),
                QualityResultsTable.TABLE_NAME.col(),
                QualityResultsTable.EXPECTATION.col());
    return Block.shown(
        Block.Look.TABLE,
        "quality-expectations",
        Text.of("规则与检查结果", "Expectations"),
        "run",
        Rows.of(
            reading.rows(last),
            Field.of(QualityResultsTable.TABLE_NAME, "表", "Table", Format.TEXT),
            Field.of(QualityResultsTable.EXPECTATION, "规则", "Expectation", Format.TEXT),
            Field.of(QualityResultsTable.IS_MET, "满足", "Holds", Format.FLAG),
            Field.of(QualityResultsTable.FAILED_ROWS, "违反行数", "Rows that break it", Format.COUNT),
            Field.of(QualityResultsTable.CHECKED_ROWS, "检查行数", "Rows checked", Format.COUNT),
            Field.of(QualityResultsTable.CHECKED_AT, "检查时间", "Checked", Format.MOMENT)));
  }

  private static Block freshness(Reading reading) {
    return Block.shown(
        Block.Look.TABLE,
        "quality-tables",
        Text.of("表的新鲜度", "How fresh tables are"),
        "run",
        Rows.of(
            reading.rows(
                reading
                    .table(TableStatusTable.SPEC)
                    .orderBy(TableStatusTable.DATA_AS_OF.col(), TableStatusTable.TABLE_NAME.col())),
            Field.of(TableStatusTable.TABLE_NAME, "表", "Table", Format.TEXT),
            Field.of(TableStatusTable.DATA_AS_OF, "数据截止日", "Data as of", Format.DAY),
            Field.of(TableStatusTable.JOB, "作业", "Job", Format.TEXT),
            Field.of(TableStatusTable.TABLE_VERSION, "版本", "Version", Format.COUNT),
            Field.of(TableStatusTable.CHECKED_AT, "写入时间", "Written", Format.MOMENT)));
  }

  private static Block files(Reading reading) {
    return Block.shown(
        Block.Look.TABLE,
        "quality-files",
        Text.of("来源文件", "Files of sources"),
        "ingest",
        Rows.of(
            reading.rows(
                reading
                    .table(SourceFilesTable.SPEC)
                    .groupBy(SourceFilesTable.SOURCE.col())
                    .agg(
                        count(lit(1)).as(COUNT),
                        sum(SourceFilesTable.LENGTH_BYTES.col()).as("bytes"),
                        max(SourceFilesTable.MODIFIED_AT.col()).as("last"),
                        sum(when(SourceFilesTable.LENGTH_BYTES.col().equalTo(0), 1L).otherwise(0L))
                            .as("empty"))
                    .orderBy(SourceFilesTable.SOURCE.col())),
            Field.of(SourceFilesTable.SOURCE, "来源", "Source", Format.TEXT),
            Field.of(COUNT, "文件数", "Files", Format.COUNT),
            Field.of("bytes", "大小", "Size", Format.BYTES),
            Field.of("empty", "空文件", "Empty files", Format.COUNT),
            Field.of("last", "最近修改", "Last change", Format.MOMENT)));
  }
}
