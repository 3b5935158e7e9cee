package io.lakeprint.common.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Variants that are measured in the same run, one after the other, round by round.
 *
 * @param title what is done to what
 * @param units how many things one run of a variant works through
 * @param unit what these things are, in the plural: events, links
 * @param variants the floor first: the others are ratios of it
 */
public record Comparison(String title, long units, String unit, List<Variant> variants) {

  public Comparison {
    variants = List.copyOf(variants);
    if (units < 1 || variants.isEmpty()) {
      throw new IllegalArgumentException(title + ": nothing to measure");
    }
    Set<String> names = new HashSet<>();
    for (Variant variant : variants) {
      if (!names.add(variant.name())) {
        throw new IllegalArgumentException(title + ": two variants called " + variant.name());
      }
    }
  }
}
