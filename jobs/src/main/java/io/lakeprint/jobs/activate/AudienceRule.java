package io.lakeprint.jobs.activate;

import java.util.Optional;

/**
 * Who an activation acts on: the members of a segment, or the best or likely enough by a model, or
 * those of the segment among them.
 *
 * @param segment id of a segment
 * @param model name of a model; the latest scores of its champion count
 * @param minScore lowest score, 0 to 1
 * @param top how many, the highest scores first; of equal scores the smaller one_id
 */
public record AudienceRule(
    Optional<String> segment,
    Optional<String> model,
    Optional<Double> minScore,
    Optional<Integer> top) {

  public AudienceRule {
    require(segment.isPresent() || model.isPresent(), "names neither a segment nor a model");
    require(
        model.isPresent() || (minScore.isEmpty() && top.isEmpty()),
        "min-score and top want a model");
    require(
        model.isEmpty() || segment.isPresent() || minScore.isPresent() || top.isPresent(),
        "wants min-score or top beside the model: everybody who was scored is no audience");
    require(
        minScore.filter(score -> score < 0 || score > 1).isEmpty(),
        "min-score must be between 0 and 1");
    require(top.filter(count -> count < 1).isEmpty(), "top must be at least 1");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
