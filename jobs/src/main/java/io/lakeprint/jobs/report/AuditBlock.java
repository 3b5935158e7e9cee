package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.TrackingFindingsTable;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Text;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the last audit up to the as-of found, what is against the plan first. */
final class AuditBlock {

  private static final String AUDIT = "audit";
  private static final String ERROR = "error";

  static final Map<String, Text> PROBLEMS =
      Map.of(
          "unknown_event", Text.of("计划外的事件", "Event not planned"),
          "unplanned_place", Text.of("来自计划外的渠道", "From where it is not planned"),
          "missing_event", Text.of("事件没有到达", "Event did not come"),
          "unknown_property", Text.of("计划外的属性", "Property not planned"),
          "missing_property", Text.of("缺少必填属性", "Required property absent"),
          "wrong_type", Text.of("类型不符", "Wrong type"),
          "wrong_value", Text.of("取值不在计划内", "Value not planned"),
          "type_drift", Text.of("类型变化", "Type has changed"),
          "volume_break", Text.of("数量异常", "Unusual volume"));

  private AuditBlock() {}

  static Block of(Reading reading) {
    Rows rows =
        Rows.of(
            Field.of(ERROR, "违反计划", "Against the plan", Format.FLAG),
            Field.of(TrackingFindingsTable.PROBLEM, "问题", "Problem", Format.TEXT),
            Field.of(TrackingFindingsTable.EVENT_NAME, "事件", "Event", Format.TEXT),
            Field.of(TrackingFindingsTable.PROPERTY, "属性", "Property", Format.TEXT),
            Field.of("place", "来源 / 渠道", "Source / channel", Format.TEXT),
            Field.of(TrackingFindingsTable.EVENT_COUNT, "事件数", "Events", Format.COUNT),
            Field.of(TrackingFindingsTable.MESSAGE, "说明", "In words", Format.TEXT),
            Field.of(TrackingFindingsTable.OWNER, "负责人", "Owner", Format.TEXT),
            Field.of(TrackingFindingsTable.AS_OF, "审计截止日", "Audited to", Format.DAY));
    for (Row finding : reading.rows(last(reading))) {
      rows.add(
          Reading.text(finding, TrackingFindingsTable.SEVERITY).equals(ERROR),
          PROBLEMS.get(Reading.text(finding, TrackingFindingsTable.PROBLEM)),
          orAll(Reading.text(finding, TrackingFindingsTable.EVENT_NAME)),
          Reading.text(finding, TrackingFindingsTable.PROPERTY),
          orAll(place(finding)),
          finding.getAs(TrackingFindingsTable.EVENT_COUNT.name()),
          Reading.text(finding, TrackingFindingsTable.MESSAGE),
          finding.getAs(TrackingFindingsTable.OWNER.name()),
          finding.getAs(TrackingFindingsTable.AS_OF.name()));
    }
    return Block.shown(
            Block.Look.TABLE,
            "quality-audit",
            Text.of("采集审计", "Audit of the collection"),
            AUDIT,
            rows)
        .note(Text.of("最近一次审计没有发现问题时，这里是空的", "Empty too where the last audit found nothing"));
  }

  /**
   * The ledger tells when that was: an audit that finds nothing leaves no row, and what one before
   * it found is mended. {@code --refuse} ends with 4 after it has written. Errors come before
   * warnings by their names.
   */
  private static Dataset<Row> last(Reading reading) {
    Dataset<Row> day =
        reading
            .table(RunsTable.SPEC)
            .where(reading.past(RunsTable.AS_OF))
            .where(RunsTable.JOB.col().equalTo(AUDIT).and(RunsTable.EXIT_CODE.col().isin(0, 4)))
            .agg(max(RunsTable.AS_OF.col()).as("last"));
    return reading
        .table(TrackingFindingsTable.SPEC)
        .join(day, TrackingFindingsTable.AS_OF.col().equalTo(col("last")))
        .orderBy(
            Stream.concat(
                    Stream.of(TrackingFindingsTable.SEVERITY),
                    TrackingFindingsTable.SPEC.key().stream())
                .map(ColumnSpec::col)
                .toArray(Column[]::new));
  }

  private static String place(Row finding) {
    return Stream.of(TrackingFindingsTable.SOURCE, TrackingFindingsTable.CHANNEL)
        .map(column -> Reading.text(finding, column))
        .filter(said -> !said.isEmpty())
        .collect(Collectors.joining(" / "));
  }

  /** An empty name stands for all of them. */
  private static Object orAll(String name) {
    return name.isEmpty() ? Text.of("全部", "all") : name;
  }
}
