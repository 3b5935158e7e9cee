package io.lakeprint.ml.features;

/** Names of features that others than models rely on. */
public final class Features {
  /** Days since the last activity of any kind; null = never active. */
  public static final String DAYS_SINCE_ACTIVE = "days_since_active";

  private Features() {}

  /** Days since the last event of a configured group; null = never. */
  public static String daysSince(String group) {
    return "days_since_" + group;
  }
}
