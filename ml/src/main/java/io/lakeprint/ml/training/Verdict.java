package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.Decision;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a challenger goes into service, with the numbers that say why.
 *
 * @param decision what becomes of it
 * @param reason the numbers
 */
record Verdict(Decision decision, String reason) {

  /** Without a comparable champion the challenger goes into service; both on the test rows else. */
  static Verdict of(
      BinaryMetrics challenger, @Nullable BinaryMetrics champion, TrainConfig.Promotion promotion) {
    if (champion == null) {
      return new Verdict(
          Decision.FIRST, text("PR-AUC %.4f, no champion to compare", challenger.prAuc()));
    }
    boolean better =
        challenger.prAuc() - champion.prAuc() > promotion.minimumGain()
            && challenger.brier() - champion.brier() <= promotion.minimumGain();
    return new Verdict(
        better ? Decision.PROMOTED : Decision.KEPT,
        text(
            "PR-AUC %.4f against %.4f of the champion, Brier %.4f against %.4f",
            challenger.prAuc(), champion.prAuc(), challenger.brier(), champion.brier()));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
