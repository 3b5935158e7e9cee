package io.lakeprint.ml.features;

import io.lakeprint.common.config.Default;
import java.util.List;

/**
 * An imported attribute of people as a feature.
 *
 * @param attribute its name in {@code profile.attribute_updates}
 * @param nameEn what it is, for the dictionary
 * @param nameZh the same in Chinese
 * @param unit of a number
 * @param values values that become a feature of 0 and 1 each; empty = the attribute is a number
 */
public record AttributeFeature(
    String attribute,
    String nameEn,
    String nameZh,
    @Default("number") String unit,
    @Default("[]") List<String> values) {

  public AttributeFeature {
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException("values name one twice: " + values);
    }
    values = List.copyOf(values);
  }
}
