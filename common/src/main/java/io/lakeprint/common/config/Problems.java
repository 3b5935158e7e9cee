package io.lakeprint.common.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a configuration, so that a reader mends it in one go.
 *
 * <p>Not thread-safe. The same problem found twice counts once.
 */
public final class Problems {

  /**
   * One mistake.
   *
   * @param path full key, such as {@code sessions.inactivity-gap}
   * @param origin file and line or other place where the value was set; null when it was not set
   * @param message what is wrong and what was expected
   */
  public record Problem(String path, @Nullable String origin, String message) {

    @Override
    public String toString() {
      return path + ": " + message + (origin == null ? "" : " (" + origin + ")");
    }
  }

  private final Set<Problem> found = new LinkedHashSet<>();

  /** Adds one mistake. */
  public void add(String path, @Nullable String origin, String message) {
    found.add(new Problem(path, origin, message));
  }

  /** Adds what was found elsewhere. */
  public void addAll(Problems others) {
    found.addAll(others.found);
  }

  /** What was found so far, in the order of finding. */
  public List<Problem> found() {
    return List.copyOf(found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many there are and a line for each, by path, to stand after "The definitions have". */
  public static String told(List<Problem> problems) {
    return (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
        + ":"
        + problems.stream()
            .sorted(Comparator.comparing(Problem::path))
            .map(problem -> System.lineSeparator() + "  - " + problem)
            .collect(Collectors.joining());
  }

  /**
   * Ends the run when anything was found.
   *
   * @throws io.lakeprint.common.error.UsageException {@code CONFIG_INVALID} with every problem
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw ConfigErrors.invalid(found());
    }
  }
}
