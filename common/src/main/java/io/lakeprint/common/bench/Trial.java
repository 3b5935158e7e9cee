package io.lakeprint.common.bench;

/**
 * One run of one variant.
 *
 * @param folder empty folder of its own, removed afterwards
 * @param round which round, counted from 1; warm-ups count down to 0
 */
public record Trial(String folder, int round) {

  /** A folder below {@link #folder}. */
  public String folder(String name) {
    return folder + "/" + name;
  }
}
