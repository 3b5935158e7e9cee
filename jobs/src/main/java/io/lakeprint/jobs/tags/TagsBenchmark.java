package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Trial;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/**
 * Many tags against few and against a bare aggregation of the same rows; and with {@code --day}
 * what one more day costs against everything, and after twice the history.
 */
public final class TagsBenchmark implements Benchmark {

  @Option(
      names = "--events",
      description = "events in the roll-ups (default: ${DEFAULT-VALUE})",
      defaultValue = "10000000")
  private long events = 10_000_000;

  @Option(
      names = "--people",
      description = "people (default: ${DEFAULT-VALUE})",
      defaultValue = "300000")
  private int people = 300_000;

  @Option(
      names = "--tags",
      description = "many tags (default: ${DEFAULT-VALUE})",
      defaultValue = "200")
  private int tags = 200;

  @Option(
      names = "--few",
      description = "few tags (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int few = 20;

  @Option(names = "--day", description = "measure what one more day costs instead")
  private boolean day;

  @Option(
      names = "--days",
      description = "days of the short history, of --day (default: ${DEFAULT-VALUE})",
      defaultValue = "90")
  private int days = 90;

  @Override
  public String name() {
    return "tags";
  }

  @Override
  public String summary() {
    return "Tags: many against few and a bare aggregation; --day: one more day against everything";
  }

  @Override
  public void run(Bench bench) {
    if (day) {
      new DayBench(bench, people, days).run();
      return;
    }
    String folder =
        bench.input(
            "roll-ups-" + events + "-" + people,
            into -> new BenchRollUps(bench.spark(), events, people).write(into));
    TagsTransform.Inputs inputs = inputs(bench.spark(), folder);
    Variant some =
        Variant.of(
            few + " tags", "the first of the same catalogue", trial -> tell(inputs, few, trial));
    Variant many =
        Variant.of(
            tags + " tags",
            "each with a window of its own, one in ten a ladder",
            trial -> tell(inputs, tags, trial));
    bench.compare(
        new Comparison(
            "Tags of " + people + " people from roll-ups",
            events,
            "events",
            List.of(
                Variant.of(
                    "floor",
                    "read the same rows, sum, count and latest by person, joined to the people",
                    trial -> BareWrites.parquet(bare(inputs), trial.folder("out"))),
                some,
                many.aimingAt(2.5))));
    bench.compare(
        new Comparison(
            "Many tags against few", events, "events", List.of(some, many.aimingAt(1.5))));
  }

  static TagsTransform.Inputs inputs(SparkSession spark, String folder) {
    return new TagsTransform.Inputs(
        spark.read().parquet(folder + "/persons"),
        spark.read().parquet(folder + "/activity"),
        spark.read().parquet(folder + "/dimensions"),
        spark.read().parquet(folder + "/sessions"),
        spark.read().parquet(folder + "/orders"),
        none(spark, EventsTable.SPEC),
        none(spark, AttributeUpdatesTable.SPEC),
        none(spark, IdentityMapTable.SPEC));
  }

  private static Dataset<Row> none(SparkSession spark, TableSpec table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  private static void tell(TagsTransform.Inputs inputs, int count, Trial trial) {
    TagPlan plan =
        TagCompiler.compile(
            BenchTags.catalogue(count),
            Set.of(),
            new SparkExpressionTypes(inputs.persons().sparkSession()));
    TagsTransform transform =
        new TagsTransform(plan, BenchRollUps.LAST, new BusinessDays(ZoneOffset.UTC));
    BareWrites.ownParquet(transform.apply(inputs), trial.folder("out"));
  }

  /** What anybody would write who wants one number of each kind. */
  static Dataset<Row> bare(TagsTransform.Inputs inputs) {
    String person = PersonsTable.ONE_ID.name();
    return inputs
        .persons()
        .join(
            inputs
                .activity()
                .groupBy(person)
                .agg(
                    sum(DailyActivityTable.EVENT_COUNT.col()),
                    sum(DailyActivityTable.AMOUNT.col()),
                    max(DailyActivityTable.LAST_AT.col())),
            person,
            "left")
        .join(
            inputs
                .sessions()
                .groupBy(person)
                .agg(count(lit(1)).as("visits"), sum(SessionsTable.PAGE_VIEW_COUNT.col())),
            person,
            "left")
        .join(
            inputs
                .orders()
                .groupBy(person)
                .agg(count(lit(1)).as("orders"), sum(OrdersTable.NET_AMOUNT.col())),
            person,
            "left")
        .join(
            inputs
                .dimensions()
                .groupBy(person)
                .agg(sum(DailyDimensionsTable.EVENT_COUNT.col()).as("lines")),
            person,
            "left");
  }
}
