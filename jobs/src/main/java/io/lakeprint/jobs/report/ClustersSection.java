package io.lakeprint.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.tables.ClusterProfilesTable;
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
import org.jspecify.annotations.Nullable;

/** Which kinds of people there are, and what sets each apart: the latest clustering. */
final class ClustersSection implements ReportSection {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOB = "clusters";

  @Override
  public List<TableSpec> reads() {
    return List.of(ClusterProfilesTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> all =
        reading.rows(
            reading
                .table(ClusterProfilesTable.SPEC)
                .where(reading.past(ClusterProfilesTable.AS_OF))
                .orderBy(
                    ClusterProfilesTable.AS_OF.col().desc(),
                    ClusterProfilesTable.PERSON_COUNT.col().desc(),
                    ClusterProfilesTable.CLUSTER_ID.col()));
    List<Row> latest =
        all.stream()
            .filter(
                row ->
                    row.<Object>getAs(ClusterProfilesTable.AS_OF.name())
                        .equals(all.get(0).getAs(ClusterProfilesTable.AS_OF.name())))
            .toList();
    return new Section(
        "clusters",
        Text.of("用户群", "Clusters"),
        Text.of(
            "算法分出的人群，以及各自的特点",
            "The kinds of people that clustering finds, and what sets each apart"),
        List.of(
            Measure.linked(sizes(latest), Measure.CLUSTERS),
            Measure.linked(traits(latest), Measure.CLUSTERS)));
  }

  private static Block sizes(List<Row> clusters) {
    Rows table =
        Rows.of(
            Field.of("cluster", "人群", "Cluster", Format.TEXT),
            Field.of(ClusterProfilesTable.PERSON_COUNT, "人数", "People", Format.COUNT),
            Field.of(ClusterProfilesTable.SHARE_RATIO, "占比", "Share", Format.RATIO),
            Field.of(ClusterProfilesTable.MEAN_VALUE, "人均价值", "Mean value", Format.NUMBER),
            Field.of(
                ClusterProfilesTable.VALUE_SHARE_RATIO, "价值占比", "Share of value", Format.RATIO),
            Field.of(ClusterProfilesTable.STABILITY_SCORE, "聚类稳定性", "Stability", Format.NUMBER),
            Field.of(ClusterProfilesTable.AS_OF, "截止日", "As of", Format.DAY));
    for (Row row : clusters) {
      table.add(
          name(row),
          row.getAs(ClusterProfilesTable.PERSON_COUNT.name()),
          row.getAs(ClusterProfilesTable.SHARE_RATIO.name()),
          row.getAs(ClusterProfilesTable.MEAN_VALUE.name()),
          row.getAs(ClusterProfilesTable.VALUE_SHARE_RATIO.name()),
          row.getAs(ClusterProfilesTable.STABILITY_SCORE.name()),
          row.getAs(ClusterProfilesTable.AS_OF.name()));
    }
    return Block.chart(
        "clusters-sizes",
        Text.of("人群规模", "Sizes"),
        Chart.of(Chart.Kind.RANK, "cluster", ClusterProfilesTable.PERSON_COUNT.name()),
        JOB,
        table);
  }

  private static Block traits(List<Row> clusters) {
    Rows table =
        Rows.of(
            Field.of("cluster", "人群", "Cluster", Format.TEXT),
            Field.of("feature", "特征", "Feature", Format.TEXT),
            Field.of("difference", "差异（标准差）", "Difference (SD)", Format.NUMBER),
            Field.of("mean", "群内平均", "Mean", Format.NUMBER),
            Field.of("overall", "总体平均", "Mean of all", Format.NUMBER));
    for (Row row : clusters) {
      for (JsonNode trait : parsed(Reading.text(row, ClusterProfilesTable.TRAITS))) {
        table.add(
            name(row),
            trait.path("feature").asText(),
            number(trait, "difference_in_deviations"),
            number(trait, "mean"),
            number(trait, "overall_mean"));
      }
    }
    return Block.chart(
            "clusters-traits",
            Text.of("人群特点", "What sets them apart"),
            Chart.heat("cluster", "feature", "difference").signed(),
            JOB,
            table)
        .note(
            Text.of(
                "群内平均与总体平均之差，以标准差计；空格表示该特征不在此群最突出的特征之中",
                "Mean of the cluster less that of all, in standard deviations; an empty cell is a feature that is not"
                    + " among those that set the cluster apart most"));
  }

  private static Text name(Row row) {
    return Text.of(
        Reading.text(row, ClusterProfilesTable.NAME_ZH),
        Reading.text(row, ClusterProfilesTable.NAME_EN));
  }

  private static @Nullable Double number(JsonNode trait, String field) {
    return trait.path(field).isNumber() ? trait.path(field).asDouble() : null;
  }

  private static JsonNode parsed(String traits) {
    try {
      return JSON.readTree(traits);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("traits of a cluster are a JSON array", e);
    }
  }
}
