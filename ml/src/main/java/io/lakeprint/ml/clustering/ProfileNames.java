package io.lakeprint.ml.clustering;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Names of clusters from what sets them apart: the words of up to three traits that differ by half
 * a standard deviation or more. Where two clusters would be called the same, the later one is told
 * apart by its id.
 */
final class ProfileNames {
  private static final int WORDS = 3;
  private static final double CLEARLY = 0.5;

  private ProfileNames() {}

  /** A name in both languages. */
  record Name(String en, String zh) {}

  /** Names of the profiles in their order. */
  static List<Name> of(List<Profile> profiles) {
    Set<String> taken = new HashSet<>();
    List<Name> names = new ArrayList<>();
    for (Profile profile : profiles) {
      String en =
          words(profile, ", ", "average", (trait, high) -> high ? trait.highEn() : trait.lowEn());
      String zh = words(profile, "、", "普通", (trait, high) -> high ? trait.highZh() : trait.lowZh());
      String mark = taken.add(en) ? "" : " (" + profile.clusterId() + ")";
      names.add(
          new Name(
              en.substring(0, 1).toUpperCase(Locale.ROOT) + en.substring(1) + mark, zh + mark));
    }
    return names;
  }

  private static String words(
      Profile profile, String joint, String none, BiFunction<Trait, Boolean, String> word) {
    String words =
        profile.marks().stream()
            .filter(mark -> Math.abs(mark.difference()) >= CLEARLY)
            .limit(WORDS)
            .map(mark -> word.apply(mark.trait(), mark.difference() > 0))
            .collect(Collectors.joining(joint));
    return words.isEmpty() ? none : words;
  }
}
