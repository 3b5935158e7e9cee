package io.lakeprint.ml.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ExternalScoresTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final SparkSession spark;
  private final Path lake;
  private final Path delivery;

  ExternalScoresTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    lake = folder.resolve("lake");
    delivery = folder.resolve("scores.csv");
  }

  @BeforeEach
  void knowsThreePeople() {
    TableRows features = TableRows.of(FeaturesTable.SPEC);
    for (String person : new String[] {"a", "b", "c"}) {
      features.row(
          FeaturesTable.AS_OF,
          DAY,
          FeaturesTable.ONE_ID,
          person,
          FeaturesTable.ANCHOR_NODE,
          7L,
          FeaturesTable.DEFINITION,
          "d");
    }
    context().lake().replaceWhere(FeaturesTable.SPEC, features.on(spark), "true");
  }

  private TrialContext context() {
    return TrialContext.at(
        spark,
        lake,
        ZoneId.of("UTC"),
        DAY,
        "external-scores.model=uplift",
        "external-scores.version=v7",
        "external-scores.format=csv",
        "external-scores.options.header=\"true\"",
        "external-scores.one-id=who",
        "external-scores.score=p",
        "external-scores.path=\"" + delivery.toUri() + "\"");
  }

  private void deliver(String... lines) throws IOException {
    Files.writeString(delivery, "who,p\n" + String.join("\n", lines) + "\n");
    context().run(new ExternalScoresJob());
  }

  @Test
  void scoresOfKnownPeopleStandBesideTheLakesOwn() throws IOException {
    deliver("a,0.1", "b,0.9", "c,0.9", "stranger,0.5");
    deliver("a,0.2", "b,0.9", "c,0.9", "stranger,0.5");
    assertThat(
            context()
                .lake()
                .read(PredictionsTable.SPEC)
                .orderBy(PredictionsTable.ONE_ID.col())
                .collectAsList())
        .extracting(
            row -> row.<String>getAs("model"),
            row -> row.<String>getAs("one_id"),
            row -> row.<Double>getAs("score"),
            row -> row.<Double>getAs("percentile"),
            row -> row.<Integer>getAs("decile"),
            row -> row.<Long>getAs("anchor_node"))
        .containsExactly(
            tuple("uplift", "a", 0.2, 0.0, 10, 7L),
            tuple("uplift", "b", 0.9, 1 / 3.0, 7, 7L),
            tuple("uplift", "c", 0.9, 1 / 3.0, 7, 7L));
  }

  @Test
  void aDeliveryIsTakenWholeOrNotAtAll() {
    assertRefused("1 of 2 rows", "a,0.1", "b,1.5");
    assertRefused("1 of 2 rows", "a,0.1", "b,");
    assertRefused("1 of 2 rows", "a,0.1", "b,high");
    assertRefused("2 rows", "a,0.1", "a,0.1");
    assertRefused("0 of 0 rows");
    assertThat(context().lake().exists(PredictionsTable.SPEC)).isFalse();
  }

  private void assertRefused(String saying, String... lines) {
    assertThatThrownBy(() -> deliver(lines))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining(saying);
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> context().run(new ExternalScoresJob()))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("cannot be read as csv");
    TrialContext nowhere = TrialContext.at(spark, lake, ZoneId.of("UTC"), DAY);
    assertThatThrownBy(() -> nowhere.run(new ExternalScoresJob()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("external-scores.path is not set");
    assertThat(context().lake().exists(ModelsTable.SPEC)).isFalse();
  }
}
