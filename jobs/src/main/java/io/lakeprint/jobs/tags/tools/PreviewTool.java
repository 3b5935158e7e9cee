package io.lakeprint.jobs.tags.tools;

import static org.apache.spark.sql.functions.col;

import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.people.AttributesTransform;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.tags.TagTrace;
import io.lakeprint.jobs.tags.TagsJob;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One tag, computed from the inputs of tags and written nowhere.
 *
 * @param tag its id
 * @param person whose value, with the rows that made it; empty = how it is spread over all people
 * @param out gets the lines
 */
record PreviewTool(String tag, Optional<String> person, Consumer<String> out)
    implements Job<TagsConfig> {

  /** The latest rows of each function are enough to see where a value comes from. */
  private static final int ROWS = 20;

  @Override
  public JobSpec<TagsConfig> spec() {
    JobSpec<TagsConfig> tags = new TagsJob().spec();
    return new JobSpec<>(
        "tags preview",
        tags.area(),
        "Compute one tag and write nothing",
        tags.configPath(),
        tags.config(),
        tags.inputs(),
        List.of(),
        false);
  }

  @Override
  public void check(CheckContext context, TagsConfig config) {
    new TagsJob().check(context, config);
  }

  @Override
  public JobReport run(JobContext context, TagsConfig config) {
    TagTrace trace =
        TagTrace.of(
            config,
            TagsJob.seenEvents(context),
            context.spark(),
            tag,
            context.asOf(),
            new BusinessDays(context.zone()));
    TagDefinition definition = trace.definition();
    out.accept(
        tag
            + "  "
            + definition.nameZh()
            + " · "
            + definition.nameEn()
            + definition.unit().map(unit -> "  [" + unit + "]").orElse(""));
    definition.description().ifPresent(meaning -> out.accept("  " + meaning));
    out.accept("  " + DefinitionLine.of(definition));
    if (person.isPresent()) {
      tell(context, trace, person.get());
    } else {
      new Spread(tag, definition).of(trace.values(context::input), context.asOf()).forEach(out);
    }
    return JobReport.of();
  }

  private void tell(JobContext context, TagTrace trace, String oneId) {
    Column isTheirs = col(PersonsTable.ONE_ID.name()).equalTo(oneId);
    Function<TableSpec, Dataset<Row>> input =
        table ->
            table.equals(AttributeUpdatesTable.SPEC)
                ? AttributesTransform.ofOwners(
                    context.input(table), context.input(IdentityMapTable.SPEC).where(isTheirs))
                : context.input(table).where(isTheirs);
    List<Row> rows = trace.values(input).collectAsList();
    if (rows.isEmpty()) {
      throw ToolErrors.unknownPerson(oneId, context.asOf());
    }
    Row values = rows.get(0);
    out.accept(
        "of "
            + oneId
            + " at the end of "
            + context.asOf()
            + ": "
            + Shown.of(values.<Object>getAs(tag)));
    if (!trace.foundations().isEmpty()) {
      out.accept("stands on");
      trace
          .foundations()
          .forEach(id -> out.accept("  " + id + " = " + Shown.of(values.<Object>getAs(id))));
    }
    trace.parts().forEach(part -> tell(part, input.apply(part.table())));
  }

  private void tell(TagTrace.Part part, Dataset<Row> theirs) {
    Column[] columns = part.columns().stream().map(ColumnSpec::col).toArray(Column[]::new);
    Column[] latest = part.columns().stream().map(c -> c.col().desc()).toArray(Column[]::new);
    List<Row> rows =
        theirs.where(part.counts()).select(columns).orderBy(latest).limit(ROWS + 1).collectAsList();
    out.accept(
        part.call()
            + (rows.isEmpty() ? ": no row of " : ": rows of ")
            + part.table().name()
            + (rows.isEmpty() ? "" : ", by " + Shown.names(part.columns())));
    rows.stream().limit(ROWS).forEach(row -> out.accept("  " + Shown.of(row)));
    if (rows.size() > ROWS) {
      out.accept("  … and earlier ones");
    }
  }
}
