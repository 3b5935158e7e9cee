package io.lakeprint.jobs.activate;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The failures of activations. */
final class ActivationErrors {

  private static final String SAME_AGAIN =
      "Run the same command again: what was on its way is sent first, with the same idempotency"
          + " keys.";

  private ActivationErrors() {}

  static UsageException invalid(List<Problems.Problem> problems) {
    return new UsageException(
        "ACTIVATIONS_INVALID",
        "The activations have " + Problems.told(problems),
        "somebody is told of people only when every definition is understood; nothing was sent",
        "mend the listed definitions; docs/activation.md explains each key");
  }

  static InputContractException unknownSegment(
      String activation, String segment, Collection<String> known) {
    return new InputContractException(
        "ACTIVATION_SEGMENT_UNKNOWN",
        activation
            + " acts on segment '"
            + segment
            + "', which this lake does not know."
            + Suggestions.didYouMean(segment, known),
        known.isEmpty()
            ? "No segment has been computed in this lake yet."
            : "The segments are " + String.join(", ", known) + ".",
        "Correct activations.definitions."
            + activation
            + ".audience.segment, or run segments first: lakeprint run.");
  }

  static InputContractException portraitsLack(String activation, Exception cause) {
    return new InputContractException(
        "ACTIVATION_PORTRAITS_OLD",
        activation
            + ": the fields cannot be taken from profile.portraits: "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""),
        "Portraits were assembled before they got the columns that the definition names, or not at"
            + " all.",
        "Run tags and portraits first: lakeprint run.",
        cause);
  }

  static InputContractException noScores(String activation, String model) {
    return new InputContractException(
        "ACTIVATION_NO_SCORES",
        activation + " acts on scores of " + model + ", and its champion has scored nobody yet.",
        "ml.predictions has no row of that model in the role of champion up to the as-of day.",
        "Train and score it first: lakeprint run; or correct activations.definitions."
            + activation
            + ".audience.model.");
  }

  static GateRefusedException empty(String activation, String whatIsEmpty, long has) {
    return new GateRefusedException(
        "ACTIVATION_EMPTY",
        activation + ": " + whatIsEmpty + ".",
        has == 0
            ? "An audience of nobody mostly means that something before it went wrong; nothing was"
                + " sent."
            : String.format(
                Locale.ROOT,
                "All %,d targets that the destination has would be removed; nothing was sent.",
                has),
        "If it is meant, set activations.definitions." + activation + ".allow-empty = true.");
  }

  static GateRefusedException tooLarge(
      String activation, long audience, long people, double limit) {
    return new GateRefusedException(
        "ACTIVATION_TOO_LARGE",
        String.format(
            Locale.ROOT,
            "%s: the audience has %,d of %,d people (%.1f %%), max-share allows %.1f %%.",
            activation,
            audience,
            people,
            100.0 * audience / people,
            100.0 * limit),
        "A definition that lets nearly everybody in is mostly a mistake; nothing was sent.",
        "If it is meant, raise activations.definitions." + activation + ".max-share.");
  }

  static InputContractException valuesLost(String activation, int limit) {
    return new InputContractException(
        "ACTIVATION_VALUES_LOST",
        activation + ": of more than " + limit + " targets the vault cannot tell the value.",
        "vault.identifiers was lost or changed since they were sent.",
        "Restore vault.identifiers from its backup, then run again.");
  }

  static InputContractException anotherSend(String folder) {
    return new InputContractException(
        "ACTIVATION_FOLDER_TAKEN",
        folder + " holds a send with other content.",
        "Another lake delivers to the same folder, or this one was made anew. Nothing was"
            + " overwritten.",
        "Give the destination another path, or move the old folders away.");
  }

  static TransientException storageFailed(String folder, IOException cause) {
    return new TransientException(
        "ACTIVATION_STORAGE_FAILED",
        "Files cannot be written to " + folder + ": " + cause.getMessage(),
        "The storage failed.",
        SAME_AGAIN,
        cause);
  }

  /**
   * What a database refused.
   *
   * @param state SQL state; null = none
   * @param says first line of its message where that holds no value of a row, else nothing
   */
  static LakeprintException database(String url, String table, String state, String says) {
    String what = "The database " + url + " says: " + says;
    String because = " (SQL state " + state + ").";
    if (state.matches("(08|40|53|57).*") || state.isEmpty()) {
      return new TransientException(
          "ACTIVATION_DATABASE_UNAVAILABLE",
          what,
          "It cannot be reached or serves nobody now" + because,
          SAME_AGAIN);
    }
    if (state.startsWith("28")) {
      return new UsageException(
          "ACTIVATION_DATABASE_LOGIN",
          what,
          "User or password are not accepted" + because,
          "Correct jdbc.user of the destination, or the environment variable of its password.");
    }
    return new InputContractException(
        "ACTIVATION_DATABASE_REFUSED",
        what,
        "The table " + table + " is not, or no longer, as the activation needs it" + because,
        "Give it the columns of the target (as its primary key) and of every field, with fitting"
            + " types; or correct fields. Then run again.");
  }

  static InputContractException noKey(String table, String target) {
    return new InputContractException(
        "ACTIVATION_DATABASE_NO_KEY",
        "The table " + table + " has no primary key or unique index of " + target + " alone.",
        "Each send would add the rows of the one before once more; nothing was sent.",
        "Make " + target + " its primary key, then run again.");
  }

  static UsageException noDriver(String url) {
    return new UsageException(
        "NO_JDBC_DRIVER",
        "There is no driver for " + url + ".",
        "The driver of each database is a jar of its own.",
        "Add it: bin/lakeprint --jars driver.jar --conf spark.driver.extraClassPath=driver.jar"
            + " activate …");
  }

  static UsageException noKafka() {
    return new UsageException(
        "NO_KAFKA",
        "A destination is a topic of Kafka, and Spark's Kafka sink is not there.",
        "It is a jar of its own that neither Spark nor Lakeprint brings along.",
        "Add it: bin/lakeprint --conf"
            + " spark.jars.packages=org.apache.spark:spark-sql-kafka-0-10_2.13:4.1.0 activate …");
  }

  /** Messages of Kafka's clients name brokers and topics, and no value of a record. */
  static TransientException kafkaDown(String servers, String topic, String says) {
    return new TransientException(
        "ACTIVATION_KAFKA_UNAVAILABLE",
        "Kafka at " + servers + " did not take messages for topic " + topic + ": " + says,
        "It cannot be reached, the topic is not there, or it takes nothing now.",
        SAME_AGAIN);
  }

  static UsageException kafkaLogin(String servers, String topic, String says) {
    return new UsageException(
        "ACTIVATION_KAFKA_LOGIN",
        "Kafka at " + servers + " did not take messages for topic " + topic + ": " + says,
        "It does not accept who is calling, or does not let them write there.",
        "Correct kafka.options of the destination, or the environment variables of its"
            + " secret-options; or grant the user the topic.");
  }

  static TransientException serviceDown(String url, int attempts, String detail) {
    return new TransientException(
        "ACTIVATION_SERVICE_UNAVAILABLE",
        url + " did not take a batch in " + attempts + " attempts: " + detail + ".",
        "It cannot be reached, or is overloaded.",
        SAME_AGAIN);
  }

  static UsageException serviceLogin(String url, int status) {
    return new UsageException(
        "ACTIVATION_SERVICE_LOGIN",
        url + " answered " + status + ".",
        status == 404 || status == 405
            ? "There is no such service, or it takes no POST."
            : "It does not accept who is calling.",
        "Correct http.url of the destination, or the environment variable of its token.");
  }

  static InputContractException serviceRefuses(String url, int refused, String detail) {
    return new InputContractException(
        "ACTIVATION_SERVICE_REFUSES",
        url + " refused more than " + refused + " batches, the last with: " + detail + ".",
        "It does not understand what it is sent: its contract is another one.",
        "Compare fields with what the service wants (docs/activation.md has an example request),"
            + " then run again; or raise max-refused.");
  }
}
