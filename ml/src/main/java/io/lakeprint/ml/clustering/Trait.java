package io.lakeprint.ml.clustering;

/**
 * A feature that clusters are made by, and the words for having much or little of it.
 *
 * @param feature column of {@code ml.features}
 * @param highEn words for clearly more than everybody
 * @param highZh the same in Chinese
 * @param lowEn words for clearly less than everybody
 * @param lowZh the same in Chinese
 */
public record Trait(String feature, String highEn, String highZh, String lowEn, String lowZh) {}
