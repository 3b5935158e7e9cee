package io.lakeprint.common.run;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What one call of the launcher is called.
 *
 * @param runId unique name of this call
 * @param externalRunId the scheduler's name for it, from {@code --run-id}
 * @param asOf day at whose end the state is taken
 * @param configHash hash of the resolved configuration
 * @param version version of Lakeprint
 */
public record RunIdentity(
    String runId,
    Optional<String> externalRunId,
    LocalDate asOf,
    String configHash,
    String version) {}
