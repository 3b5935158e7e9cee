package io.lakeprint.common.run;

import io.lakeprint.common.error.TransientException;

/** The words of a run that did not get to its end. */
public final class RunErrors {

  private RunErrors() {}

  /** A person or a scheduler stopped the process. */
  public static TransientException stopped() {
    return new TransientException(
        "KILLED",
        "The run was stopped before its end.",
        "Ctrl-C, or a signal from a scheduler. Every table is whole.",
        "Run the same command again: it goes on from here.");
  }

  /** A process ended without a word, and its ledger was closed by a later run. */
  static TransientException vanished() {
    return new TransientException(
        "KILLED",
        "The process of the run ended without a word.",
        "kill -9, a crash of the machine, or a lost node. Every table is whole.",
        "Run the same command again: it goes on from here.");
  }
}
