package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's words about commands that cannot work, and that they touch nothing. */
@ExtendWith(SparkExtension.class)
class MistakesTest {

  @TempDir private Path folder;

  /** The session is the one that the command finds. */
  MistakesTest(SparkSession spark) {
    assertThat(spark.sparkContext().isStopped()).isFalse();
  }

  @Test
  void allMistakesOfTheSettingsAreToldAtOnceBeforeAnythingIsWritten() {
    List<String> mistakes =
        List.of(
            "--set",
            "lake.root=" + folder.resolve("lake"),
            "--set",
            "lake.lease-wait=soon",
            "--set",
            "ingets.preview=3",
            "--set",
            "identifiers.max-length=1",
            "--set",
            "ingest.only=[web]",
            "--set",
            "sources.till={format=csv, path=/data, channel=store, duplicates=by-content, select={event_name=a, event_time=b, amuont=c}}",
            "--set",
            "tags.definitions.spender={kind=statistic, group=value, type=long, name-zh=x, name-en=x, expression=\"count_off('purchase')\"}",
            "--set",
            "portraits.models=[churn, churn]",
            "--set",
            "train.models=[chrun]",
            "--set",
            "churn.horizon-days=-1",
            "--set",
            "clusters.traits=[{feature=nothing, high-en=a, high-zh=a, low-en=b, low-zh=b}]",
            "--set",
            "clusters.value-feature=nothing");

    for (String command : List.of("run", "check")) {
      InProcess.Told told = lakeprint(mistakes, command);
      assertThat(told.code()).as(told.words()).isEqualTo(2);
      assertThat(told.words())
          .contains("lake.lease-wait", "soon")
          .contains("ingets", "Did you mean 'ingest'?")
          .contains("identifiers: ", "max-length must be between 16 and 4096")
          .contains("There is no source 'web'", "till")
          .contains("amuont", "'amount'")
          .contains("tags.definitions.spender.expression", "count_of")
          .contains("train.models", "'churn'")
          .contains("clusters.traits", "nothing")
          .contains("code: CONFIG_INVALID")
          .doesNotContain("\tat ", "Exception");
    }
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void whatIsRightIsCountedByKindAndNoSecretNorLakeIsNeeded() {
    Path conf = ProjectRoot.path().resolve("conf");
    InProcess.Told told =
        InProcess.run(
            List.of(
                "check",
                "--config",
                conf.resolve("demo.conf").toString(),
                "--config",
                conf.resolve("activations.conf").toString(),
                "--set",
                "lake.root=" + folder.resolve("lake")));

    assertThat(told.code()).as(told.words()).isZero();
    assertThat(told.words().lines().map(line -> line.replaceAll(" +", " ")))
        .contains("sources 7", "models 2", "identifier types 14")
        .anyMatch(line -> line.matches("activations [1-9]\\d*"))
        .anyMatch(line -> line.matches("(?:tags|reports|metrics|segments) [1-9]\\d+"))
        .anyMatch(line -> line.matches("jobs \\d+, nothing wrong"));
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  /** Most read data that a machine need not have: what they say is held true even so. */
  @ParameterizedTest
  @ValueSource(strings = {"demo.conf", "online-retail.conf", "onlineshop.conf", "rees46.conf"})
  void everyShippedConfigurationIsRight(String name) {
    Path shipped = ProjectRoot.path().resolve("conf").resolve(name);
    InProcess.Told told = InProcess.run(List.of("check", "--config", shipped.toString()));
    assertThat(told.code()).as(told.words()).isZero();
  }

  @Test
  void whatOnlyACallCanSayIsMissedByThatCall() {
    InProcess.Told told = lakeprint("unload", "--set", "lake.root=" + folder.resolve("lake"));

    assertThat(told.code()).as(told.words()).isEqualTo(2);
    assertThat(told.words()).contains("unload.batch", "code: CONFIG_INVALID");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void aSourceWithoutEventIdsIsToldWhatElseMakesTwoRecordsOne() {
    InProcess.Told told =
        lakeprint(
            "ingest",
            "--set",
            "sources.till={format=csv, path=/data, channel=store, select={event_name=a, event_time=b}}");
    assertThat(told.code()).as(told.words()).isEqualTo(2);
    assertThat(told.words())
        .contains("sources.till", "event_id", "by-content-occurrence", "code: CONFIG_INVALID");
  }

  @Test
  void aRootBelowAFileCannotBeWrittenAndSaysWhich() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    InProcess.Told told = lakeprint("simulate", "--set", "lake.root=" + file.resolve("lake"));
    assertThat(told.code()).as(told.words()).isEqualTo(2);
    assertThat(told.words())
        .contains(file.resolve("lake").toString(), "lake.root", "code: LAKE_NOT_WRITABLE")
        .doesNotContain("\tat ");
  }

  @Test
  void aBrokenManifestIsNamed() throws IOException {
    Path manifest = folder.resolve("lake/_lakeprint/lake.json");
    Files.createDirectories(manifest.getParent());
    Files.writeString(manifest, "{ \"format\": ");
    InProcess.Told told = lakeprint("simulate", "--set", "lake.root=" + folder.resolve("lake"));
    assertThat(told.code()).as(told.words()).isEqualTo(3);
    assertThat(told.words()).contains("lake.json", "backup", "code: LAKE_MANIFEST_BROKEN");
  }

  @Test
  void everyMissingSourceIsNamedBeforeOneIsRead() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    List<String> words = new ArrayList<>(List.of("ingest"));
    for (String source : List.of("a=nowhere", "b=empty", "c=gone/*.csv")) {
      String[] parts = source.split("=", -1);
      words.add("--set");
      words.add(
          "sources.%s={format=csv, path=\"%s\", channel=store, select={event_id=i, event_name=a, event_time=b}}"
              .formatted(parts[0], folder.resolve(parts[1])));
    }
    words.addAll(List.of("--set", "lake.root=" + folder.resolve("lake")));
    InProcess.Told told = lakeprint(words.toArray(String[]::new));
    assertThat(told.code()).as(told.words()).isEqualTo(3);
    assertThat(told.words())
        .contains("Source a has nothing at " + folder.resolve("nowhere"))
        .contains("source c has nothing at", "sources.c.path", "code: SOURCE_MISSING")
        .doesNotContain("source b", "\tat ");
    assertThat(InProcess.commits(folder.resolve("lake"), "events.events")).isZero();
  }

  private static InProcess.Told lakeprint(String... words) {
    return lakeprint(List.of(), words);
  }

  private static InProcess.Told lakeprint(List<String> options, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(options);
    all.addAll(List.of("--set", "privacy.demo-secret=true"));
    return InProcess.run(all);
  }
}
