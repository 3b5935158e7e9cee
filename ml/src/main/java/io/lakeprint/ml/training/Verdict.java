package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.Decision;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a challenger goes into service, with the numbers that say why.
 *
 * @param decision what becomes of it
 * @param reason the numbers
 * @param gain PR-AUC less the champion's on the same rows; null = there was none to compare
 */
public record Verdict(Decision decision, String reason, @Nullable Interval gain) {

  /**
   * Without a comparable champion the challenger goes into service. Else its PR-AUC must be better
   * by more than {@code minimumGain} with confidence, its whole interval, and its Brier score must
   * not be worse with confidence.
   *
   * @param challenger its probabilities for the test rows
   * @param champion the champion's for the same
   */
  public static Verdict of(
      Judged challenger, @Nullable Judged champion, Bootstrap bootstrap, double minimumGain) {
    if (champion == null) {
      return new Verdict(
          Decision.FIRST,
          String.format(
              Locale.ROOT, "PR-AUC %.4f, no champion to compare", challenger.metrics().prAuc()),
          null);
    }
    Map<String, Interval> gains = bootstrap.difference(challenger, champion);
    Interval gain = Objects.requireNonNull(gains.get(BinaryMetrics.PR_AUC));
    Interval loss = Objects.requireNonNull(gains.get(BinaryMetrics.BRIER));
    boolean better = gain.low() > minimumGain && loss.low() <= 0;
    BinaryMetrics ours = challenger.metrics();
    BinaryMetrics theirs = champion.metrics();
    return new Verdict(
        better ? Decision.PROMOTED : Decision.KEPT,
        String.format(
            Locale.ROOT,
            "PR-AUC %.4f against %.4f of the champion, better by %s; Brier %.4f against %.4f",
            ours.prAuc(),
            theirs.prAuc(),
            gain,
            ours.brier(),
            theirs.brier()),
        gain);
  }
}
