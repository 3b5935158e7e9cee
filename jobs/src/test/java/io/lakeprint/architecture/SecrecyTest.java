package io.lakeprint.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.VaultCipher;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.privacy.udf.PrivacyUdfs;
import io.lakeprint.common.tables.VaultTable;
import java.util.List;

/** Who may see what people are called outside the lake. */
@AnalyzeClasses(packages = MainClasses.ROOT, importOptions = MainClasses.class)
class SecrecyTest {
  private static final String PRIVACY = "io.lakeprint.common.privacy..";
  private static final String CHECK = "io.lakeprint.common.vault..";
  private static final String INGEST = "io.lakeprint.jobs.ingest..";
  private static final String ACTIVATE = "io.lakeprint.jobs.activate..";
  private static final String ROTATE = "io.lakeprint.jobs.vault..";

  /** Calls and method references. */
  private static DescribedPredicate<JavaAccess<?>> uses(Class<?> type, String... methods) {
    return describe(
        type.getSimpleName() + "." + String.join("|", methods),
        access ->
            List.of(methods).contains(access.getName())
                && access.getTargetOwner().isAssignableTo(type));
  }

  /** A check of the keys tries one value, and forgets it. */
  @ArchTest
  static final ArchRule onlyWhoSendsOrSealsAnewOpensTheVault =
      noClasses()
          .that()
          .resideOutsideOfPackages(PRIVACY, CHECK, "io.lakeprint.jobs.activate.udf..", ROTATE)
          .should()
          .accessTargetWhere(
              uses(VaultKeys.class, "open", "reseal").or(uses(PrivacyUdfs.class, "reseal")));

  /** Ingest needs the keys to know, before it seals a value, that they are the vault's. */
  @ArchTest
  static final ArchRule onlyWhoFillsOrOpensItKnowsTheVault =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              PRIVACY, CHECK, INGEST, ACTIVATE, ROTATE, "io.lakeprint.common.tables..")
          .should()
          .dependOnClassesThat(assignableTo(VaultTable.class))
          .orShould()
          .accessTargetWhere(uses(IdSecret.class, "vaultKeys"));

  /** Refused records are sealed as they came; replay is part of ingest. */
  @ArchTest
  static final ArchRule onlyIngestOpensRecords =
      noClasses()
          .that()
          .resideOutsideOfPackages(PRIVACY, "io.lakeprint.jobs.ingest.read..")
          .should()
          .accessTargetWhere(uses(VaultCipher.class, "decrypt"));
}
