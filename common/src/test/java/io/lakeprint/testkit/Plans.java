package io.lakeprint.testkit;

import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;

/** What a query costs, read from its physical plan. */
public final class Plans {

  private static final Pattern SHUFFLE = Pattern.compile("\\bExchange (hash|range|Round)");
  private static final String INITIAL = "+- == Initial Plan ==";

  private Plans() {}

  /**
   * Shuffles in the physical plan, those below a cached dataset included; of what adaptive
   * execution has finished, only the final plan counts.
   */
  public static long shuffles(Dataset<?> dataset) {
    long shuffles = 0;
    int replaced = Integer.MAX_VALUE;
    for (String line : dataset.queryExecution().executedPlan().toString().split("\n", -1)) {
      int depth = line.length() - line.replaceFirst("^[ :|]+", "").length();
      if (depth <= replaced) {
        replaced = line.contains(INITIAL) ? depth : Integer.MAX_VALUE;
        shuffles += SHUFFLE.matcher(line).find() ? 1 : 0;
      }
    }
    return shuffles;
  }
}
