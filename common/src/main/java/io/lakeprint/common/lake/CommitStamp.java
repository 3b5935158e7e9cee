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
  private static final String STATE = "state";

  String json() {
    return node().toString();
  }

  /** The stamp of a commit that carries what its table was made from. */
  String json(JobState state) {
    return node().set(STATE, state.json()).toString();
  }

  private ObjectNode node() {
    return JSON.createObjectNode().put(RUN_ID, runId).put("job", job).put("as_of", asOf.toString());
  }

  /** Whether a commit with this metadata was made by a job. */
  static boolean isOurs(String userMetadata) {
    return read(userMetadata).has(RUN_ID);
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
