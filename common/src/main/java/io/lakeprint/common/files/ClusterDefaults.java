package io.lakeprint.common.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;

/**
 * Hadoop's own settings of MapReduce and YARN, which a process on one machine never asks for.
 *
 * <p>Spark sends all settings along with each scan of a table, and Delta with each task that reads
 * its log; Hadoop packs where each of them came from as a file of its own. Of 1,100 settings 700
 * are these: without them a query on a small table is some milliseconds shorter.
 */
public final class ClusterDefaults {

  private static final Set<String> SOURCES = Set.of("mapred-default.xml", "yarn-default.xml");

  private ClusterDefaults() {}

  /** Takes them out of {@code hadoop}; what anybody has set, in a file or by hand, stays. */
  public static void drop(Configuration hadoop) {
    new JobConf(); // loads them, unless they are there: later they would come as new
    List<String> dropped = new ArrayList<>();
    for (Map.Entry<String, String> setting : hadoop) {
      String[] sources = hadoop.getPropertySources(setting.getKey());
      if (sources != null && SOURCES.containsAll(Arrays.asList(sources))) {
        dropped.add(setting.getKey());
      }
    }
    dropped.forEach(hadoop::unset);
  }
}
