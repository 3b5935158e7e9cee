package io.lakeprint.testkit;

import io.lakeprint.common.files.ClusterDefaults;
import io.lakeprint.common.files.LocalDisk;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods and constructors a {@link SparkSession}: one context per test process, a
 * session of its own per test class, so that settings of one class never reach another.
 *
 * <p>UTC, ANSI on, two cores, two shuffle partitions, Delta loaded.
 */
public final class SparkExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SparkExtension.class);

  /** Closed with the root store, that is, after the last test of the process. */
  private record Context(SparkSession session) implements AutoCloseable {
    @Override
    public void close() {
      session.stop();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Context shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Context.class, key -> new Context(start()), Context.class);
    nameNoPlaces(shared.session().sparkContext());
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            context.getRequiredTestClass(),
            key -> shared.session().newSession(),
            SparkSession.class);
  }

  /**
   * Where it was called from, Spark finds out by walking the whole stack for each step of a plan.
   */
  private static void nameNoPlaces(SparkContext context) {
    context.setLocalProperty("callSite.short", "test");
    context.setLocalProperty("callSite.long", "test");
  }

  private static SparkSession start() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    Locale.setDefault(Locale.ROOT);
    Path scratch = Path.of("target", "spark").toAbsolutePath();
    SparkSession.Builder builder = SparkSession.builder();
    LocalDisk.SPARK_SETTINGS.forEach(builder::config);
    SparkSession session =
        builder
            .appName("tests")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.local.dir", scratch.resolve("local").toString())
            .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString())
            .config("spark.sql.catalogImplementation", "in-memory")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .config("spark.databricks.delta.allFilesInCrc.enabled", "false")
            .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
            .config("spark.sql.files.minPartitionNum", "1")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
    ClusterDefaults.drop(session.sparkContext().hadoopConfiguration());
    return session;
  }
}
