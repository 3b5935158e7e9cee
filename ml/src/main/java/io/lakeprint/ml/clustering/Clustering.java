package io.lakeprint.ml.clustering;

import java.util.List;

/**
 * Centres that were found, most valuable first.
 *
 * @param scale of the features
 * @param centers on that scale
 * @param silhouette how well the sample fits, -1 to 1
 */
record Clustering(Scale scale, List<List<Double>> centers, double silhouette) {

  Clustering {
    centers = List.copyOf(centers);
  }
}
