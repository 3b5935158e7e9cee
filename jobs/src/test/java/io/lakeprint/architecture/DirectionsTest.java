package io.lakeprint.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Modules meet in tables, capabilities meet in {@code common}, and nothing goes round in a ring.
 */
@AnalyzeClasses(packages = MainClasses.ROOT, importOptions = MainClasses.class)
class DirectionsTest {
  private static final String COMMON = "io.lakeprint.common..";
  private static final String JOBS = "io.lakeprint.jobs..";
  private static final String ML = "io.lakeprint.ml..";

  @ArchTest
  static final ArchRule commonKnowsNeitherJobsNorMl =
      noClasses()
          .that()
          .resideInAPackage(COMMON)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(JOBS, ML);

  @ArchTest
  static final ArchRule jobsDoNotImportMl =
      noClasses().that().resideInAPackage(JOBS).should().dependOnClassesThat().resideInAPackage(ML);

  @ArchTest
  static final ArchRule mlDoesNotImportJobs =
      noClasses().that().resideInAPackage(ML).should().dependOnClassesThat().resideInAPackage(JOBS);

  @ArchTest
  static final ArchRule roomsOfCommonFormNoCycle =
      slices().matching("io.lakeprint.common.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule capabilitiesOfJobsDoNotImportOneAnother =
      slices().matching("io.lakeprint.jobs.(*)..").should().notDependOnEachOther();

  /**
   * Every model starts from the same features and every model is kept in the same registry; kinds
   * of prediction are definitions that the one training trains.
   */
  @ArchTest
  static final ArchRule capabilitiesOfMlMeetInFeaturesRegistryAndTrainingOnly =
      slices()
          .matching("io.lakeprint.ml.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage("io.lakeprint.ml.features.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage("io.lakeprint.ml.registry.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage("io.lakeprint.ml.training.."));

  @ArchTest
  static final ArchRule trainingKnowsNoKindOfPrediction =
      noClasses()
          .that()
          .resideInAPackage("io.lakeprint.ml.training..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ML)
                  .and(
                      resideOutsideOfPackages(
                          "io.lakeprint.ml.training..",
                          "io.lakeprint.ml.features..",
                          "io.lakeprint.ml.registry..")));

  @ArchTest
  static final ArchRule featuresAndRegistryStandAlone =
      noClasses()
          .that()
          .resideInAnyPackage("io.lakeprint.ml.features..", "io.lakeprint.ml.registry..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ML)
                  .and(
                      resideOutsideOfPackages(
                          "io.lakeprint.ml",
                          "io.lakeprint.ml.features..",
                          "io.lakeprint.ml.registry..")));
}
