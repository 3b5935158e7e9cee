package io.lakeprint.common.lake;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.lake.Increment.LastState;
import io.lakeprint.common.lake.JobState.TableVersion;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Watch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds what tables were made from, in the commits that made them. */
record States(Lake lake) {

  Increment increment(
      List<TableSpec> outputs, List<TableSpec> inputs, LocalDate asOf, String... definitions) {
    SortedMap<String, TableVersion> versions = new TreeMap<>();
    inputs.forEach(input -> versions.put(input.name(), now(input)));
    JobState state = new JobState(asOf, hash(outputs, definitions), versions);
    return new Increment(lake, this::feed, last(outputs, state), state);
  }

  /** Whether the table has been made from exactly this. */
  boolean isLast(TableSpec table, JobState state) {
    return last(table).equals(new LastState.Known(state));
  }

  /**
   * The lowest version of a table up to which some table has consumed it; empty when none follows
   * from it, or none tells.
   */
  OptionalLong consumed(TableSpec input) {
    return TableCatalog.all().stream()
        .filter(table -> table.followsFromInputs() && lake.exists(table))
        .flatMap(
            table ->
                last(table) instanceof LastState.Known known
                    ? Stream.of(known.state().of(input.name()))
                    : Stream.empty())
        .filter(consumed -> consumed.version() >= 0)
        .mapToLong(TableVersion::version)
        .min();
  }

  /** The day at whose end the table holds: of its state, else of its latest commit of a job. */
  Optional<LocalDate> asOf(TableSpec table) {
    if (last(table) instanceof LastState.Known known) {
      return Optional.of(known.state().asOf());
    }
    CommitLog log = log(table);
    for (long version = lake.version(table); version >= 0; version--) {
      Optional<CommitLog.Commit> commit = log.at(version);
      if (commit.isEmpty()) {
        return Optional.empty();
      }
      Optional<LocalDate> asOf = CommitStamp.asOfIn(commit.get().userMetadata());
      if (commit.get().changesData() && asOf.isPresent()) {
        return asOf;
      }
    }
    return Optional.empty();
  }

  private LastState last(List<TableSpec> outputs, JobState now) {
    List<JobState> states = new ArrayList<>();
    for (TableSpec output : outputs) {
      LastState last = last(output);
      if (!(last instanceof LastState.Known known)) {
        return last;
      }
      if (!known.state().definitions().equals(now.definitions())) {
        return new LastState.Lost(output.name() + " was made from other definitions");
      }
      if (!known.state().inputs().keySet().equals(now.inputs().keySet())) {
        return new LastState.Lost(output.name() + " was made from other tables");
      }
      states.add(known.state());
    }
    JobState oldest = JobState.oldest(states);
    boolean isOneDay = states.stream().allMatch(state -> state.asOf().equals(oldest.asOf()));
    boolean goesBack = states.stream().anyMatch(state -> state.asOf().isAfter(now.asOf()));
    return goesBack && !isOneDay
        ? new LastState.Lost("a run broke off that went back to " + oldest.asOf())
        : new LastState.Known(oldest);
  }

  /**
   * The state of the latest commit that carries one. Commits of other jobs and those that change no
   * row (compaction, properties) say nothing against it; rows changed by anybody else do.
   */
  private LastState last(TableSpec table) {
    CommitLog log = log(table);
    for (long version = lake.version(table); version >= 0; version--) {
      Optional<CommitLog.Commit> commit = log.at(version);
      if (commit.isEmpty()) {
        return lost(table, "its log no longer tells what it was made from");
      }
      String said = commit.get().userMetadata();
      boolean restored = commit.get().operation().equals("RESTORE");
      Optional<JobState> state = restored ? Optional.empty() : CommitStamp.stateIn(said);
      if (state.isPresent()) {
        return new LastState.Known(state.get());
      }
      if (restored || (commit.get().changesData() && !CommitStamp.isOurs(said))) {
        return lost(
            table, "version " + version + " (" + commit.get().operation() + ") is no job's");
      }
    }
    return lost(table, "nothing tells what it was made from");
  }

  private static LastState lost(TableSpec table, String reason) {
    return new LastState.Lost(table.name() + ": " + reason);
  }

  private TableVersion now(TableSpec table) {
    CommitLog log = log(table);
    long latest = log.latest();
    return latest < 0
        ? TableVersion.NONE
        : new TableVersion(
            log.at(0).flatMap(CommitLog.Commit::tableId).orElseGet(() -> detail(table)), latest);
  }

  /** The id of a table whose first commits have been cleaned away: this starts a Spark job. */
  private String detail(TableSpec table) {
    return DeltaTable.forPath(lake.spark(), lake.location(table))
        .detail()
        .select("id")
        .head()
        .getString(0);
  }

  private Changed feed(
      TableSpec table, long from, long to, Watch watch, UnaryOperator<Dataset<Row>> keep) {
    return new ChangeFeed(lake, table, log(table), keep).between(from, to, watch);
  }

  private CommitLog log(TableSpec table) {
    return CommitLog.of(lake.spark(), lake.location(table));
  }

  /** Of the definitions and of what the tables are declared to hold. */
  private static String hash(List<TableSpec> outputs, String... definitions) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (TableSpec output : outputs) {
        digest.update(
            (output.name() + " " + output.schema().json() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      for (String definition : definitions) {
        digest.update((definition + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
