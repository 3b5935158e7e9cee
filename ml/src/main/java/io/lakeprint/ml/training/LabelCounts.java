package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.LabelsTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many were eligible at each snapshot and for how many the label came true.
 *
 * @param bySnapshot ascending; snapshots at which nobody was eligible are missing
 */
record LabelCounts(SortedMap<LocalDate, Count> bySnapshot) {

  /**
   * Of one or more snapshots.
   *
   * @param eligible rows
   * @param positive rows with label 1
   */
  record Count(long eligible, long positive) {
    long rarer() {
      return Math.min(positive, eligible - positive);
    }

    private boolean oneLabelOf(TrainConfig config) {
      return eligible >= config.minimumEligible() && rarer() == 0;
    }
  }

  /** Counts rows of {@code ml.labels} of one model; {@code snapshots} bounds the result. */
  static LabelCounts of(Dataset<Row> labels, int snapshots) {
    SortedMap<LocalDate, Count> counts = new TreeMap<>();
    labels
        .groupBy(LabelsTable.AS_OF.col().cast("string"))
        .agg(count(lit(1)), sum(LabelsTable.LABEL.col()))
        .takeAsList(snapshots)
        .forEach(
            row ->
                counts.put(
                    LocalDate.parse(row.getString(0)), new Count(row.getLong(1), row.getLong(2))));
    return new LabelCounts(counts);
  }

  Count total(List<LocalDate> snapshots) {
    List<Count> counts =
        snapshots.stream().map(day -> bySnapshot.getOrDefault(day, new Count(0, 0))).toList();
    return new Count(
        counts.stream().mapToLong(Count::eligible).sum(),
        counts.stream().mapToLong(Count::positive).sum());
  }

  /** Why no model can be learned from or judged by labels that are all the same. */
  Optional<String> oneLabelOnly(Split split, TrainConfig config) {
    return oneLabelOnly("training", total(split.train()), config)
        .or(() -> oneLabelOnly("validation", total(List.of(split.validation())), config))
        .or(() -> oneLabelOnly("test", total(List.of(split.test())), config));
  }

  private static Optional<String> oneLabelOnly(String part, Count count, TrainConfig config) {
    return count.oneLabelOf(config)
        ? Optional.of(
            "the label came true for "
                + (count.positive() == 0 ? "none" : "all")
                + " of "
                + count.eligible()
                + " eligible people in "
                + part)
        : Optional.empty();
  }

  /** Why these rows do not carry a model yet; empty when they do. */
  Optional<String> refusal(Split split, TrainConfig config) {
    return tooFew("training", total(split.train()), config)
        .or(() -> tooFew("validation", total(List.of(split.validation())), config))
        .or(() -> tooFew("test", total(List.of(split.test())), config));
  }

  private static Optional<String> tooFew(String part, Count count, TrainConfig config) {
    if (count.eligible() < config.minimumEligible()) {
      return Optional.of(
          count.eligible()
              + " eligible people in "
              + part
              + ", at least "
              + config.minimumEligible()
              + " are needed (train.minimum-eligible)");
    }
    if (count.rarer() < config.minimumOfEachLabel()) {
      return Optional.of(
          "of "
              + count.eligible()
              + " eligible people in "
              + part
              + " the label came true for "
              + count.positive()
              + "; at least "
              + config.minimumOfEachLabel()
              + " of each kind are needed (train.minimum-of-each-label)");
    }
    return Optional.empty();
  }
}
