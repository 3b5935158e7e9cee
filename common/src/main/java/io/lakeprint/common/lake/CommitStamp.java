package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/**
 * What every commit of a job says about itself, in Delta's {@code userMetadata}.
 *
 * @param runId call of the launcher
 * @param job job
 * @param asOf day at whose end the state is taken
 */
public record CommitStamp(String runId, String job, LocalDate asOf) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String json() {
    ObjectNode node =
        JSON.createObjectNode().put("run_id", runId).put("job", job).put("as_of", asOf.toString());
    return node.toString();
  }
}
