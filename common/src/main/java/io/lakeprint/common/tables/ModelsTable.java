package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * Every model ever trained and what was decided about it. Grain: (model, model_version). The
 * champion at a date is the row with the highest sequence among those trained as of that date or
 * before whose decision is FIRST or PROMOTED.
 */
public final class ModelsTable {
  public static final ColumnSpec MODEL = required("model", STRING, "Model name");
  public static final ColumnSpec MODEL_VERSION =
      required("model_version", STRING, "As-of date and hash of data, settings and seed");
  public static final ColumnSpec SEQUENCE =
      required(
          "sequence",
          INT,
          "Order of the decisions about this model, from 1; one promoted later moves to the end");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "As-of date of the training: nothing later was known to it");
  public static final ColumnSpec LEARNER =
      required("learner", STRING, "Learner that did best on the validation snapshot");
  public static final ColumnSpec WINNER =
      required("winner", STRING, "The way to learn that won, in words");
  public static final ColumnSpec EVALUATIONS =
      required(
          "evaluations",
          INT,
          "Trials made until the search was over or the clock stopped it; as"
              + " automl.maximum-evaluations the same winner again");
  public static final ColumnSpec THRESHOLD =
      required(
          "threshold",
          DOUBLE,
          "Score from which on acting costs least (train.costs); above 1 = act on nobody");
  public static final ColumnSpec DECISION =
      required("decision", STRING, "What became of it").oneOf("FIRST", "PROMOTED", "KEPT");
  public static final ColumnSpec DECISION_REASON =
      required("decision_reason", STRING, "The numbers behind the decision");
  public static final ColumnSpec COMPARED_WITH =
      optional(
          "compared_with",
          STRING,
          "Version of the champion on the same test rows; null = there was none to compare");
  public static final ColumnSpec GAIN =
      optional(
          "gain", DOUBLE, "PR-AUC less the champion's on the same test rows; null = no champion");
  public static final ColumnSpec GAIN_LOW =
      optional("gain_low", DOUBLE, "Lower bound of gain, with train.promotion.confidence");
  public static final ColumnSpec GAIN_HIGH =
      optional("gain_high", DOUBLE, "Upper bound of gain; promoted only when both are above 0");
  public static final ColumnSpec TRAIN_SNAPSHOTS =
      required("train_snapshots", STRING, "Snapshot dates learned from, comma-separated");
  public static final ColumnSpec VALIDATION_SNAPSHOT =
      required(
          "validation_snapshot", DATE, "Snapshot for the choice of learner and the calibration");
  public static final ColumnSpec TEST_SNAPSHOT =
      required("test_snapshot", DATE, "Last complete snapshot, seen by nothing but the metrics");
  public static final ColumnSpec TRAIN_COUNT =
      required("train_count", LONG, "Rows learned from, after the cap");
  public static final ColumnSpec LABEL_DEFINITION =
      required("label_definition", STRING, "JSON: eligibility, target, gap and horizon");
  public static final ColumnSpec FEATURES =
      required("features", STRING, "JSON array of what it reads, in order");
  public static final ColumnSpec REJECTED_FEATURES =
      required(
          "rejected_features", STRING, "JSON array: columns it may not see, each with its reason");
  public static final ColumnSpec SEED = required("seed", LONG, "Seed of everything drawn");
  public static final ColumnSpec CONFIG_HASH =
      required("config_hash", STRING, "Hash of the settings it was trained with");
  public static final ColumnSpec DATA_HASH =
      required("data_hash", STRING, "Hash of the rows it was trained, validated and tested on");
  public static final ColumnSpec DATA_VERSIONS =
      required("data_versions", STRING, "JSON object: Delta version of each table read")
          .auditOnly();
  public static final ColumnSpec ARTEFACT =
      required("artefact", STRING, "Folder of the saved model, relative to the lake's root");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "ml.models",
              "One trained model",
              MODEL,
              MODEL_VERSION,
              SEQUENCE,
              AS_OF,
              LEARNER,
              WINNER,
              EVALUATIONS,
              THRESHOLD,
              DECISION,
              DECISION_REASON,
              COMPARED_WITH,
              GAIN,
              GAIN_LOW,
              GAIN_HIGH,
              TRAIN_SNAPSHOTS,
              VALIDATION_SNAPSHOT,
              TEST_SNAPSHOT,
              TRAIN_COUNT,
              LABEL_DEFINITION,
              FEATURES,
              REJECTED_FEATURES,
              SEED,
              CONFIG_HASH,
              DATA_HASH,
              DATA_VERSIONS,
              ARTEFACT)
          .key(MODEL, MODEL_VERSION)
          .asExchange();

  private ModelsTable() {}
}
