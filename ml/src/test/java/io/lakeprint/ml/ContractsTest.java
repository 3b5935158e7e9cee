package io.lakeprint.ml;

import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lakeprint.ml.training.Learner;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No learning stage without the test that holds it to what all promise. */
class ContractsTest {
  private static final String ML = "io.lakeprint.ml";

  /**
   * They fit nothing themselves: they pass rows on to a stage, or are how a stage finds numbers.
   */
  private static final Set<String> WITHOUT_A_CONTRACT_OF_THEIR_OWN =
      Set.of("Candidate", "ValueModel", "MaximumLikelihood");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ML);
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages(ML);

  @Test
  void everyStageThatFitsHasItsContractTest() {
    Set<String> stages =
        MAIN.stream()
            .filter(type -> !type.isInterface())
            .filter(type -> fits(type).findAny().isPresent())
            .map(JavaClass::getSimpleName)
            .filter(name -> !WITHOUT_A_CONTRACT_OF_THEIR_OWN.contains(name))
            .collect(toSet());
    assertThat(stages).as("the search finds what it is to find").contains("HurdleLearner");
    Set<String> held =
        contracts()
            .flatMap(test -> Stream.of(test.reflect().getAnnotation(Contract.class).value()))
            .map(Class::getSimpleName)
            .collect(toSet());
    assertThat(held).isEqualTo(stages);
  }

  @Test
  void stagesThatLearnFromRowsAreHeldToAllPromises() {
    Set<String> learnFromRows =
        MAIN.stream()
            .filter(type -> !type.isInterface())
            .filter(
                type ->
                    type.isAssignableTo(Learner.class)
                        || type.getSimpleName().equals("HurdleLearner"))
            .map(JavaClass::getSimpleName)
            .collect(toSet());
    Set<String> held =
        contracts()
            .filter(ContractsTest::holdsToEverything)
            .flatMap(test -> Stream.of(test.reflect().getAnnotation(Contract.class).value()))
            .map(Class::getSimpleName)
            .collect(toSet());
    assertThat(held).containsAll(learnFromRows);
  }

  private static boolean holdsToEverything(JavaClass test) {
    Set<Contract.Of> promises =
        test.getMethods().stream()
            .filter(method -> method.isAnnotatedWith(Test.class))
            .filter(method -> method.isAnnotatedWith(Contract.Promise.class))
            .map(method -> method.getAnnotationOfType(Contract.Promise.class).value())
            .collect(toSet());
    return promises.equals(Set.of(Contract.Of.values()));
  }

  private static Stream<JavaClass> contracts() {
    return TESTS.stream().filter(type -> type.isAnnotatedWith(Contract.class));
  }

  private static Stream<JavaMethod> fits(JavaClass type) {
    return type.getMethods().stream()
        .filter(method -> method.getName().matches("fit([A-Z].*)?"))
        .filter(method -> !method.getModifiers().contains(PRIVATE));
  }
}
