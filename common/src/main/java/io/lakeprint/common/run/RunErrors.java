package io.lakeprint.common.run;

import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import java.time.LocalDate;
import java.util.Collection;

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

  /** A job whose tables do not follow from its inputs alone. */
  static UsageException nothingToCompare(String job, Collection<String> comparable) {
    return new UsageException(
        "NOTHING_TO_COMPARE",
        "The tables of " + job + " have no full rebuild to be compared with.",
        "They are delivered, a journal, or left as they were said at the time.",
        "Compare "
            + String.join(", ", comparable)
            + "; identity has a command of its own, lakeprint identity reconcile.");
  }

  /** A job that nobody plans has no day of its own. */
  public static UsageException notPlanned(String job, Collection<String> planned) {
    return new UsageException(
        "NOT_PLANNED",
        job + " is no job of the plan.",
        "It runs only when it is called by name.",
        "Name some of " + String.join(", ", planned) + ".");
  }

  /** A range of days beside one day. */
  public static UsageException backfillAsOf() {
    return new UsageException(
        "BACKFILL_AS_OF",
        "backfill takes no --as-of.",
        "It runs as of every day from --from to --to.",
        "Leave --as-of out, or use lakeprint run for one day.");
  }

  /** A range that ends before it begins. */
  public static UsageException backfillOrder(LocalDate from, LocalDate to) {
    return new UsageException(
        "BACKFILL_ORDER",
        "--from " + from + " is after the last day, " + to + ".",
        "Days are run from the oldest to the newest.",
        "Give a first day that is not after the last.");
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
