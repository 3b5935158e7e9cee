package io.lakeprint.jobs.simulate;

import io.lakeprint.common.error.UsageException;

/** Every failure of the simulator that a user can act on. */
final class SimulateErrors {

  private SimulateErrors() {}

  static UsageException taken(String folder) {
    return new UsageException(
        "SIMULATE_TARGET_TAKEN",
        "simulated files would mix with those in " + folder,
        "the folder exists and neither a manifest.json nor a folder truth stands beside it",
        "set simulate.target to a folder of its own");
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
