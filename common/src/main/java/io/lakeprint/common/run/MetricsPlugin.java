package io.lakeprint.common.run;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Gives what jobs do to Spark's metrics, for whichever sinks Spark is configured with: {@code
 * spark.plugins=io.lakeprint.common.run.MetricsPlugin}. docs/operations.md lists the metrics.
 */
public final class MetricsPlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext spark, PluginContext context) {
        return Map.of();
      }

      @Override
      public void registerMetrics(String application, PluginContext context) {
        JobMetrics.into(context.metricRegistry());
      }
    };
  }

  /** Jobs are told of by the driver alone. */
  @Override
  public @Nullable ExecutorPlugin executorPlugin() {
    return null;
  }
}
