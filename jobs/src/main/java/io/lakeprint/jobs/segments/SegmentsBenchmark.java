package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Outcome;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.people.DeedsTransform;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FunnelUsersTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Option;

/**
 * Previews of a segment over many others, by what people are and did, against a bare count by
 * person of the same rows.
 */
public final class SegmentsBenchmark implements Benchmark {

  /** The day at whose end people are looked at. */
  static final LocalDate LAST = LocalDate.of(2026, 6, 30);

  private static final int DAYS = 365;
  private static final int CATEGORIES = 20;
  private static final String BARE = "floor";
  private static final String PREVIEW = "preview";

  @Option(
      names = "--rows",
      description = "rows of each roll-up (default: ${DEFAULT-VALUE})",
      defaultValue = "5000000")
  private long rows = 5_000_000;

  @Option(
      names = "--people",
      description = "people (default: ${DEFAULT-VALUE})",
      defaultValue = "300000")
  private int people = 300_000;

  @Option(
      names = "--segments",
      description = "segments that the previewed one is made of (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int segments = 20;

  @Override
  public String name() {
    return "segments";
  }

  @Override
  public String summary() {
    return "Segments: the preview of a boolean of 20 against a bare count of the same rows";
  }

  @Override
  public void run(Bench bench) {
    String folder =
        bench.input(
            "segments-" + rows + "-" + people, into -> write(bench.spark(), into, rows, people));
    SegmentsTransform.Inputs inputs = inputs(bench.spark(), folder);
    Outcome outcome =
        bench.compare(
            new Comparison(
                "A boolean of " + segments + " segments of " + people + " people",
                rows,
                "rows",
                List.of(
                    Variant.of(
                        BARE,
                        "read the same rows, count by person, joined to the people",
                        trial -> bare(inputs).agg(count(lit(1)), sum("n"), sum("m")).head()),
                    Variant.of(
                        PREVIEW,
                        "its size, that of each condition, and five people",
                        trial -> preview(inputs, segments)))));
    bench.note(
        String.format(
            Locale.ROOT,
            "A boolean of %d segments previews in %.1f s (aim: 2 s).",
            segments,
            outcome.of(PREVIEW).median().seconds()));
  }

  /** What {@code segments preview} computes. */
  static Look.Seen preview(SegmentsTransform.Inputs inputs, int segments) {
    SegmentPlan plan = BenchSegments.plan(segments);
    SegmentsTransform transform =
        new SegmentsTransform(
            plan.only(Set.of(BenchSegments.ALL)),
            new Deeds.Settings(
                LAST, new BusinessDays(ZoneOffset.UTC), List.of("message_sent"), false));
    return new Look(new WaterfallTransform(plan.when(BenchSegments.ALL)), BenchSegments.ALL, 5)
        .at(transform.flagged(inputs));
  }

  /** Portraits of a few tags, and roll-ups of a year, as Parquet; the seed is in the hashes. */
  static void write(SparkSession spark, String into, long rows, int people) {
    BareWrites.parquet(
        spark
            .range(people)
            .select(
                IdUdfs.oneId(col("id")).as(PortraitsTable.ONE_ID.name()),
                pmod(xxhash64(col("id"), lit(7)), lit(60)).as(BenchSegments.AGE),
                format_string("city %d", pmod(xxhash64(col("id"), lit(8)), lit(9)))
                    .as(BenchSegments.CITY)),
        into + "/portraits");
    BareWrites.parquet(
        did(spark, rows, people, 1)
            .withColumn(DailyActivityTable.CHANNEL.name(), lit("web"))
            .withColumn(DailyActivityTable.EVENT_COUNT.name(), lit(1L)),
        into + "/activity");
    BareWrites.parquet(
        did(spark, rows, people, 2)
            .withColumn(DailyDimensionsTable.DIMENSION.name(), lit("category"))
            .withColumn(
                DailyDimensionsTable.DIMENSION_VALUE.name(),
                format_string("c%02d", pmod(xxhash64(col("id"), lit(6)), lit(CATEGORIES))))
            .withColumn(DailyDimensionsTable.EVENT_COUNT.name(), lit(1L)),
        into + "/dimensions");
  }

  static SegmentsTransform.Inputs inputs(SparkSession spark, String folder) {
    return new SegmentsTransform.Inputs(
        spark.read().parquet(folder + "/portraits"),
        new DeedsTransform.Inputs(
            spark.read().parquet(folder + "/activity"),
            spark.read().parquet(folder + "/dimensions"),
            none(spark, EventsTable.SPEC)),
        none(spark, FunnelUsersTable.SPEC),
        none(spark, AttributeUpdatesTable.SPEC),
        none(spark, IdentityMapTable.SPEC),
        Map.of());
  }

  /** What anybody would write who wants one number of each roll-up. */
  static Dataset<Row> bare(SegmentsTransform.Inputs inputs) {
    String person = PortraitsTable.ONE_ID.name();
    return inputs
        .portraits()
        .join(inputs.deeds().activity().groupBy(person).agg(count(lit(1)).as("n")), person, "left")
        .join(
            inputs.deeds().dimensions().groupBy(person).agg(count(lit(1)).as("m")), person, "left");
  }

  private static Dataset<Row> none(SparkSession spark, TableSpec table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  private static Dataset<Row> did(SparkSession spark, long rows, int people, int seed) {
    Column names = array(BenchSegments.EVENTS.stream().map(functions::lit).toArray(Column[]::new));
    return spark
        .range(0, rows, 1, 8)
        .select(
            col("id"),
            IdUdfs.oneId(pmod(xxhash64(col("id"), lit(seed), lit(1)), lit(people)))
                .as(DailyActivityTable.ONE_ID.name()),
            date_add(
                    lit(LAST),
                    pmod(xxhash64(col("id"), lit(seed), lit(2)), lit(DAYS))
                        .cast("int")
                        .multiply(-1))
                .as(DailyActivityTable.EVENT_DATE.name()),
            element_at(
                    names,
                    pmod(xxhash64(col("id"), lit(seed), lit(3)), lit(BenchSegments.EVENTS.size()))
                        .cast("int")
                        .plus(1))
                .as(DailyActivityTable.EVENT_NAME.name()));
  }
}
