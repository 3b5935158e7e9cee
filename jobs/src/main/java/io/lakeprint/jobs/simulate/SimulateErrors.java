package io.lakeprint.jobs.simulate;

import io.lakeprint.common.error.UsageException;
import java.util.Locale;

/** Every failure of the simulator that a user can act on. */
final class SimulateErrors {

  private SimulateErrors() {}

  static UsageException outOfRange(String key, long value, long low, long high) {
    return new UsageException(
        "SIMULATE_OUT_OF_RANGE",
        String.format(Locale.ROOT, "simulate.%s = %d", key, value),
        String.format(Locale.ROOT, "it must lie between %d and %d", low, high),
        "set simulate." + key + " to a value in that range");
  }

  static UsageException cannotWrite(String target, Exception cause) {
    return new UsageException(
        "SIMULATE_CANNOT_WRITE",
        "cannot write simulated files to " + target,
        String.valueOf(cause.getMessage()),
        "name a folder that can be written and has room, then run again: it starts afresh",
        cause);
  }
}
