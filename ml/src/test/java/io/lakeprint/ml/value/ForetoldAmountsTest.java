package io.lakeprint.ml.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForetoldAmountsTest {

  @Test
  void perfectForesightRanksPerfectlyAndErrsNowhere() {
    double[] spent = {0, 0, 10, 40, 7};
    ForetoldAmounts perfect = ForetoldAmounts.of(spent, spent);
    assertThat(perfect.error()).isZero();
    assertThat(perfect.biasRatio()).hasValue(0);
    assertThat(perfect.rankingRatio().orElseThrow()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theSameForEverybodyRanksNobodyAndTheOrderTurnedRanksTheOtherWay() {
    double[] spent = {0, 1, 2, 3};
    ForetoldAmounts flat = ForetoldAmounts.of(new double[] {3, 3, 3, 3}, spent);
    assertThat(flat.rankingRatio()).hasValue(0);
    assertThat(flat.error()).isEqualTo(1.5);
    assertThat(flat.biasRatio()).hasValue(1);
    ForetoldAmounts turned = ForetoldAmounts.of(new double[] {3, 2, 1, 0}, spent);
    assertThat(turned.rankingRatio().orElseThrow()).isCloseTo(-1, within(1e-12));
  }

  @Test
  void whereNothingWasSpentThereIsNoRatio() {
    ForetoldAmounts nothing = ForetoldAmounts.of(new double[] {1, 2}, new double[2]);
    assertThat(nothing.error()).isEqualTo(1.5);
    assertThat(nothing.biasRatio()).isEmpty();
    assertThat(nothing.rankingRatio()).isEmpty();
    assertThatThrownBy(() -> ForetoldAmounts.of(new double[0], new double[0]))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> ForetoldAmounts.of(new double[] {Double.NaN}, new double[1]))
        .hasMessageContaining("finite");
  }
}
