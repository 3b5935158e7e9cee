package io.lakeprint.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.TrackingFindingsTable;
import io.lakeprint.common.time.DayRange;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class AuditJobTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 7);
  private static final String LIKE_A_COLUMN = "amount";

  private final SparkSession spark;

  AuditJobTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void aTextIsOfOneTypeWhoeverLooks() {
    List<String> texts =
        List.of(
            "1",
            "-12",
            "+0",
            "1234567890123456789",
            "1.5",
            ".5",
            "1e9",
            "1e",
            "true",
            "FALSE",
            "yes",
            "2026-02-31",
            "2026-13-01",
            "2026-02-03",
            "2026-02-03T04:05:06Z",
            "2026-02-03 04:05",
            "{}",
            "[1, 2]",
            "{\n}",
            "",
            " 1",
            "1\n",
            "M",
            "中文",
            "1,5");
    List<String> byColumn =
        spark
            .createDataset(texts, Encoders.STRING())
            .select(PropertyType.nameOf(org.apache.spark.sql.functions.col("value")))
            .as(Encoders.STRING())
            .collectAsList();
    assertThat(byColumn)
        .containsExactlyElementsOf(
            texts.stream().map(text -> PropertyType.of(text).name()).toList());
    assertThat(byColumn.subList(0, 4)).containsExactly("INTEGER", "INTEGER", "INTEGER", "NUMBER");
    assertThat(PropertyType.of("2026-13-01")).isEqualTo(PropertyType.TEXT);
    assertThat(PropertyType.of("2026-02-03 04:05")).isEqualTo(PropertyType.TIMESTAMP);
  }

  @Test
  void propertiesAreCountedByTypeAndNoValueComesOut() {
    TrackingPlan plan =
        load("tracking-plan.events={buy={properties={size={values=[S, M]},"
                + " currency={values=[USD]}, order_id={type=integer}}}}")
            .bind(TrackingPlan.PATH, TrackingPlan.class);
    Dataset<Row> profile =
        new ProfileTransform(
                DayRange.parse("2026-03-01..2026-03-07"), LocalDate.of(2026, 3, 4), plan)
            .apply(
                TableRows.of(EventsTable.SPEC)
                    .row(event(1, "2026-03-05", Map.of("size", "S", LIKE_A_COLUMN, "much")))
                    .row(event(2, "2026-03-05", Map.of("size", "XXL")))
                    .row(event(3, "2026-03-02", Map.of("size", "7")))
                    .row(event(4, "2026-02-02", Map.of("size", "7")))
                    .on(spark));
    assertThat(profile.collectAsList().stream().map(row -> row.mkString(" ")).sorted())
        .containsExactly(
            "till store buy false amount NUMBER 1 0",
            "till store buy false currency TEXT 1 1",
            "till store buy false order_id INTEGER 1 0",
            "till store buy false size INTEGER 1 1",
            "till store buy true amount NUMBER 2 0",
            "till store buy true currency TEXT 2 2",
            "till store buy true order_id INTEGER 2 0",
            "till store buy true properties.amount TEXT 1 0",
            "till store buy true size TEXT 2 1");
  }

  /** The findings are there although it refuses: a person wants to see them then most of all. */
  @Test
  void theFindingsAreToldAndWrittenBeforeTheAuditRefuses(@TempDir Path folder) {
    List<String> printed = new ArrayList<>();
    write(folder);
    TrialContext context =
        context(
            folder,
            printed,
            "audit.refuse=true",
            "tracking-plan.events={buy={owner=shop, properties={size={type=integer}}}}");

    assertThatThrownBy(() -> context.run(new AuditJob()))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("Findings of 2026-03-01..2026-03-07 against the tracking plan: 1.")
        .hasMessageContaining("COLLECTION_OFF_PLAN");

    assertThat(printed).hasSize(1).first().asString().contains("wrong_type", "buy.size", "(shop)");
    Row row = context.lake().read(TrackingFindingsTable.SPEC).head();
    assertThat(row.<String>getAs("problem")).isEqualTo("wrong_type");
    assertThat(row.<String>getAs("owner")).isEqualTo("shop");
    assertThat(row.<Double>getAs("observed")).isEqualTo(0.5);
  }

  @Test
  void mistakesOfAPlanAreAllToldBeforeAnythingRuns() {
    LakeConfig config =
        load(
            "sources.till={format=csv, path=x, channel=store}",
            "tracking-plan.events={buy={sources=[till, web], channels=[store, webb], properties={amount={type=boolean}}}}");
    Problems problems = new Problems();
    new CheckContext(config, spark, problems).check(new AuditJob());
    assertThat(problems.found().stream().map(Object::toString))
        .containsExactly(
            "tracking-plan.events.buy.sources: there is no source 'web' in sources",
            "tracking-plan.events.buy.channels: there is no channel 'webb', only web, app,"
                + " mini_program, server, iot, ad, store, social, crm, other. Did you mean 'web'?",
            "tracking-plan.events.buy.properties.amount.type: is boolean, and events.events keeps"
                + " amount as number");
    Problems values = new Problems();
    load("tracking-plan.events={buy={properties={n={type=integer, values=[1, two]}}}}")
        .bind(TrackingPlan.PATH, TrackingPlan.class, values);
    assertThat(values.found()).hasSize(1).first().asString().contains("'two' is no integer");
  }

  @Test
  void theExampleOfThePageIsAPlanAndThePageNamesEveryProblem() throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/tracking.md"));
    String example =
        Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(Files.createTempFile("plan", ".conf"), example);
    LakeConfig config =
        ConfigLoader.load(List.of(file.toString()), List.of(), getClass().getClassLoader());
    Problems problems = new Problems();
    CheckContext checks = new CheckContext(config, spark, problems);
    checks.check(new AuditJob());
    assertThat(problems.found()).isEmpty();
    assertThat(checks.defined().get("planned events")).isNotEmpty();
    assertThat(Arrays.stream(Problem.values()).map(Problem::id))
        .allSatisfy(problem -> assertThat(page).contains("`" + problem + "`"))
        .containsExactlyElementsOf(TrackingFindingsTable.PROBLEM.allowed());
  }

  private void write(Path folder) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    for (int i = 0; i < 20; i++) {
      rows.row(event(i, "2026-03-05", Map.of("size", i % 2 == 0 ? "7" : "S")));
    }
    context(folder, new ArrayList<>())
        .lake()
        .append(EventsTable.SPEC, rows.on(spark), new Transaction("test", 1));
  }

  private static Object[] event(int id, String day, Map<String, String> properties) {
    return new Object[] {
      EventsTable.SOURCE,
      "till",
      EventsTable.EVENT_ID,
      String.valueOf(id),
      EventsTable.EVENT_NAME,
      "buy",
      EventsTable.CHANNEL,
      "store",
      EventsTable.EVENT_DATE,
      LocalDate.parse(day),
      EventsTable.EVENT_TIME,
      day + "T12:00:00Z",
      EventsTable.AMOUNT,
      "9.50",
      EventsTable.CURRENCY,
      "EUR",
      EventsTable.ORDER_ID,
      String.valueOf(id),
      EventsTable.PROPERTIES,
      properties
    };
  }

  private TrialContext context(Path folder, List<String> printed, String... settings) {
    return TrialContext.at(spark, folder.resolve("lake"), ZoneOffset.UTC, AS_OF, settings)
        .printing(printed::add);
  }

  private static LakeConfig load(String... settings) {
    return ConfigLoader.load(
        List.of(), List.of(settings), AuditJobTest.class.getClassLoader(), Map.of());
  }
}
