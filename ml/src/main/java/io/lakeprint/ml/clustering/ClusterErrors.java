package io.lakeprint.ml.clustering;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;

/** What can be wrong with the settings of clustering. */
final class ClusterErrors {
  private ClusterErrors() {}

  static UsageException unknownFeature(String name, Collection<String> known) {
    return new UsageException(
        "CLUSTER_FEATURE_UNKNOWN",
        "clusters.traits names the feature '" + name + "'",
        "the settings under 'features' make no such feature." + Suggestions.didYouMean(name, known),
        "name a column of ml.features, see 'lakeprint tables ml.features'");
  }
}
