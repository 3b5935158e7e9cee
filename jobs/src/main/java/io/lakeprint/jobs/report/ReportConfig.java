package io.lakeprint.jobs.report;

/**
 * What the report shows and where it goes; {@code reference.conf} says more.
 *
 * @param target folder that gets {@code index.html}, any Hadoop file system
 * @param titleZh name of the lake or brand, Chinese
 * @param titleEn the same in English
 * @param days days that charts over days reach back, with the as-of day
 * @param smallestGroup values and groups of fewer people are not named
 */
public record ReportConfig(
    String target, String titleZh, String titleEn, int days, int smallestGroup) {
  public ReportConfig {
    if (target.isBlank()) {
      throw new IllegalArgumentException("target is empty");
    }
    if (days < 30 || days > 731) {
      throw new IllegalArgumentException("days is 30 to 731, got " + days);
    }
    if (smallestGroup < 1) {
      throw new IllegalArgumentException("smallest-group is at least 1, got " + smallestGroup);
    }
  }
}
