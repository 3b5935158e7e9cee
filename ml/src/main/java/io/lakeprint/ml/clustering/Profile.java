package io.lakeprint.ml.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What sets one cluster apart.
 *
 * @param clusterId cluster
 * @param people members
 * @param share of all grouped people
 * @param meanValue of a member, who counts as 0 without a value
 * @param valueShare of the value of all grouped people; null where they have none together
 * @param marks one per trait, the one that differs most first
 */
record Profile(
    String clusterId,
    long people,
    double share,
    double meanValue,
    @Nullable Double valueShare,
    List<Mark> marks) {

  /**
   * One trait of a cluster.
   *
   * @param trait the trait
   * @param mean of the feature among members that have a value; null where none has
   * @param overallMean the same among everybody
   * @param difference scaled mean less everybody's, in standard deviations of everybody
   */
  record Mark(
      Trait trait, @Nullable Double mean, @Nullable Double overallMean, double difference) {}

  /** The sums of {@link MomentsTransform} for one trait. */
  private record Moments(long people, long known, double sum, double scaled, double squares) {

    static Moments of(Row row, int trait) {
      int first = 2 + 4 * trait;
      return new Moments(
          row.getLong(1),
          row.getLong(first),
          row.getDouble(first + 1),
          row.getDouble(first + 2),
          row.getDouble(first + 3));
    }

    Moments plus(Moments other) {
      return new Moments(
          people + other.people,
          known + other.known,
          sum + other.sum,
          scaled + other.scaled,
          squares + other.squares);
    }

    @Nullable Double mean() {
      return known == 0 ? null : sum / known;
    }

    double scaledMean() {
      return scaled / people;
    }

    double deviation() {
      return Math.sqrt(Math.max(0, squares / people - scaledMean() * scaledMean()));
    }
  }

  Profile {
    marks = List.copyOf(marks);
  }

  /**
   * Profiles of all clusters by id, from rows of {@link MomentsTransform} in any order.
   *
   * @param value place of the trait that says what somebody is worth
   */
  static List<Profile> of(List<Row> moments, List<Trait> traits, int value) {
    List<Row> ordered =
        moments.stream()
            .sorted(
                Comparator.comparingInt((Row row) -> row.getString(0).length())
                    .thenComparing(row -> row.getString(0)))
            .toList();
    List<Moments> everybody = new ArrayList<>();
    for (int i = 0; i < traits.size(); i++) {
      int trait = i;
      everybody.add(
          ordered.stream().map(row -> Moments.of(row, trait)).reduce(Moments::plus).orElseThrow());
    }
    return ordered.stream().map(row -> of(row, traits, value, everybody)).toList();
  }

  private static Profile of(Row row, List<Trait> traits, int value, List<Moments> everybody) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < traits.size(); i++) {
      Moments own = Moments.of(row, i);
      Moments all = everybody.get(i);
      double deviation = all.deviation();
      marks.add(
          new Mark(
              traits.get(i),
              own.mean(),
              all.mean(),
              deviation < 1e-9 ? 0 : (own.scaledMean() - all.scaledMean()) / deviation));
    }
    marks.sort(Comparator.comparingDouble((Mark mark) -> -Math.abs(mark.difference())));
    Moments worth = Moments.of(row, value);
    double allWorth = everybody.get(value).sum();
    return new Profile(
        row.getString(0),
        row.getLong(1),
        (double) row.getLong(1) / everybody.get(0).people(),
        worth.sum() / worth.people(),
        allWorth > 0 ? worth.sum() / allWorth : null,
        marks);
  }
}
