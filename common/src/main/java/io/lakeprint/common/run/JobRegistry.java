package io.lakeprint.common.run;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Every job on the class path, by name. */
public final class JobRegistry {

  private final Map<String, Job<?>> jobs = new TreeMap<>();

  public JobRegistry(List<Job<?>> all) {
    for (Job<?> job : all) {
      if (jobs.put(job.spec().name(), job) != null) {
        throw new IllegalStateException("two jobs are called " + job.spec().name());
      }
    }
  }

  /** The jobs of every module, found with the class loader that loaded Lakeprint itself. */
  public static JobRegistry load() {
    return new JobRegistry(
        ServiceLoader.load(JobCatalog.class, JobRegistry.class.getClassLoader()).stream()
            .flatMap(provider -> provider.get().jobs().stream())
            .toList());
  }

  /** All jobs, by area and then by name. */
  public List<Job<?>> all() {
    return jobs.values().stream()
        .sorted(
            Comparator.comparing((Job<?> job) -> job.spec().area())
                .thenComparing(job -> job.spec().name()))
        .toList();
  }

  /**
   * The job called {@code name}.
   *
   * @throws UsageException naming the nearest job
   */
  public Job<?> job(String name) {
    Job<?> job = jobs.get(name);
    if (job == null) {
      throw new UsageException(
          "UNKNOWN_JOB",
          "There is no job '" + name + "'." + Suggestions.didYouMean(name, jobs.keySet()),
          "The jobs are " + String.join(", ", jobs.keySet()) + ".",
          "See lakeprint --help.");
    }
    return job;
  }
}
