package io.lakeprint.common.cli.doctor;

import io.lakeprint.common.config.ByteSize;
import java.io.File;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Java, Spark, memory and scratch disk of the driver.
 *
 * @param java feature version of Java
 * @param spark version of Spark
 * @param heapBytes what the heap may grow to
 * @param scratch folder that shuffles and spills go to, where the driver knows it
 * @param scratchBytes what is free there
 */
record MachineChecks(int java, String spark, long heapBytes, String scratch, long scratchBytes) {

  private static final long GIB = 1L << 30;

  /** Below it tests of small lakes pass and ordinary days do not. */
  private static final long SMALL_HEAP = 3 * GIB / 2;

  private static final long SMALL_DISK = 5 * GIB;

  static MachineChecks of(SparkSession session) {
    String scratch =
        session
            .conf()
            .get("spark.local.dir", System.getProperty("java.io.tmpdir"))
            .replaceAll(",.*", "");
    return new MachineChecks(
        Runtime.version().feature(),
        session.version(),
        Runtime.getRuntime().maxMemory(),
        scratch,
        new File(scratch).getUsableSpace());
  }

  List<Finding> findings() {
    return List.of(javaVersion(), sparkVersion(), heap(), disk());
  }

  private Finding javaVersion() {
    return java >= 17
        ? Finding.ok("java", "Java " + java)
        : Finding.fail("java", "Java " + java + ", 17 is needed", "set JAVA_HOME to a JDK 17");
  }

  private Finding sparkVersion() {
    return spark.startsWith("4.1.")
        ? Finding.ok("spark", "Spark " + spark)
        : Finding.fail(
            "spark",
            "Spark " + spark + ", this jar is made for 4.1.x",
            "set SPARK_HOME to a Spark 4.1.x, or unset it");
  }

  private Finding heap() {
    String found = "the driver's heap may grow to " + new ByteSize(heapBytes).told();
    return heapBytes >= SMALL_HEAP
        ? Finding.ok("memory", found)
        : Finding.warn(
            "memory", found, "start with --heap 2g or more; docs/operations.md tells how much");
  }

  private Finding disk() {
    String found =
        new ByteSize(scratchBytes).told() + " free for shuffles and spills at " + scratch;
    return scratchBytes >= SMALL_DISK
        ? Finding.ok("disk", found)
        : Finding.warn("disk", found, "free space, or name another folder in spark.local.dir");
  }
}
