package io.lakeprint.ml.features;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every feature of a configuration with its meaning and unit, in the order of their columns.
 *
 * @param features all of them
 */
public record FeatureCatalog(List<Feature> features) {

  public FeatureCatalog {
    features = List.copyOf(features);
  }

  /** The features that {@link FeaturesTransform} computes with {@code config}. */
  public static FeatureCatalog of(FeaturesConfig config) {
    return new FeatureCatalog(
        Stream.concat(
                measures(config).stream().map(Measure::feature),
                new AttributeMeasures(config).features().stream())
            .toList());
  }

  /** The features of what people did, and how each is worked out. */
  static List<Measure> measures(FeaturesConfig config) {
    return Stream.of(
            new ActivityMeasures(config).all(),
            new SequenceMeasures(config).all(),
            new SessionMeasures(config).all(),
            new CategoryMeasures(config).all())
        .flatMap(List::stream)
        .toList();
  }

  /** {@code ml.features} with one column per feature. */
  public TableSpec table() {
    return FeaturesTable.SPEC.withColumns(features.stream().map(Feature::column).toList());
  }

  /** The feature of that name. */
  public Optional<Feature> find(String name) {
    return features.stream().filter(feature -> feature.name().equals(name)).findFirst();
  }

  /** Names in order. */
  public List<String> names() {
    return features.stream().map(Feature::name).toList();
  }
}
