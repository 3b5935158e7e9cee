package io.lakeprint.common.cli.doctor;

import io.lakeprint.common.error.LakeprintException;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param state how it stands
 * @param found what was found, in one line
 * @param next what to do; empty = nothing
 * @param exitCode what a run would end with for it; 0 unless it fails
 */
public record Finding(String check, State state, String found, String next, int exitCode) {

  /** How it stands. */
  public enum State {
    OK,
    WARN,
    FAIL
  }

  static Finding ok(String check, String found) {
    return new Finding(check, State.OK, found, "", 0);
  }

  static Finding warn(String check, String found, String next) {
    return new Finding(check, State.WARN, found, next, 0);
  }

  /** A usage or a configuration that no run would get past. */
  static Finding fail(String check, String found, String next) {
    return new Finding(check, State.FAIL, found, next, 2);
  }

  /** What a run would end with. */
  static Finding fail(String check, LakeprintException e) {
    String found = sentence(e.what()) + "; " + sentence(e.why());
    return new Finding(check, State.FAIL, found, e.next(), e.exitCode());
  }

  private static String sentence(String text) {
    return text.strip().replaceAll("\\.$", "").replaceAll("\\s*\\R\\s*", " ");
  }
}
