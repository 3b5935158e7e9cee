package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.people.AttributesTransform;
import io.lakeprint.common.tables.FeaturesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Features of imported attributes, as they were at the end of the day: changes of later days are
 * left out, each belongs to the person who owned its node at the time, as known on the day.
 *
 * @param config which attributes
 */
record AttributeMeasures(FeaturesConfig config) {

  private record Told(Feature feature, Column value) {}

  List<Feature> features() {
    return all().stream().map(Told::feature).toList();
  }

  /**
   * The features with those of attributes behind them.
   *
   * @param features as of the snapshots
   * @param identityLog says who people were then; empty = those of the identity map
   */
  Dataset<Row> beside(
      Dataset<Row> features,
      FeaturesTransform.Attributes inputs,
      Optional<Dataset<Row>> identityLog,
      Snapshots snapshots) {
    if (config.attributes().isEmpty()) {
      return features;
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(AttributesTransform.DAY).as(FeaturesTable.AS_OF.name()),
                FeaturesTable.ONE_ID.col()));
    all().forEach(told -> columns.add(told.value().as(told.feature().name())));
    Dataset<Row> known =
        new AttributesTransform(
                config.attributes().values().stream()
                    .map(AttributeFeature::attribute)
                    .collect(Collectors.toUnmodifiableSet()),
                snapshots.last())
            .atEach(snapshots.dates(), inputs.updates(), inputs.identityMap(), identityLog)
            .select(columns.toArray(Column[]::new));
    String[] key = {FeaturesTable.AS_OF.name(), FeaturesTable.ONE_ID.name()};
    return features.join(known, key, "left");
  }

  private List<Told> all() {
    List<Told> all = new ArrayList<>();
    config
        .attributes()
        .forEach(
            (name, attribute) -> {
              Column text = AttributesTransform.value(attribute.attribute());
              if (attribute.values().isEmpty()) {
                Feature number =
                    Feature.always(name, attribute.unit(), attribute.nameEn(), attribute.nameZh())
                        .orNull("not set, or no number", 0);
                all.add(new Told(number, text.try_cast(DataTypes.DoubleType)));
              }
              for (int i = 0; i < attribute.values().size(); i++) {
                String value = attribute.values().get(i);
                Feature one =
                    Feature.always(
                            name + "_" + (i + 1),
                            "0 or 1",
                            attribute.nameEn() + " is " + value,
                            attribute.nameZh() + "为" + value)
                        .orNull("not set", 0);
                Column isIt = when(text.equalTo(value), 1.0).otherwise(0.0);
                all.add(new Told(one, when(text.isNotNull(), isIt)));
              }
            });
    return all;
  }
}
