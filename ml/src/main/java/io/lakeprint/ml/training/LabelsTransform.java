package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What happened to those eligible at each snapshot.
 *
 * <p>In: {@code ml.features}, {@code behaviour.daily_activity}, {@code identity.one_id_aliases}.
 * Out: {@code ml.labels}, one row per eligible person and snapshot. Only days of the horizon decide
 * the label. A person merged into another since the snapshot is looked up under the id that means
 * them now.
 *
 * @param spec what is predicted
 * @param snapshots dates whose horizon is complete
 */
public record LabelsTransform(LabelSpec spec, List<LocalDate> snapshots) {
  private static final String NOW = "_current_id";
  private static final String SEEN = "_seen";
  private static final String SPENT = "_spent";

  public LabelsTransform {
    if (snapshots.isEmpty()) {
      throw new IllegalArgumentException("labels need at least one snapshot");
    }
    snapshots = List.copyOf(snapshots);
  }

  /**
   * The tables it looks at.
   *
   * @param features {@code ml.features}
   * @param activity {@code behaviour.daily_activity}
   * @param aliases {@code identity.one_id_aliases}
   */
  public record Inputs(Dataset<Row> features, Dataset<Row> activity, Dataset<Row> aliases) {}

  /** {@code ml.labels} of the model at the snapshots. */
  public Dataset<Row> apply(Inputs inputs) {
    Dataset<Row> seen = seen(inputs.activity());
    Dataset<Row> eligible = eligible(inputs.features(), inputs.aliases());
    Column sameSnapshot = FeaturesTable.AS_OF.of("e").equalTo(FeaturesTable.AS_OF.of("s"));
    Column happened = coalesce(col("s." + SEEN), lit(false));
    Column positive = spec.outcome() == LabelSpec.Outcome.HAPPENS ? happened : not(happened);
    Column asOf = FeaturesTable.AS_OF.of("e");
    return eligible
        .as("e")
        .join(seen.as("s"), sameSnapshot.and(col("e." + NOW).equalTo(col("s." + NOW))), "left")
        .select(
            LabelsTable.MODEL.is(lit(spec.model())),
            LabelsTable.AS_OF.is(asOf),
            LabelsTable.ONE_ID.is(FeaturesTable.ONE_ID.of("e")),
            LabelsTable.LABEL.is(when(positive, 1).otherwise(0)),
            LabelsTable.HORIZON_FROM.is(date_add(asOf, spec.gapDays() + 1)),
            LabelsTable.HORIZON_TO.is(date_add(asOf, spec.gapDays() + spec.horizonDays())));
  }

  private Dataset<Row> eligible(Dataset<Row> features, Dataset<Row> aliases) {
    Column wanted =
        FeaturesTable.AS_OF.col().isInCollection(snapshots).and(spec.eligibility().holds());
    Column current =
        coalesce(OneIdAliasesTable.ONE_ID.of("a"), FeaturesTable.ONE_ID.of("f")).as(NOW);
    return features
        .filter(wanted)
        .select(FeaturesTable.AS_OF.col(), FeaturesTable.ONE_ID.col())
        .as("f")
        .join(
            aliases.as("a"),
            FeaturesTable.ONE_ID.of("f").equalTo(OneIdAliasesTable.RETIRED_ID.of("a")),
            "left")
        .select(FeaturesTable.AS_OF.of("f"), FeaturesTable.ONE_ID.of("f"), current);
  }

  /** Snapshot and current person of everybody who did the target within the horizon. */
  private Dataset<Row> seen(Dataset<Row> activity) {
    Column day = DailyActivityTable.EVENT_DATE.col();
    Column name = DailyActivityTable.EVENT_NAME.col();
    Column target =
        not(name.isInCollection(spec.target().except()))
            .and(
                spec.target().events().isEmpty()
                    ? lit(true)
                    : name.isInCollection(spec.target().events()));
    Column all = functions.array(snapshots.stream().map(functions::lit).toArray(Column[]::new));
    Column watching =
        filter(
            all,
            snapshot ->
                day.between(
                    date_add(snapshot, spec.gapDays() + 1),
                    date_add(snapshot, spec.gapDays() + spec.horizonDays())));
    Dataset<Row> done =
        activity
            .filter(target.and(day.between(lit(first()), lit(last()))))
            .select(
                DailyActivityTable.ONE_ID.col().as(NOW),
                explode(watching).as(FeaturesTable.AS_OF.name()),
                DailyActivityTable.AMOUNT.col(),
                DailyActivityTable.CURRENCY.col());
    LabelSpec.Amount least = spec.target().atLeast();
    Dataset<Row> seen =
        least == null
            ? done.select(NOW, FeaturesTable.AS_OF.name()).distinct()
            : spent(done, least).select(NOW, FeaturesTable.AS_OF.name());
    return seen.withColumn(SEEN, lit(true));
  }

  /** Sums are of decimals, so that the order of rows decides nothing. */
  private static Dataset<Row> spent(Dataset<Row> done, LabelSpec.Amount least) {
    Column counts =
        least.currency() == null
            ? lit(true)
            : DailyActivityTable.CURRENCY.col().equalTo(least.currency());
    return done.filter(counts)
        .groupBy(NOW, FeaturesTable.AS_OF.name())
        .agg(sum(DailyActivityTable.AMOUNT.col()).as(SPENT))
        .filter(col(SPENT).geq(lit(least.value())));
  }

  private LocalDate first() {
    return spec.horizonFrom(snapshots.stream().min(LocalDate::compareTo).orElseThrow());
  }

  private LocalDate last() {
    return spec.horizonTo(snapshots.stream().max(LocalDate::compareTo).orElseThrow());
  }
}
