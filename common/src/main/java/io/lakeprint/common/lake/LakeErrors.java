package io.lakeprint.common.lake;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The words of everything that can go wrong between a dataset and its table. */
final class LakeErrors {

  private LakeErrors() {}

  /** A full disk stays what it is: the same command works once there is space. */
  static RuntimeException rootNotWritable(String root, IOException cause) {
    if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
      return new UncheckedIOException(cause);
    }
    return new UsageException(
        "LAKE_NOT_WRITABLE",
        "The lake root " + root + " cannot be created or written.",
        String.valueOf(cause.getMessage()),
        "Set lake.root to a folder or URI that this user may write, or fix its permissions.",
        cause);
  }

  static UsageException frozenDiffers(String root, String what, String stored, String given) {
    return new UsageException(
        "LAKE_FROZEN_SETTING",
        "The lake at "
            + root
            + " was created with "
            + what
            + " "
            + stored
            + ", this run has "
            + given
            + ".",
        "A lake's "
            + what
            + " is frozen: days, sums or people would no longer match what is stored.",
        "Use the value the lake was created with, or another lake.root.");
  }

  static InputContractException manifestBroken(String root, String file, IOException cause) {
    return new InputContractException(
        "LAKE_MANIFEST_BROKEN",
        "The lake at " + root + " has a manifest " + file + " that cannot be read.",
        firstLine(cause),
        "Restore that file from a backup of this lake, or set lake.root to a lake.",
        cause);
  }

  static UsageException newerLake(String root, int stored, int known) {
    return new UsageException(
        "LAKE_IS_NEWER",
        "The lake at " + root + " has format " + stored + ", this Lakeprint knows " + known + ".",
        "A newer Lakeprint wrote it.",
        "Use that version or a later one.");
  }

  static UsageException anotherAsOf(LocalDate asked, LocalDate stored) {
    return new UsageException(
        "STATE_AT_ANOTHER_DAY",
        "The tables hold at the end of " + stored + ", not of " + asked + ".",
        "A run broke off between them, or they are asked for another day.",
        "Run their job again, then compare.");
  }

  static IllegalStateException offSchema(TableSpec table, List<String> differences) {
    return new IllegalStateException(
        "rows for "
            + table.name()
            + " are not what it declares: "
            + String.join("; ", differences));
  }

  static InputContractException tableDiffers(TableSpec table, List<String> clashes) {
    return tablesDiffer(List.of(new TableUpgrade(table, List.of(), clashes)));
  }

  static InputContractException tablesDiffer(List<TableUpgrade> tables) {
    String found =
        tables.stream()
            .map(table -> table.table().name() + " (" + String.join("; ", table.clashes()) + ")")
            .collect(Collectors.joining(", "));
    return new InputContractException(
        "TABLE_OFF_CONTRACT",
        "Not what this version declares: " + found + ".",
        "It was written by another version, or changed by hand.",
        "Run the version that wrote it, or move the table away and rebuild it.");
  }

  static TransientException leaseHeld(String name, String holder, Duration waited) {
    return new TransientException(
        "TABLE_IN_USE",
        name + " is being written by another run (" + holder + ").",
        "One writer at a time: waited " + waited.toSeconds() + " s.",
        "Run again when it is done, or raise lake.lease-wait.");
  }

  static TransientException commitConflict(TableSpec table, int attempts, Exception cause) {
    return new TransientException(
        "COMMIT_CONFLICT",
        "Writing " + table.name() + " met another commit " + attempts + " times.",
        "Somebody else changes the same rows: " + firstLine(cause),
        "Run again; this run lost nothing.",
        cause);
  }

  private static String firstLine(Exception cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message");
  }
}
