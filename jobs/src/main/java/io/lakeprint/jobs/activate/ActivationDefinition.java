package io.lakeprint.jobs.activate;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.config.WrittenOnce;
import io.lakeprint.common.definitions.Definition;
import java.util.Map;
import java.util.Optional;

/**
 * One audience that a destination is kept up to date with; docs/activation.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param description what an operator should know before using it
 * @param owner who answers for it
 * @param audience whom
 * @param holdOut share of the audience that is never acted on, to measure by; 0 to below 1
 * @param target by which identifier
 * @param fields what the destination gets to know of them: name there, and SQL over portraits
 * @param destination where to
 * @param maxShare largest share of all portraits that the audience may be, above 0 to 1
 * @param allowEmpty whether an audience of nobody is meant
 */
@WrittenOnce
public record ActivationDefinition(
    String nameZh,
    String nameEn,
    Optional<String> description,
    Optional<String> owner,
    AudienceRule audience,
    @Default("0") double holdOut,
    TargetRule target,
    @Default("{}") Map<String, String> fields,
    String destination,
    @Default("0.5") double maxShare,
    @Default("false") boolean allowEmpty)
    implements Definition {

  public ActivationDefinition {
    require(holdOut >= 0 && holdOut < 1, "hold-out must be 0 or more and below 1, got " + holdOut);
    require(
        maxShare > 0 && maxShare <= 1, "max-share must be above 0 and at most 1, got " + maxShare);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
