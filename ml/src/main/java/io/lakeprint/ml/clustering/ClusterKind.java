package io.lakeprint.ml.clustering;

/** How people are grouped. */
public enum ClusterKind {
  /** Round groups: everybody belongs to the nearest centre. */
  K_MEANS,
  /** Groups made by halving a group into two again and again: everybody goes down the halvings. */
  BISECTING_K_MEANS,
  /** Groups that may be long and of different width: everybody belongs to the likeliest one. */
  GAUSSIAN_MIXTURE
}
