package io.lakeprint.jobs.portraits;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.lake.Changed;
import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Watch;
import io.lakeprint.common.time.BusinessDays;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Assembles portraits, last of all. */
public final class PortraitsJob implements Job<PortraitsConfig> {

  private static final List<TableSpec> INPUTS =
      List.of(
          PersonsTable.SPEC,
          PersonTagsTable.SPEC,
          DailyActivityTable.SPEC,
          OneIdAliasesTable.SPEC,
          PredictionsTable.SPEC,
          ClustersTable.SPEC,
          ClusterProfilesTable.SPEC,
          CustomerValuesTable.SPEC);

  @Override
  public JobSpec<PortraitsConfig> spec() {
    return JobSpec.planned(
        "portraits",
        "profile",
        "Put tags, scores, cluster and value of every person on one row",
        PortraitsConfig.class,
        List.of(
            JobInput.of(PersonsTable.SPEC),
            JobInput.of(PersonTagsTable.SPEC),
            JobInput.optional(DailyActivityTable.SPEC),
            JobInput.optional(OneIdAliasesTable.SPEC),
            JobInput.optional(PredictionsTable.SPEC),
            JobInput.optional(ClustersTable.SPEC),
            JobInput.optional(ClusterProfilesTable.SPEC),
            JobInput.optional(CustomerValuesTable.SPEC)),
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
    checkComputed(tagColumns, context.input(PersonTagsTable.SPEC));
    context.progress("assembling portraits");
    try (Increment increment =
        context
            .lake()
            .increment(
                List.of(columns.table()),
                INPUTS,
                context.asOf(),
                catalogue.text(),
                DefinitionText.of(config).text())) {
      return JobReport.of(
          context
              .lake()
              .sync(
                  columns.table(),
                  new PortraitsTransform(columns, context.asOf(), new BusinessDays(context.zone()))
                      .apply(inputs(context, config, catalogue, increment)),
                  Part.all(),
                  increment.state()));
    }
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

  private static PortraitsTransform.Inputs inputs(
      JobContext context, PortraitsConfig config, TagsConfig catalogue, Increment increment) {
    Dataset<Row> aliases = increment.input(OneIdAliasesTable.SPEC);
    Dataset<Row> predictions = increment.input(PredictionsTable.SPEC);
    return new PortraitsTransform.Inputs(
        increment.input(PersonsTable.SPEC),
        increment.input(PersonTagsTable.SPEC),
        channels(
            context, new ChannelsTransform(catalogue.passiveEvents(), context.asOf()), increment),
        new ClusterTransform(context.asOf())
            .apply(
                increment.input(ClustersTable.SPEC),
                increment.input(ClusterProfilesTable.SPEC),
                aliases),
        new ValuesTransform(context.asOf())
            .apply(increment.input(CustomerValuesTable.SPEC), aliases),
        config.models().isEmpty()
            ? predictions.select(PredictionsTable.ONE_ID.col()).limit(0)
            : new ScoresTransform(config.models(), context.asOf()).apply(predictions, aliases));
  }

  /**
   * Channels follow from the whole history of a person. Days since something move every row every
   * day, but only who was active has another history: the others keep the channels they have.
   */
  private static Dataset<Row> channels(
      JobContext context, ChannelsTransform transform, Increment increment) {
    Dataset<Row> activity = increment.input(DailyActivityTable.SPEC);
    Watch watch =
        new Watch(
            List.of(DailyActivityTable.ONE_ID),
            List.of(
                DailyActivityTable.EVENT_DATE,
                DailyActivityTable.EVENT_NAME,
                DailyActivityTable.CHANNEL),
            lit(true));
    Changed changed =
        increment
            .changed(DailyActivityTable.SPEC, watch)
            .or(increment.passed(DailyActivityTable.SPEC, DailyActivityTable.EVENT_DATE, watch))
            .or(
                increment.changed(
                    PersonsTable.SPEC,
                    new Watch(List.of(PersonsTable.ONE_ID), List.of(), lit(true))));
    if (changed instanceof Changed.Everything) {
      return transform.apply(activity);
    }
    Dataset<Row> known =
        context
            .lake()
            .read(PortraitsTable.SPEC)
            .select(PortraitsTable.ONE_ID.col(), PortraitsTable.CHANNELS.col());
    return changed instanceof Changed.Keys keys
        ? keys.notIn(known).unionByName(transform.apply(keys.in(activity)))
        : known;
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
