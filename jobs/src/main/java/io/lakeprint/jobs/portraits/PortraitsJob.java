package io.lakeprint.jobs.portraits;

import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.time.BusinessDays;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Assembles portraits, last of all. */
public final class PortraitsJob implements Job<PortraitsConfig> {

  @Override
  public JobSpec<PortraitsConfig> spec() {
    return JobSpec.planned(
        "portraits",
        "profile",
        "Put tags, scores and cluster of every person on one row",
        PortraitsConfig.class,
        List.of(
            JobInput.of(PersonsTable.SPEC),
            JobInput.of(PersonTagsTable.SPEC),
            JobInput.optional(DailyActivityTable.SPEC),
            JobInput.optional(OneIdAliasesTable.SPEC),
            JobInput.optional(PredictionsTable.SPEC),
            JobInput.optional(ClustersTable.SPEC),
            JobInput.optional(ClusterProfilesTable.SPEC)),
        List.of(PortraitsTable.SPEC));
  }

  @Override
  public void check(CheckContext context, PortraitsConfig config) {
    context
        .settings(TagsConfig.PATH, TagsConfig.class)
        .ifPresent(
            catalogue -> context.attempt("portraits.models", () -> columns(catalogue, config)));
  }

  /**
   * @throws io.lakeprint.common.error.UsageException {@code PORTRAIT_COLUMN_TWICE}
   * @throws io.lakeprint.common.error.InputContractException {@code PORTRAIT_TAGS_MISSING} when a
   *     tag of the catalogue has not been computed
   */
  @Override
  public JobReport run(JobContext context, PortraitsConfig config) {
    TagsConfig catalogue = context.settings(TagsConfig.PATH, TagsConfig.class);
    TagColumns tagColumns = new TagColumns(catalogue.definitions());
    PortraitColumns columns = columns(catalogue, config);
    Dataset<Row> tags = context.input(PersonTagsTable.SPEC);
    checkComputed(tagColumns, tags);
    context.progress("assembling portraits");
    Dataset<Row> aliases = context.input(OneIdAliasesTable.SPEC);
    Dataset<Row> portraits =
        new PortraitsTransform(columns, context.asOf(), new BusinessDays(context.zone()))
            .apply(
                new PortraitsTransform.Inputs(
                    context.input(PersonsTable.SPEC),
                    tags,
                    new ChannelsTransform(catalogue.passiveEvents(), context.asOf())
                        .apply(context.input(DailyActivityTable.SPEC)),
                    new ClusterTransform(context.asOf())
                        .apply(
                            context.input(ClustersTable.SPEC),
                            context.input(ClusterProfilesTable.SPEC),
                            aliases),
                    scores(context, config, aliases)));
    return JobReport.of(context.lake().sync(columns.table(), portraits));
  }

  private static PortraitColumns columns(TagsConfig catalogue, PortraitsConfig config) {
    PortraitColumns columns =
        new PortraitColumns(new TagColumns(catalogue.definitions()), config.models());
    columns
        .shared()
        .ifPresent(
            column -> {
              throw PortraitErrors.columnTwice(column);
            });
    return columns;
  }

  private static Dataset<Row> scores(
      JobContext context, PortraitsConfig config, Dataset<Row> aliases) {
    Dataset<Row> predictions = context.input(PredictionsTable.SPEC);
    return config.models().isEmpty()
        ? predictions.select(PredictionsTable.ONE_ID.col()).limit(0)
        : new ScoresTransform(config.models(), context.asOf()).apply(predictions, aliases);
  }

  private static void checkComputed(TagColumns columns, Dataset<Row> tags) {
    List<String> present = Arrays.asList(tags.columns());
    List<String> missing =
        columns.stored().stream()
            .map(ColumnSpec::name)
            .filter(name -> !present.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw PortraitErrors.tagsMissing(missing);
    }
  }
}
