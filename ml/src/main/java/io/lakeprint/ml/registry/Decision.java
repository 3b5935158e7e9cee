package io.lakeprint.ml.registry;

/** What became of a trained model. */
public enum Decision {
  /** There was none before: it goes into service. */
  FIRST,
  /** Better than the champion on the same rows: it takes its place. */
  PROMOTED,
  /** Not better: the champion stays. */
  KEPT
}
