package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.collect_set;

import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TagValuesTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Computes every tag of every person and keeps the definitions that made them. */
public final class TagsJob implements Job<TagsConfig> {

  private static final String KIND = "tag";

  @Override
  public JobSpec<TagsConfig> spec() {
    return JobSpec.planned(
        "tags",
        "profile",
        "Compute the tags of every person from their definitions",
        TagsConfig.class,
        List.of(
            JobInput.of(PersonsTable.SPEC),
            JobInput.of(DailyActivityTable.SPEC),
            JobInput.optional(DailyDimensionsTable.SPEC),
            JobInput.optional(SessionsTable.SPEC),
            JobInput.optional(OrdersTable.SPEC),
            JobInput.optional(EventCatalogTable.SPEC)),
        List.of(PersonTagsTable.SPEC, TagValuesTable.SPEC, DefinitionsTable.SPEC));
  }

  @Override
  public void check(CheckContext context, TagsConfig config) {
    context.problems().addAll(TagCompiler.check(config, new SparkExpressionTypes(context.spark())));
  }

  /**
   * @throws io.lakeprint.common.error.UsageException {@code TAGS_INVALID} when a definition names
   *     an event that the lake has never seen, before anything is computed
   */
  @Override
  public JobReport run(JobContext context, TagsConfig config) {
    TagPlan plan =
        TagCompiler.compile(config, seenEvents(context), new SparkExpressionTypes(context.spark()));
    context.progress("computing " + plan.tags().size() + " tags");
    Dataset<Row> tags =
        new TagsTransform(plan, context.asOf(), new BusinessDays(context.zone()))
            .apply(
                new TagsTransform.Inputs(
                    context.input(PersonsTable.SPEC),
                    context.input(DailyActivityTable.SPEC),
                    context.input(DailyDimensionsTable.SPEC),
                    context.input(SessionsTable.SPEC),
                    context.input(OrdersTable.SPEC)))
            .persist();
    try {
      WriteResult personTags = context.lake().sync(new TagColumns(plan.tags()).personTags(), tags);
      WriteResult values =
          context.lake().sync(TagValuesTable.SPEC, new TagValuesTransform(plan.tags()).apply(tags));
      return JobReport.of(personTags, values, keepDefinitions(context, plan.tags()));
    } finally {
      tags.unpersist();
    }
  }

  /** Event names are some hundreds at most. */
  private static Set<String> seenEvents(JobContext context) {
    Row row =
        context
            .input(EventCatalogTable.SPEC)
            .agg(collect_set(EventCatalogTable.EVENT_NAME.col()))
            .first();
    return new TreeSet<>(row.<String>getList(0));
  }

  /** Adds the versions that are new; those of earlier runs stay. */
  private static WriteResult keepDefinitions(JobContext context, Map<String, TagDefinition> tags) {
    Dataset<Row> current =
        context
            .spark()
            .createDataFrame(
                tags.entrySet().stream()
                    .map(tag -> row(tag.getKey(), tag.getValue(), context.asOf()))
                    .toList(),
                DefinitionsTable.SPEC.schema());
    Dataset<Row> earlier =
        context
            .lake()
            .read(DefinitionsTable.SPEC)
            .filter(DefinitionsTable.KIND.col().equalTo(KIND));
    String[] key = {
      DefinitionsTable.KIND.name(),
      DefinitionsTable.DEFINITION_ID.name(),
      DefinitionsTable.VERSION.name()
    };
    Dataset<Row> all =
        earlier.unionByName(current.join(earlier.select(key[0], key[1], key[2]), key, "left_anti"));
    return context
        .lake()
        .sync(
            DefinitionsTable.SPEC,
            all.select(DefinitionsTable.SPEC.cols()),
            DefinitionsTable.KIND.name() + " = '" + KIND + "'");
  }

  private static Row row(String id, TagDefinition tag, LocalDate asOf) {
    DefinitionText text = DefinitionText.of(tag);
    return RowFactory.create(
        KIND,
        id,
        text.version(),
        tag.nameZh(),
        tag.nameEn(),
        tag.owner().orElse(null),
        text.text(),
        java.sql.Date.valueOf(asOf));
  }
}
