package io.lakeprint.common.run;

import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which job waits for which: follows from the tables that jobs declare, and is written down nowhere
 * else.
 */
public final class Plan {

  /**
   * One job waits for another because of a table.
   *
   * @param from writes the table
   * @param to reads it
   * @param table the table
   */
  public record Edge(String from, String to, String table) {}

  private final Map<String, Job<?>> jobs = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();
  private final List<String> order;

  private Plan(List<Job<?>> planned) {
    planned.forEach(job -> jobs.put(job.spec().name(), job));
    Map<String, List<String>> writers = writers(planned);
    for (Job<?> job : planned) {
      String name = job.spec().name();
      for (JobInput input : job.spec().inputs()) {
        String table = input.table().name();
        for (String writer : writers.getOrDefault(table, List.of())) {
          if (!input.previous() && !writer.equals(name)) {
            edges.add(new Edge(writer, name, table));
          }
        }
      }
    }
    order = sort();
  }

  /**
   * The plan of the jobs that take part in it.
   *
   * @throws IllegalStateException when two jobs write one table that is not of kind OPS, or jobs
   *     wait for each other in a circle
   */
  public static Plan of(List<Job<?>> jobs) {
    return new Plan(jobs.stream().filter(job -> job.spec().inPlan()).toList());
  }

  /** Jobs in an order in which every job comes after those it waits for; ties by name. */
  public List<Job<?>> order() {
    return order.stream().<Job<?>>map(jobs::get).toList();
  }

  public List<Edge> edges() {
    return List.copyOf(edges);
  }

  /** Names of the jobs that {@code job} waits for. */
  public List<String> before(String job) {
    return edges.stream().filter(edge -> edge.to().equals(job)).map(Edge::from).distinct().toList();
  }

  /**
   * A table of what runs say about themselves may have several writers, each of rows of its own:
   * who reads it waits for all of them.
   */
  private static Map<String, List<String>> writers(List<Job<?>> planned) {
    Map<String, List<String>> writers = new HashMap<>();
    for (Job<?> job : planned) {
      for (TableSpec output : job.spec().outputs()) {
        List<String> others = writers.computeIfAbsent(output.name(), name -> new ArrayList<>());
        if (!others.isEmpty() && output.kind() != TableKind.OPS) {
          throw new IllegalStateException(
              others.get(0) + " and " + job.spec().name() + " both write " + output.name());
        }
        others.add(job.spec().name());
      }
    }
    return writers;
  }

  private List<String> sort() {
    Map<String, TreeSet<String>> waiting = new HashMap<>();
    jobs.keySet().forEach(job -> waiting.put(job, new TreeSet<>(before(job))));
    TreeSet<String> ready = new TreeSet<>();
    waiting.forEach((job, before) -> addIfFree(ready, job, before));
    List<String> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      String next = ready.pollFirst();
      sorted.add(next);
      waiting.remove(next);
      waiting.forEach(
          (job, before) -> {
            if (before.remove(next)) {
              addIfFree(ready, job, before);
            }
          });
    }
    if (!waiting.isEmpty()) {
      throw new IllegalStateException(
          "jobs wait for each other: "
              + new TreeSet<>(waiting.keySet())
              + "; declare one of the inputs as previous");
    }
    return sorted;
  }

  private static void addIfFree(Set<String> ready, String job, Set<String> before) {
    if (before.isEmpty()) {
      ready.add(job);
    }
  }
}
