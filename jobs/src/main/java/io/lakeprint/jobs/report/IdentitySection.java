package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.IdentityRunsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
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

/** Whether people are told apart well: kinds, identifiers, changes, and links that do not join. */
final class IdentitySection implements ReportSection {

  private static final String JOB = "identity";
  private static final String COUNT = "count";

  @Override
  public List<TableSpec> reads() {
    return List.of(
        PersonsTable.SPEC,
        IdentityMapTable.SPEC,
        IdentityLogTable.SPEC,
        IdLinksTable.SPEC,
        IdentityRunsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    return new Section(
        "identity",
        Text.of("身份识别", "Identity"),
        Text.of(
            "人分得准不准：标识、合并与拆分、被拒的关联",
            "Whether people are told apart well: identifiers, merges and splits, refused links"),
        List.of(
            Measure.linked(kinds(reading), Measure.PEOPLE, Measure.IDENTIFIERS),
            Measure.linked(identifiers(reading), Measure.IDENTIFIERS),
            Measure.linked(changes(reading), Measure.IDENTITY_CHANGES),
            Measure.linked(links(reading), Measure.LINKS),
            Measure.linked(runs(reading), Measure.IDENTITY_CHANGES)));
  }

  private static Block kinds(Reading reading) {
    return Block.chart(
        "identity-kinds",
        Text.of("用户类型", "Kinds of people"),
        Chart.of(Chart.Kind.RANK, PersonsTable.PERSON_KIND.name(), COUNT),
        JOB,
        Rows.of(
            reading.rows(
                reading
                    .table(PersonsTable.SPEC)
                    .groupBy(PersonsTable.PERSON_KIND.col())
                    .agg(
                        count(lit(1)).as(COUNT),
                        sum(PersonsTable.NODE_COUNT.col()).as("identifiers"))
                    .orderBy(col(COUNT).desc(), PersonsTable.PERSON_KIND.col())),
            Field.of(PersonsTable.PERSON_KIND, "类型", "Kind", Format.TEXT),
            Field.of(COUNT, "人数", "People", Format.COUNT),
            Field.of("identifiers", "标识数", "Identifiers", Format.COUNT)));
  }

  private static Block identifiers(Reading reading) {
    return Block.chart(
            "identity-identifiers",
            Text.of("标识：类型与状态", "Identifiers by type and state"),
            Chart.of(Chart.Kind.RANK, IdentityMapTable.ID_TYPE.name(), COUNT)
                .by(IdentityMapTable.STATE.name())
                .stacked(),
            JOB,
            grouped(
                reading,
                reading
                    .table(IdentityMapTable.SPEC)
                    .where(IdentityMapTable.VALID_TO.col().isNull()),
                Field.of(IdentityMapTable.ID_TYPE, "标识类型", "Type", Format.TEXT),
                Field.of(IdentityMapTable.STATE, "状态", "State", Format.TEXT),
                IdentityMapTable.ID_TYPE,
                IdentityMapTable.STATE))
        .note(
            Text.of(
                "multi-owner：先后属于多人；blocked：太多人用，不作证据；erased：已删除",
                "multi-owner: several people in turn; blocked: too many share it to prove anything; erased: deleted"));
  }

  private static Block changes(Reading reading) {
    Dataset<Row> log =
        reading.table(IdentityLogTable.SPEC).where(reading.shown(IdentityLogTable.AS_OF));
    return Block.chart(
            "identity-changes",
            Text.of("身份变化", "Changes of identity"),
            Chart.of(Chart.Kind.BAR, IdentityLogTable.AS_OF.name(), COUNT)
                .by(IdentityLogTable.OPERATION.name())
                .stacked(),
            JOB,
            grouped(
                reading,
                log,
                Field.of(IdentityLogTable.AS_OF, "截止日", "As of", Format.DAY),
                Field.of(IdentityLogTable.OPERATION, "变化", "Change", Format.TEXT),
                IdentityLogTable.AS_OF,
                IdentityLogTable.OPERATION))
        .note(
            Text.of(
                "CREATE 新人 · MERGE 合并 · SPLIT 拆分 · MOVE 标识换主 · DETACH 脱离 · REVIVE 恢复 · ERASE 删除",
                "CREATE, MERGE, SPLIT: of people; MOVE, DETACH: of an identifier; REVIVE: an id is back; ERASE: deleted"));
  }

  private static Block links(Reading reading) {
    String rule = "rule_or_none";
    return Block.chart(
        "identity-links",
        Text.of("关联：生效与被拒的原因", "Links: active, and why others do not join"),
        Chart.of(Chart.Kind.RANK, rule, COUNT).by(IdLinksTable.STATE.name()).stacked(),
        JOB,
        Rows.of(
            reading.rows(
                reading
                    .table(IdLinksTable.SPEC)
                    .groupBy(
                        coalesce(IdLinksTable.RULE.col(), lit("–")).as(rule),
                        IdLinksTable.STATE.col())
                    .agg(count(lit(1)).as(COUNT))
                    .orderBy(col(COUNT).desc(), col(rule), IdLinksTable.STATE.col())),
            Field.of(rule, "规则", "Rule", Format.TEXT),
            Field.of(IdLinksTable.STATE, "状态", "State", Format.TEXT),
            Field.of(COUNT, "关联数", "Links", Format.COUNT)));
  }

  private static Block runs(Reading reading) {
    return Block.shown(
        Block.Look.TABLE,
        "identity-runs",
        Text.of("身份运行记录", "Runs of identity"),
        JOB,
        Rows.of(
            reading.rows(
                reading
                    .table(IdentityRunsTable.SPEC)
                    .orderBy(IdentityRunsTable.RUN_SEQUENCE.col().desc())
                    .limit(15)),
            Field.of(IdentityRunsTable.RUN_SEQUENCE, "序号", "No", Format.COUNT),
            Field.of(IdentityRunsTable.AS_OF, "截止日", "As of", Format.DAY),
            Field.of(IdentityRunsTable.MODE, "方式", "Mode", Format.TEXT),
            Field.of(IdentityRunsTable.REASON, "全量原因", "Why full", Format.TEXT),
            Field.of(IdentityRunsTable.LOG_ROWS, "变化数", "Changes", Format.COUNT)));
  }

  private static Rows grouped(
      Reading reading,
      Dataset<Row> rows,
      Field first,
      Field second,
      ColumnSpec by,
      ColumnSpec and) {
    return Rows.of(
        reading.rows(
            rows.groupBy(by.col(), and.col())
                .agg(count(lit(1)).as(COUNT))
                .orderBy(by.col(), and.col())),
        first,
        second,
        Field.of(COUNT, "数量", "Count", Format.COUNT));
  }
}
