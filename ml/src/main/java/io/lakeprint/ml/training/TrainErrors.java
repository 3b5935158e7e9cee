package io.lakeprint.ml.training;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong with the settings of training. */
final class TrainErrors {
  private TrainErrors() {}

  static UsageException unknownModel(String key, String name, Collection<String> known) {
    return new UsageException(
        "MODEL_UNKNOWN",
        key + " names '" + name + "'",
        "there is no such kind of prediction." + Suggestions.didYouMean(name, known),
        "name one of " + String.join(", ", known));
  }

  static UsageException modelTaken(String name) {
    return new UsageException(
        "MODEL_TAKEN",
        "labels.definitions has '" + name + "'",
        "Lakeprint has a kind of prediction of that name, with a section of its own",
        "give the definition another name, or set " + name + " { … }");
  }

  static UsageException unknownVersion(String model, String version, Collection<String> known) {
    return new UsageException(
        "MODEL_VERSION_UNKNOWN",
        "promote names " + model + " " + version,
        "ml.models has no such training." + Suggestions.didYouMean(version, known),
        known.isEmpty()
            ? "run 'lakeprint train' first"
            : "name one of " + String.join(", ", known) + " with promote.version");
  }

  static InputContractException nothingToCompareOn(String model) {
    return new InputContractException(
        "NO_LABELS",
        "There are no labels of " + model + " to compare on",
        "ml.labels has no row of it",
        "run 'lakeprint train', which labels past snapshots");
  }

  static GateRefusedException promotionRefused(String model, String version, String numbers) {
    return new GateRefusedException(
        "PROMOTION_REFUSED",
        model + " " + version + " does not go into service",
        "it is not better than the champion with confidence: " + numbers,
        "keep the champion, or lower train.promotion.confidence if the risk is yours to take");
  }

  static InputContractException beforeFirstEvent(LocalDate asOf, String first) {
    return new InputContractException(
        "AS_OF_BEFORE_FIRST_EVENT",
        "There is nothing to learn from as of " + asOf,
        "the first event of behaviour.daily_activity is of " + first,
        "give a later --as-of; models need some months of events");
  }

  static InputContractException unsound(List<String> models, List<String> young) {
    return new InputContractException(
        "NOTHING_TO_LEARN",
        Stream.concat(models.stream(), young.stream()).collect(Collectors.joining("; ")),
        "no waiting makes a model of such data; all other models were trained, and one in service"
            + " stays there",
        "check that --as-of is a day of the data and that the events which make eligible and which"
            + " the label watches for arrive, change"
            + " the model's windows or events, or take it out of train.models (or automl.models);"
            + " train.refuse-unsound = false makes this a note of 'lakeprint train'");
  }

  static InputContractException notEnough(List<String> lacking) {
    return new InputContractException(
        "NOT_ENOUGH_TO_LEARN_FROM",
        String.join("; ", lacking),
        "the labels at past snapshots do not carry a model; one in service stays there",
        "wait for more history, widen the observation window or the horizon, or lower"
            + " train.minimum-eligible and train.minimum-of-each-label");
  }
}
