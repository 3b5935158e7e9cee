package io.lakeprint.common.run;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.RunsTable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of earlier runs that ended well. Read once, and again whenever another run
 * has written to the ledger since.
 */
final class PastRuns {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Long>> VERSIONS = new TypeReference<>() {};

  private final Lake lake;
  private final RunLedger ledger;
  private final Map<String, Done> byJob = new HashMap<>();
  private @Nullable Long foreignCommits;

  PastRuns(Lake lake, RunLedger ledger) {
    this.lake = lake;
    this.ledger = ledger;
  }

  /**
   * A job's last run that ended well.
   *
   * @param runId the run
   * @param newestAsOf the latest day that any run of the job was as of
   * @param asOf its own day
   * @param version version and build of Lakeprint
   * @param configHash hash of the configuration
   * @param inputs Delta version of each input at its start
   * @param outputs Delta version of each output at its end
   */
  record Done(
      String runId,
      LocalDate newestAsOf,
      LocalDate asOf,
      String version,
      String configHash,
      Map<String, Long> inputs,
      Map<String, Long> outputs) {

    /** Whether {@code run} would do the same. */
    boolean isOf(RunIdentity run) {
      return asOf.equals(run.asOf())
          && version.equals(run.version())
          && configHash.equals(run.configHash());
    }

    /** Whether tables still are as it read and left them; of what it read and wrote, as it left. */
    boolean found(Map<String, Long> nowInputs, Map<String, Long> nowOutputs) {
      return outputs.equals(nowOutputs)
          && inputs.keySet().equals(nowInputs.keySet())
          && inputs.entrySet().stream()
              .allMatch(
                  input ->
                      nowOutputs.containsKey(input.getKey())
                          || Objects.equals(input.getValue(), nowInputs.get(input.getKey())));
    }
  }

  /** The latest day that a run of the job was as of. */
  Optional<LocalDate> newestAsOf(String job) {
    return last(job).map(Done::newestAsOf);
  }

  /** The job's last run. */
  synchronized Optional<Done> last(String job) {
    // In this order, a commit in between looks like another run's, which costs one more look.
    long own = ledger.commits();
    long foreign = lake.version(RunsTable.SPEC) - own;
    if (foreignCommits == null || foreignCommits != foreign) {
      byJob.clear();
      read();
      foreignCommits = foreign;
    }
    return Optional.ofNullable(byJob.get(job));
  }

  private void read() {
    lake.read(RunsTable.SPEC)
        .filter(RunsTable.STATUS.col().equalTo(LedgerEntry.Status.DONE.name()))
        .groupBy(RunsTable.JOB.col())
        .agg(
            max(RunsTable.AS_OF.col()),
            max_by(
                struct(
                    RunsTable.RUN_ID.col(),
                    RunsTable.AS_OF.col(),
                    RunsTable.VERSION.col(),
                    RunsTable.CONFIG_HASH.col(),
                    RunsTable.INPUT_VERSIONS.col(),
                    RunsTable.OUTPUT_VERSIONS.col()),
                struct(RunsTable.ENDED_AT.col(), RunsTable.RUN_ID.col())))
        .collectAsList()
        .forEach(row -> byJob.put(row.getString(0), done(row.getDate(1), row.getStruct(2))));
  }

  private static Done done(java.sql.Date newestAsOf, Row last) {
    return new Done(
        last.getString(0),
        newestAsOf.toLocalDate(),
        last.getDate(1).toLocalDate(),
        last.getString(2),
        last.getString(3),
        versions(last.getString(4)),
        versions(last.getString(5)));
  }

  private static Map<String, Long> versions(@Nullable String json) {
    try {
      return json == null ? Map.of() : JSON.readValue(json, VERSIONS);
    } catch (JsonProcessingException e) {
      return Map.of(); // somebody else's words: of no known version
    }
  }
}
