package io.lakeprint.ml.automl;

/**
 * A column that a model may not see.
 *
 * @param column its name
 * @param why the kind of reason
 * @param text the numbers
 */
record Rejected(String column, Why why, String text) {

  /** Kinds of reasons. */
  enum Why {
    /** Its type is not one of numbers, texts or truth values. */
    TYPE,
    /** It says nothing: nearly all rows have the same value, or none. */
    CONSTANT,
    /** Another column says the same. */
    DUPLICATE,
    /** It tells the label too well to have been known before. */
    LEAKAGE,
    /** Its values are others now than they were. */
    DRIFT
  }

  @Override
  public String toString() {
    return column + " (" + why.name().toLowerCase(java.util.Locale.ROOT) + ": " + text + ")";
  }
}
