package io.lakeprint.ml.training;

/** Columns that training adds to features and labels. */
public final class TrainingRows {
  /** 1 when what the model predicts came true. */
  public static final String LABEL = "label";

  /** Makes both labels count the same in total. */
  public static final String WEIGHT = "_weight";

  /** All inputs as a dense vector. */
  public static final String VECTOR = "_vector";

  private TrainingRows() {}
}
