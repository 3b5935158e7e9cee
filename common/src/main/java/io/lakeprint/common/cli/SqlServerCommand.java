package io.lakeprint.common.cli;

import io.lakeprint.common.error.UsageException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The lake behind JDBC and ODBC: Spark's Thrift server, which knows its tables from the start. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Answer SQL over JDBC and ODBC on the tables that BI tools read, until stopped")
final class SqlServerCommand implements Callable<Integer> {

  private static final String SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2";

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--host",
      description = "address to listen on (default: ${DEFAULT-VALUE}, this machine alone)",
      defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      description = "port to listen on (default: ${DEFAULT-VALUE})",
      defaultValue = "10000")
  private int port = 10000;

  private final Console console;

  SqlServerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Class<?> server = server();
    LakeCatalog catalog = LakeCatalog.open(options.load());
    List<String> tables = catalog.fill();
    List<String> views = catalog.registration().addViews();
    start(server, catalog.spark());
    console
        .out()
        .printf(
            "jdbc:hive2://%s:%d answers on %d tables and %d views; Ctrl-C stops it%n",
            host, port, tables.size(), views.size());
    CountDownLatch never = new CountDownLatch(1);
    // Tables that jobs make meanwhile are found without a restart.
    while (!never.await(1, TimeUnit.MINUTES)) {
      if (!catalog.update().isEmpty()) {
        catalog.registration().addViews();
      }
    }
    return 0;
  }

  private static Class<?> server() {
    try {
      return Class.forName(SERVER);
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "NO_THRIFT_SERVER",
          "This Spark has no Thrift server.",
          "The Spark that Maven brings lacks it; a full distribution has it.",
          "Use bin/lakeprint-sql, which gets one, or set SPARK_HOME to a Spark 4.1.x.",
          e);
    }
  }

  /** By reflection: the server's artifact is in every distribution of Spark, and on few mirrors. */
  private void start(Class<?> server, SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    hadoop.set("hive.server2.thrift.bind.host", host);
    hadoop.setInt("hive.server2.thrift.port", port);
    try {
      server.getMethod("startWithContext", SQLContext.class).invoke(null, spark.sqlContext());
    } catch (InvocationTargetException e) {
      throw new UsageException(
          "SQL_SERVER_NOT_STARTED",
          "Nothing can be served at " + host + ":" + port + ".",
          String.valueOf(e.getCause()),
          "Choose another --port or --host.",
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(SERVER + " is not that of Spark 4.1", e);
    }
  }
}
