package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A model card in plain language.
 *
 * @param metrics on the test snapshot, by name
 * @param decision who would be acted on at the threshold, on the test snapshot
 * @param importance the features that move scores, the strongest first
 * @param drift of the last scoring
 */
record ModelWords(
    Map<String, Row> metrics, List<Row> decision, List<Row> importance, List<Row> drift) {
  private static final int STRONGEST = 3;

  /** Metrics that are said, in the order in which a reader needs them. */
  private static final Map<String, Measure> SAID = new LinkedHashMap<>();

  static {
    SAID.put("pr_auc", Measure.PR_AUC);
    SAID.put("base_rate", Measure.BASE_RATE);
    SAID.put("roc_auc", Measure.ROC_AUC);
    SAID.put("brier", Measure.BRIER);
    SAID.put("ece", Measure.ECE);
    SAID.put(ModelsSection.LIFT + 1, Measure.LIFT);
  }

  /** One sentence per thing that is known. */
  List<Text> sentences() {
    List<Text> sentences = new ArrayList<>();
    Map<String, Double> counts =
        decision.stream()
            .collect(
                Collectors.toMap(
                    row -> Reading.text(row, ModelCurvesTable.POINT_NAME),
                    row -> row.<Double>getAs(ModelCurvesTable.Y.name())));
    measured().ifPresent(sentences::add);
    if (counts.keySet().containsAll(List.of("true_positives", "cost_of_everybody"))) {
      sentences.addAll(acting(counts));
    }
    if (!importance.isEmpty()) {
      String names =
          importance.stream()
              .limit(STRONGEST)
              .map(row -> Reading.text(row, ModelCurvesTable.POINT_NAME))
              .collect(Collectors.joining(", "));
      sentences.add(Text.of("最影响得分的是 " + names + "。", "What moves scores most: " + names + "."));
    }
    drift.stream()
        .filter(row -> Reading.text(row, DriftTable.SUBJECT).equals("score"))
        .map(row -> Reading.text(row, DriftTable.STATE))
        .forEach(state -> sentences.add(moved(state)));
    return sentences;
  }

  /** What is known of how well it tells people apart, each with its interval where it has one. */
  private Optional<Text> measured() {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    SAID.forEach(
        (name, measure) -> {
          Row metric = metrics.get(name);
          if (metric != null) {
            String value = value(metric);
            zh.add(name(name, measure).zh() + " " + value);
            en.add(name(name, measure).en() + " " + value);
          }
        });
    return zh.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "测试快照上（括号内为置信区间）：" + String.join("，", zh) + "。",
                "On the test snapshot, confidence intervals in brackets: "
                    + String.join(", ", en)
                    + "."));
  }

  private static Text name(String metric, Measure measure) {
    return metric.startsWith(ModelsSection.LIFT)
        ? Text.of("最高十分之一的提升度", "Lift of the highest tenth")
        : measure.title();
  }

  private static String value(Row metric) {
    Double low = metric.getAs(ModelMetricsTable.VALUE_LOW.name());
    Double high = metric.getAs(ModelMetricsTable.VALUE_HIGH.name());
    String value =
        String.format(Locale.ROOT, "%.3f", metric.<Double>getAs(ModelMetricsTable.VALUE.name()));
    return low == null || high == null
        ? value
        : String.format(Locale.ROOT, "%s (%.3f–%.3f)", value, low, high);
  }

  /** What a number of the curve {@code decision} counts. */
  static Text outcome(String name) {
    return switch (name) {
      case "true_positives" -> Text.of("行动了，也真的发生", "Acted on, and it came true");
      case "false_positives" -> Text.of("行动了，却没有发生", "Acted on for nothing");
      case "true_negatives" -> Text.of("没有行动，也没有发生", "Left alone, rightly");
      case "false_negatives" -> Text.of("没有行动，却发生了", "Left alone, and it came true");
      case "cost" -> Text.of("在阈值处行动的成本", "Cost of acting at the threshold");
      case "cost_of_nobody" -> Text.of("谁都不管的成本", "Cost of acting on nobody");
      case "cost_of_everybody" -> Text.of("人人都管的成本", "Cost of acting on everybody");
      default -> Text.of(name, name);
    };
  }

  private static List<Text> acting(Map<String, Double> counts) {
    double rightly = counts.getOrDefault("true_positives", 0.0);
    double reached = rightly + counts.getOrDefault("false_positives", 0.0);
    double happened = rightly + counts.getOrDefault("false_negatives", 0.0);
    double all =
        reached
            + counts.getOrDefault("false_negatives", 0.0)
            + counts.getOrDefault("true_negatives", 0.0);
    double cost = counts.getOrDefault("cost", 0.0);
    String costs =
        String.format(
            Locale.ROOT,
            "%.0f / %.0f / %.0f",
            cost,
            counts.getOrDefault("cost_of_nobody", 0.0),
            counts.getOrDefault("cost_of_everybody", 0.0));
    List<Text> sentences = new ArrayList<>();
    sentences.add(
        Text.of(
            String.format(Locale.ROOT, "测试快照的 %.0f 人中，%s 真的发生。", all, share(happened, all)),
            String.format(
                Locale.ROOT,
                "Of %.0f people of the test snapshot it came true for %s.",
                all,
                share(happened, all))));
    sentences.add(
        reached == 0
            ? Text.of("按 train.costs，谁都不管最省。", "At train.costs it is cheapest to act on nobody.")
            : Text.of(
                String.format(
                    Locale.ROOT,
                    "对得分达到阈值的 %s 的人行动，能触达其中的 %s；触达的人里 %s 真的发生。",
                    share(reached, all),
                    share(rightly, happened),
                    share(rightly, reached)),
                String.format(
                    Locale.ROOT,
                    "Acting on the %s with a score from the threshold on reaches %s of those; of"
                        + " whom it reaches, it came true for %s.",
                    share(reached, all),
                    share(rightly, happened),
                    share(rightly, reached))));
    sentences.add(
        Text.of(
            "成本：按阈值 / 谁都不管 / 人人都管 = " + costs + "。",
            "Costs at the threshold / of acting on nobody / on everybody: " + costs + "."));
    return sentences;
  }

  private static Text moved(String state) {
    return switch (state) {
      case "stable" -> Text.of("得分分布与训练时一样。", "Scores are distributed as in training.");
      case "moving" -> Text.of("得分分布在变化。", "Scores begin to be distributed otherwise.");
      default -> Text.of("得分分布已变，应重新训练。", "Scores are distributed otherwise: train anew.");
    };
  }

  private static String share(double part, double whole) {
    return String.format(Locale.ROOT, "%.0f%%", whole == 0 ? 0 : 100 * part / whole);
  }
}
