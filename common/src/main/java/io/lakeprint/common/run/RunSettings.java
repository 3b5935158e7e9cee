package io.lakeprint.common.run;

import java.util.List;

/**
 * How a run goes about its jobs; section {@code run}.
 *
 * @param parallel how many jobs of the plan run at once, and within a job how many sources of
 *     ingest, tables of reports and tables of identity, at least 1
 * @param jobs the jobs of the plan to run; empty = all
 * @param checkTables whether keys and closed value sets of what a job has written are checked
 */
public record RunSettings(int parallel, List<String> jobs, boolean checkTables) {

  public RunSettings {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + ", not ≥ 1");
    }
    jobs = List.copyOf(jobs);
  }
}
