package io.lakeprint.ml.registry;

import io.lakeprint.common.config.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * Tells an MLflow server of trainings, each a run that has ended. {@code ml.models} is what counts:
 * a server that cannot be told costs a sentence, never a training.
 *
 * @param config which server
 * @param server its address
 */
public record Mlflow(MlflowConfig config, URI server) {
  private static final String RUN_NAME = "mlflow.runName";
  private static final String SOURCE = "mlflow.source.name";

  /** What older servers take of the text of a parameter, and of a tag. */
  private static final int LONGEST_PARAMETER = 500;

  private static final int LONGEST_TAG = 5_000;
  private static final int LONGEST_CAUSE = 300;

  /** The server of these settings, where they name one. */
  public static Optional<Mlflow> of(MlflowConfig config) {
    return config.trackingUri().map(server -> new Mlflow(config, URI.create(server)));
  }

  /**
   * Tells of these trainings; a sentence about it for the closing summary.
   *
   * @param source what trained them
   * @param at when they ended
   */
  public String tell(List<TrackedRun> runs, String source, Instant at) {
    FutureTask<Void> telling =
        new FutureTask<>(
            () -> {
              try (MlflowClient client = client()) {
                String experiment = experiment(client);
                for (TrackedRun run : runs) {
                  tell(client, experiment, run, source, at.toEpochMilli());
                }
              }
              return null;
            });
    // The client has no time limit of its own, and a hanging one must not keep the process alive.
    Thread thread = new Thread(telling, "mlflow");
    thread.setDaemon(true);
    thread.start();
    try {
      telling.get(config.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
      return "MLflow at " + host() + ": " + runs.size() + " run(s) in " + config.experiment();
    } catch (TimeoutException e) {
      thread.interrupt();
      return warning("no answer within " + config.timeLimit() + " (mlflow.time-limit)");
    } catch (ExecutionException e) {
      return warning(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return warning("interrupted");
    }
  }

  private String warning(String cause) {
    return "MLflow at "
        + host()
        + " was not told of the training, which is in ml.models all the same: "
        + cut(cause, LONGEST_CAUSE)
        + "; check mlflow.tracking-uri, that the server runs, and the environment variables"
        + " MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD";
  }

  private String host() {
    return server.getPort() < 0 ? server.getHost() : server.getHost() + ":" + server.getPort();
  }

  private MlflowClient client() {
    String address = server.toString();
    BasicMlflowHostCreds who =
        config
            .token()
            .map(Secret::reveal)
            .map(token -> new BasicMlflowHostCreds(address, token))
            .or(
                () ->
                    config
                        .username()
                        .flatMap(
                            name ->
                                config
                                    .password()
                                    .map(
                                        word ->
                                            new BasicMlflowHostCreds(
                                                address, name, word.reveal()))))
            .orElseGet(() -> new BasicMlflowHostCreds(address));
    return new MlflowClient(who);
  }

  private String experiment(MlflowClient client) {
    return client
        .getExperimentByName(config.experiment())
        .map(Service.Experiment::getExperimentId)
        .orElseGet(() -> client.createExperiment(config.experiment()));
  }

  private static void tell(
      MlflowClient client, String experiment, TrackedRun run, String source, long at) {
    String id =
        client
            .createRun(
                Service.CreateRun.newBuilder()
                    .setExperimentId(experiment)
                    .setStartTime(at)
                    .addTags(tag(RUN_NAME, run.name()))
                    .addTags(tag(SOURCE, source))
                    .build())
            .getRunId();
    client.logBatch(
        id,
        sorted(run.metrics()).stream()
            .map(
                one ->
                    Service.Metric.newBuilder()
                        .setKey(one.getKey())
                        .setValue(one.getValue())
                        .setTimestamp(at)
                        .setStep(0)
                        .build())
            .toList(),
        sorted(run.parameters()).stream()
            .map(
                one ->
                    Service.Param.newBuilder()
                        .setKey(one.getKey())
                        .setValue(cut(one.getValue(), LONGEST_PARAMETER))
                        .build())
            .toList(),
        sorted(run.tags()).stream().map(one -> tag(one.getKey(), one.getValue())).toList());
    client.setTerminated(id, Service.RunStatus.FINISHED, at);
  }

  private static <T> List<Map.Entry<String, T>> sorted(Map<String, T> map) {
    return map.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
  }

  private static Service.RunTag tag(String key, String value) {
    return Service.RunTag.newBuilder().setKey(key).setValue(cut(value, LONGEST_TAG)).build();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
