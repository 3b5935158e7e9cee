package io.lakeprint.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.delta.tables.DeltaTable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.functions;

/** What a transform may touch, who may write, and which calls make a result depend on luck. */
@AnalyzeClasses(packages = MainClasses.ROOT, importOptions = MainClasses.class)
class HabitsTest {
  private static final String LAKE = "io.lakeprint.common.lake..";
  private static final String CLI = "io.lakeprint.common.cli..";

  /** Calls of the named methods on a type or one of its subtypes, whatever their parameters. */
  private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String... methods) {
    return describe(
        type.getSimpleName() + "." + String.join("|", methods),
        call ->
            List.of(methods).contains(call.getName())
                && call.getTargetOwner().isAssignableTo(type));
  }

  @ArchTest
  static final ArchRule transformsArePureRecords =
      classes().that().haveSimpleNameEndingWith("Transform").should().beRecords();

  @ArchTest
  static final ArchRule transformsKnowNoSessionClockWriterOrLogger =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Transform")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SparkSession.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(DeltaTable.class)
          .orShould()
          .dependOnClassesThat()
          .haveSimpleNameStartingWith("DataFrameWriter")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.slf4j..", "org.apache.hadoop.fs..", "java.nio.file..", LAKE);

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethodWhere(calls(System.class, "exit").or(calls(Runtime.class, "exit", "halt")));

  /**
   * A floor of a benchmark is what Spark does without the lake; the bench keeps those writes. A
   * landing is no table: it keeps a delivery, sealed, until its batch is in the lake. Files and
   * messages for others leave the lake.
   */
  @ArchTest
  static final ArchRule onlyTheLakeWritesTables =
      noClasses()
          .that()
          .resideOutsideOfPackages(LAKE, "io.lakeprint.common.bench..")
          .and()
          .doNotHaveFullyQualifiedName("io.lakeprint.jobs.ingest.Landing")
          .and()
          .haveNameNotMatching("io\\.lakeprint\\.jobs\\.activate\\.(Files|Kafka)Destination")
          .should()
          .callMethodWhere(
              calls(Dataset.class, "write", "writeTo", "mergeInto")
                  .or(calls(DeltaTable.class, "merge", "update", "updateExpr", "delete")));

  /**
   * A stream is only the ledger of what has been read; its batches are written through the lake.
   * That is why ingest may start one.
   */
  @ArchTest
  static final ArchRule onlyIngestStartsStreams =
      noClasses()
          .that()
          .resideOutsideOfPackages(LAKE, "io.lakeprint.jobs.ingest..")
          .should()
          .callMethodWhere(calls(Dataset.class, "writeStream"));

  /**
   * Where results come to the driver, and what bounds them. Everywhere else they stay where they
   * are.
   */
  private static final Map<String, String> COLLECTORS =
      Map.of(
          LAKE,
          "a history, a lease, a protocol: as many rows as there are commits to look at",
          CLI,
          "what a person reads on a terminal",
          "io.lakeprint.jobs.identity.tools..",
          "a few people, or the first lines of a list, that an operator reads",
          "io.lakeprint.jobs.tags.tools..",
          "one person's values, the latest rows behind each, and the most frequent values",
          "io.lakeprint.jobs.portraits.tools..",
          "one person's row, identifiers and stays, and their latest visits and events",
          "io.lakeprint.common.run..",
          "how each job of the plan last ended",
          "io.lakeprint.jobs.ingest..",
          "paths of the files of one batch, its days, and the records that --preview shows",
          "io.lakeprint.jobs.activate..",
          "ids of definitions, and what goes to a webhook, one partition at a time",
          "io.lakeprint.jobs.report..",
          "what a person reads in a browser");

  @ArchTest
  static final ArchRule resultsStayOnTheCluster =
      noClasses()
          .that()
          .resideOutsideOfPackages(COLLECTORS.keySet().toArray(String[]::new))
          .should()
          .callMethodWhere(calls(Dataset.class, "collectAsList", "collect", "toLocalIterator"));

  @ArchTest
  static final ArchRule datasetsDoNotPrintThemselves =
      noClasses().should().callMethodWhere(calls(Dataset.class, "show", "printSchema"));

  @ArchTest
  static final ArchRule functionsOfOurOwnLiveInUdfPackages =
      noClasses()
          .that()
          .resideOutsideOfPackage("..udf..")
          .should()
          .callMethodWhere(
              calls(functions.class, "udf", "udaf").or(calls(UDFRegistration.class, "register")));

  @ArchTest
  static final ArchRule nothingDependsOnTheInsidesOfSparkOrDelta =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark.sql.catalyst..",
              "org.apache.spark.sql.classic..",
              "org.apache.spark.sql.execution..",
              "org.apache.spark.sql.delta..",
              "org.apache.spark.util..");

  /** Barrier asks for the partition only so that the optimizer stops; its value shows nowhere. */
  @ArchTest
  static final ArchRule noColumnDependsOnLuckOrOnNow =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.lakeprint.jobs.ingest.Barrier")
          .should()
          .callMethodWhere(
              calls(
                      functions.class,
                      "monotonically_increasing_id",
                      "spark_partition_id",
                      "uuid",
                      "shuffle",
                      "now",
                      "current_date",
                      "current_timestamp",
                      "localtimestamp")
                  .or(
                      calls(functions.class, "rand", "randn")
                          .and(describe("unseeded", HabitsTest::takesNoSeed)))
                  .or(calls(Dataset.class, "randomSplit", "randomSplitAsList")));

  /** Time comes in as an as-of date or through the clock of the job's context. */
  @ArchTest
  static final ArchRule timeIsGivenNotTaken =
      noClasses()
          .that()
          .resideInAnyPackage("io.lakeprint.jobs..", "io.lakeprint.ml..")
          .should()
          .callMethodWhere(
              describe(
                  "System.currentTimeMillis or now() of java.time", HabitsTest::readsTheClock));

  private static boolean readsTheClock(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    boolean given =
        call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isAssignableTo(Clock.class));
    return (owner.startsWith("java.time.") && call.getName().equals("now") && !given)
        || (owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis"));
  }

  private static boolean takesNoSeed(JavaCall<?> call) {
    return call.getTarget().getRawParameterTypes().isEmpty();
  }
}
