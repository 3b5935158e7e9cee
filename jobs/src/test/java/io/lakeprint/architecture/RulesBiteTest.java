package io.lakeprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.lakeprint.jobs.sinner.SinnerTransform;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesBiteTest {
  private static final JavaClasses SINNER =
      new ClassFileImporter().importClasses(SinnerTransform.class);

  static Stream<ArchRule> habits() {
    return Stream.of(
        HabitsTest.transformsArePureRecords,
        HabitsTest.transformsKnowNoSessionClockWriterOrLogger,
        HabitsTest.onlyTheCommandLineEndsTheProcess,
        HabitsTest.onlyTheLakeWritesTables,
        HabitsTest.onlyIngestStartsStreams,
        HabitsTest.resultsStayOnTheCluster,
        HabitsTest.datasetsDoNotPrintThemselves,
        HabitsTest.functionsOfOurOwnLiveInUdfPackages,
        HabitsTest.nothingDependsOnTheInsidesOfSparkOrDelta,
        HabitsTest.noColumnDependsOnLuckOrOnNow,
        HabitsTest.timeIsGivenNotTaken,
        SecrecyTest.onlyWhoSendsOrSealsAnewOpensTheVault,
        SecrecyTest.onlyWhoFillsOrOpensItKnowsTheVault,
        SecrecyTest.onlyIngestOpensRecords);
  }

  @ParameterizedTest
  @MethodSource("habits")
  void noticesTheSinner(ArchRule rule) {
    assertThat(rule.evaluate(SINNER).hasViolation()).as(rule.getDescription()).isTrue();
  }
}
