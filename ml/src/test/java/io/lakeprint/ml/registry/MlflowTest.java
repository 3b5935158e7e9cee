package io.lakeprint.ml.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.Secret;
import io.lakeprint.ml.MlflowServer;
import io.lakeprint.ml.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MlflowTest {
  private static final Instant AT = Instant.parse("2026-03-31T20:00:00Z");
  private static final List<TrackedRun> RUNS =
      List.of(
          new TrackedRun(
              "churn v1",
              Map.of("seed", "7", "winner", "w".repeat(501)),
              Map.of("test/pr_auc", 0.625),
              Map.of("lakeprint.decision", "KEPT")));

  @Test
  void aTrainingBecomesARunThatHasEndedInANewExperiment() throws IOException {
    try (MlflowServer server = new MlflowServer()) {
      String note = tell(config(server.address(), Optional.of("t0ken")));
      assertThat(note).isEqualTo("MLflow at " + host(server.address()) + ": 1 run(s) in lakeprint");
      assertThat(server.told("experiments/create"))
          .singleElement()
          .asString()
          .contains("\"lakeprint\"");
      assertThat(server.told("runs/create"))
          .singleElement()
          .asString()
          .contains("\"experiment_id\": \"8\"", "mlflow.runName", "churn v1")
          .contains(Long.toString(AT.toEpochMilli()));
      assertThat(server.told("runs/log-batch"))
          .singleElement()
          .asString()
          .contains("\"r1\"", "\"test/pr_auc\"", "0.625", "\"seed\"", "lakeprint.decision", "KEPT")
          .as("a text too long for the server is cut")
          .contains("w".repeat(499) + "…")
          .doesNotContain("w".repeat(500));
      assertThat(server.told("runs/update")).singleElement().asString().contains("FINISHED");
      assertThat(server.callers()).containsOnly("Bearer t0ken");
    }
  }

  @Test
  void anExperimentThatIsThereIsUsedAndANameWithAPasswordServesToo() throws IOException {
    try (MlflowServer server = new MlflowServer()) {
      server.knows("lakeprint");
      tell(
          new MlflowConfig(
              Optional.of(server.address()),
              "lakeprint",
              Duration.ofSeconds(30),
              Optional.empty(),
              Optional.of("ann"),
              Optional.of(Secret.of("pa55"))));
      assertThat(server.told("experiments/create")).isEmpty();
      assertThat(server.told("runs/create"))
          .singleElement()
          .asString()
          .contains("\"experiment_id\": \"7\"");
      assertThat(server.callers())
          .containsOnly(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString("ann:pa55".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aServerThatRefusesIsDownOrHangsIsSaidWithHostAndRemedyAndWithoutTheSecret()
      throws IOException {
    String gone;
    try (MlflowServer server = new MlflowServer()) {
      gone = server.address();
      server.refuse(500);
      assertThat(tell(config(gone, Optional.of("t0ken"))))
          .startsWith("MLflow at " + host(gone) + " was not told of the training")
          .contains("closed for today", "mlflow.tracking-uri", "MLFLOW_TRACKING_TOKEN")
          .doesNotContain("t0ken");
    }
    assertThat(tell(config(gone, Optional.empty())))
        .startsWith("MLflow at " + host(gone) + " was not told of the training")
        .contains("check mlflow.tracking-uri");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + silent.getLocalPort();
      assertThat(
              tell(
                  new MlflowConfig(
                      Optional.of(address),
                      "lakeprint",
                      Duration.ofMillis(300),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty())))
          .contains("no answer within PT0.3S (mlflow.time-limit)");
    }
  }

  @Test
  void nobodyIsToldUnlessAServerIsNamedByAnAddressWithoutAPassword() {
    assertThat(Mlflow.of(Settings.of("mlflow", MlflowConfig.class))).isEmpty();
    for (String bad : List.of("databricks", "ftp://host", "http://", "http://ann:pa55@host:5000")) {
      assertThatThrownBy(() -> config(bad, Optional.empty()))
          .hasMessageContaining("tracking-uri is the http or https address")
          .hasMessageNotContaining("pa55");
    }
  }

  private static String tell(MlflowConfig config) {
    return Mlflow.of(config).orElseThrow().tell(RUNS, "lakeprint", AT);
  }

  private static String host(String address) {
    return address.substring("http://".length());
  }

  private static MlflowConfig config(String address, Optional<String> token) {
    return new MlflowConfig(
        Optional.of(address),
        "lakeprint",
        Duration.ofSeconds(30),
        token.map(Secret::of),
        Optional.empty(),
        Optional.empty());
  }
}
