package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Option;

/**
 * A funnel of four steps against scan and one exchange, and against DuckDB over the same files
 * where its driver is on the class path ({@code --jars duckdb_jdbc.jar}); many reports against one.
 */
public final class ReportsBenchmark implements Benchmark {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 30;
  private static final BusinessDays UTC = new BusinessDays(ZoneOffset.UTC);

  /** Four steps of a funnel, and what else people do. */
  private static final List<String> NAMES =
      List.of(
          "product_view",
          "add_to_cart",
          "checkout_start",
          "purchase",
          "page_view",
          "page_view",
          "click",
          "search",
          "scroll",
          "share");

  private static final String FUNNEL =
      """
      funnels.f%d { name-zh = f, name-en = f
        steps = [ { event = product_view }, { event = add_to_cart }, { event = checkout_start },
          { event = purchase } ]
        window = %d days, range { from = "2026-01-01" } }
      """;

  private static final String RETENTION =
      """
      retentions.r%d { name-zh = r, name-en = r, start { event = product_view }
        back { event = purchase }, cells = %d, range { from = "2026-01-01", periods = [day] } }
      """;

  private static final String LIFECYCLE =
      """
      lifecycles.l%d { name-zh = l, name-en = l, active { event = product_view }
        range { days = %d, periods = [day] } }
      """;

  private static final String STICKINESS =
      """
      stickiness.s%d { name-zh = s, name-en = s, active { event = purchase }
        range { days = %d, periods = [week] } }
      """;

  @Option(
      names = "--events",
      description = "events (default: ${DEFAULT-VALUE})",
      defaultValue = "10000000")
  private long events = 10_000_000;

  @Option(
      names = "--people",
      description = "people (default: ${DEFAULT-VALUE})",
      defaultValue = "300000")
  private long people = 300_000;

  @Option(
      names = "--reports",
      description = "reports together (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int reports = 20;

  @Option(
      names = "--growth",
      description = "also the funnel over so many times the events and people; 0 = not",
      defaultValue = "0")
  private int growth;

  @Override
  public String name() {
    return "behaviour";
  }

  @Override
  public String summary() {
    return "Reports: a funnel against scan + exchange and DuckDB; many reports against one";
  }

  @Override
  public void run(Bench bench) {
    String files = files(bench, 1);
    Dataset<Row> stored = bench.spark().read().parquet(files);
    bench.compare(
        new Comparison("A funnel of four steps", events, "events", funnel(stored, files)));
    bench.compare(
        new Comparison(
            reports + " reports of one run",
            events,
            "events",
            List.of(
                Variant.of(
                    "one funnel",
                    "the funnel above, pack, follow, steps",
                    trial -> tell(stored, plan(1), trial.folder("out"))),
                Variant.of(
                        "together",
                        "funnels, retention, life cycle, stickiness; one shuffle",
                        trial -> tell(stored, plan(reports), trial.folder("out")))
                    .aimingAt(3))));
    if (growth > 0) {
      Dataset<Row> more = bench.spark().read().parquet(files(bench, growth));
      bench.compare(
          new Comparison(
              "The funnel of many more", events * growth, "events", grown(stored, more)));
    }
  }

  private List<Variant> grown(Dataset<Row> stored, Dataset<Row> more) {
    return List.of(
        Variant.of(
            "as above", "the funnel above", trial -> tell(stored, plan(1), trial.folder("out"))),
        Variant.of(
                growth + " times",
                "as many times the events of as many times the people",
                trial -> tell(more, plan(1), trial.folder("out")))
            .aimingAt(1.1 * growth));
  }

  /** The events of so many times the people, and so many times as many. */
  private String files(Bench bench, int times) {
    long all = events * times;
    long of = people * times;
    String folder =
        bench.input(
            "behaviour-" + all + "-" + of,
            into -> BareWrites.parquet(made(bench.spark(), all, of), into + "/events"));
    return folder + "/events";
  }

  /** The seed is in the hashes: the same events every time. */
  private static Dataset<Row> made(SparkSession spark, long events, long people) {
    Column id = col("id");
    Column names = functions.array(NAMES.stream().map(functions::lit).toArray(Column[]::new));
    Column micros = pmod(xxhash64(id, lit(3)), lit(DAYS * 86_400_000_000L));
    long first = UTC.start(FIRST).getEpochSecond() * 1_000_000L;
    Column time = timestamp_micros(micros.plus(lit(first)));
    return spark
        .range(0, events, 1, 8)
        .select(
            IdUdfs.oneId(pmod(xxhash64(id, lit(1)), lit(people))).as(EventsTable.ONE_ID.name()),
            element_at(names, pmod(xxhash64(id, lit(2)), lit(NAMES.size())).cast("int").plus(1))
                .as(EventsTable.EVENT_NAME.name()),
            time.as(EventsTable.EVENT_TIME.name()),
            date_add(lit(FIRST), micros.divide(lit(86_400_000_000L)).cast("int"))
                .as(EventsTable.EVENT_DATE.name()),
            lit(false).as(EventsTable.IS_BOT.name()));
  }

  private List<Variant> funnel(Dataset<Row> stored, String files) {
    List<Variant> variants = new ArrayList<>();
    variants.add(
        Variant.of(
            "floor",
            "read the events of the funnel, one exchange by person",
            trial -> BareWrites.parquet(exchanged(stored), trial.folder("out"))));
    List<Long> expected = new ArrayList<>();
    variants.add(
        Variant.of(
                "lakeprint",
                "pack, follow, steps",
                trial -> tell(stored, plan(1), trial.folder("out")))
            .checkedBy(trial -> same(expected, users(stored.sparkSession(), trial.folder("out")))));
    if (DuckDb.isThere()) {
      DuckDb duck = new DuckDb(files, stored.sparkSession().sparkContext().defaultParallelism());
      variants.add(
          Variant.of(
              "duckdb",
              "three running maxima by person, as many threads as Spark has",
              trial -> same(expected, duck.funnel())));
    }
    return variants;
  }

  private static Dataset<Row> exchanged(Dataset<Row> stored) {
    return stored
        .where(EventsTable.EVENT_NAME.col().isin(NAMES.subList(0, 4).toArray()))
        .select(
            EventsTable.ONE_ID.col(),
            unix_micros(EventsTable.EVENT_TIME.col()).as("at"),
            xxhash64(EventsTable.EVENT_NAME.col()).as("mask"))
        .repartition(EventsTable.ONE_ID.col())
        .agg(bit_xor(xxhash64(col("at"), col("mask"), EventsTable.ONE_ID.col())).as("all"));
  }

  /** All ways must find the same people at every step. */
  private static void same(List<Long> expected, List<Long> found) {
    if (expected.isEmpty()) {
      expected.addAll(found);
    } else if (!expected.equals(found)) {
      throw new IllegalStateException("one way finds " + expected + ", another " + found);
    }
  }

  private static List<Long> users(SparkSession spark, String out) {
    Row row =
        spark
            .read()
            .parquet(out)
            .agg(
                functions.sort_array(
                    functions.collect_list(
                        functions.struct(
                            FunnelStepsTable.STEP_NO.col(), FunnelStepsTable.USERS.col()))))
            .head();
    List<Row> steps = row.getList(0);
    return steps.stream().map(step -> step.getLong(1)).toList();
  }

  private static void tell(Dataset<Row> stored, ReportPlan plan, String out) {
    SparkSession spark = stored.sparkSession();
    Dataset<Row> none = spark.createDataFrame(List.of(), SessionsTable.SPEC.schema());
    Dataset<Row> facts =
        new FactsTransform(plan).apply(new PackTransform(plan, UTC).apply(stored, none));
    Telling telling = new Telling(plan.series());
    if (plan.series().size() == 1) {
      BareWrites.parquet(new FunnelStepsTransform(telling).apply(facts), out);
      return;
    }
    Dataset<Row> kept = facts.persist();
    try {
      BareWrites.parquet(new FunnelStepsTransform(telling).apply(kept), out + "/funnels");
      BareWrites.parquet(new RetentionCellsTransform(telling).apply(kept), out + "/cells");
      BareWrites.parquet(new LifecycleTransform(telling).apply(kept), out + "/lifecycle");
      BareWrites.parquet(new StickinessTransform(telling).apply(kept), out + "/stickiness");
    } finally {
      kept.unpersist();
    }
  }

  /** The first report is the funnel of four steps with a window of seven days. */
  static ReportPlan plan(int reports) {
    String definitions =
        IntStream.range(0, reports)
            .mapToObj(
                i ->
                    switch (i % 4) {
                      case 0 -> FUNNEL.formatted(i, 7 - i / 4);
                      case 1 -> RETENTION.formatted(i, 5 + i);
                      case 2 -> LIFECYCLE.formatted(i, 20 + i / 4);
                      default -> STICKINESS.formatted(i, 20 + i / 4);
                    })
            .collect(Collectors.joining());
    String section =
        "bench={ events = [], passive-events = [], include-bots = false, funnels {}, retentions {},"
            + " lifecycles {}, stickiness {}, paths {}, attributions {},"
            + " heatmaps {}, intervals {}, distributions {}, comparisons {}\n"
            + definitions
            + "}";
    ReportsConfig config =
        ConfigLoader.load(List.of(), List.of(section), ReportsBenchmark.class.getClassLoader())
            .bind("bench", ReportsConfig.class);
    return ReportCompiler.compile(config, Set.of(), FIRST.plusDays(DAYS - 1L), UTC);
  }
}
