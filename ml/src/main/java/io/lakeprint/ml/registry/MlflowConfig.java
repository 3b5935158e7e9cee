package io.lakeprint.ml.registry;

import io.lakeprint.common.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * The MLflow server that is told of trainings; {@code reference.conf} says more.
 *
 * @param trackingUri its address; empty = nobody is told
 * @param experiment under which runs stand; made where it does not exist
 * @param timeLimit after which a slow server is given up
 * @param token of who tells, from the environment
 * @param username of who tells, where the server wants a name and a password
 * @param password to it, from the environment
 */
public record MlflowConfig(
    Optional<String> trackingUri,
    String experiment,
    Duration timeLimit,
    Optional<Secret> token,
    Optional<String> username,
    Optional<Secret> password) {

  public MlflowConfig {
    trackingUri.ifPresent(MlflowConfig::requireAddress);
    if (experiment.isBlank()) {
      throw new IllegalArgumentException(
          "experiment is the name of an MLflow experiment, got none");
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("time-limit is above 0, got " + timeLimit);
    }
    if (trackingUri.isPresent() && username.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException(
          "username and password come together; the password is in the environment variable"
              + " MLFLOW_TRACKING_PASSWORD");
    }
  }

  /** A name and a password before the host would stand in logs, so the address is not repeated. */
  private static void requireAddress(String address) {
    if (!isAddress(address)) {
      throw new IllegalArgumentException(
          "tracking-uri is the http or https address of an MLflow server, without a name or a"
              + " password in it");
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
