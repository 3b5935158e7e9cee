package io.lakeprint.common.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What every commit of a job says about itself, in Delta's {@code userMetadata}.
 *
 * @param runId call of the launcher
 * @param job job
 * @param asOf day at whose end the state is taken
 */
public record CommitStamp(String runId, String job, LocalDate asOf) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN_ID = "run_id";
  private static final String AS_OF = "as_of";
  private static final String STATE = "state";

  /**
   * The stamp of a commit.
   *
   * @param state what its table was made from, where the commit carries it
   */
  String json(Optional<JobState> state) {
    ObjectNode stamp =
        JSON.createObjectNode().put(RUN_ID, runId).put("job", job).put(AS_OF, asOf.toString());
    state.ifPresent(made -> stamp.set(STATE, made.json()));
    return stamp.toString();
  }

  /** Whether a commit with this metadata was made by a job. */
  static boolean isOurs(String userMetadata) {
    return read(userMetadata).has(RUN_ID);
  }

  /** Whether a commit with this metadata was made by a job of the run. */
  static boolean isOf(String runId, String userMetadata) {
    return read(userMetadata).path(RUN_ID).asText().equals(runId);
  }

  /** The day at whose end the rows of a job's commit hold. */
  static Optional<LocalDate> asOfIn(String userMetadata) {
    JsonNode stamp = read(userMetadata);
    return stamp.has(RUN_ID)
        ? Optional.of(LocalDate.parse(stamp.path(AS_OF).asText()))
        : Optional.empty();
  }

  /** The state that a commit carries. */
  static Optional<JobState> stateIn(String userMetadata) {
    JsonNode state = read(userMetadata).path(STATE);
    return state.isObject() ? Optional.of(JobState.of(state)) : Optional.empty();
  }

  /** Others write what they like into the metadata of their commits. */
  private static JsonNode read(String userMetadata) {
    try {
      return JSON.readTree(userMetadata.isBlank() ? "{}" : userMetadata);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
