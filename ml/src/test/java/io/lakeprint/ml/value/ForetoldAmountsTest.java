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
    assertThat(perfect.rootError()).isZero();
    assertThat(perfect.tenthError()).hasValue(0);
  }

  @Test
  void tenthsTellWhatWasForetoldAndWhatCameAndDoNotDependOnTheOrder() {
    double[] foretold = new double[20];
    double[] spent = new double[20];
    double[] foretoldTurned = new double[20];
    double[] spentTurned = new double[20];
    for (int i = 0; i < 20; i++) {
      foretold[i] = i < 8 ? 1 : i;
      spent[i] = i < 4 ? 0 : i < 8 ? 4 : 2 * i;
      foretoldTurned[19 - i] = foretold[i];
      spentTurned[19 - i] = spent[i];
    }
    ForetoldAmounts amounts = ForetoldAmounts.of(foretold, spent);
    assertThat(amounts.tenths()).hasSize(10);
    assertThat(amounts.tenths().get(0)).isEqualTo(new ForetoldAmounts.Tenth(2, 18.5, 37));
    assertThat(amounts.tenths().get(9))
        .as("who were foretold the same share what they spent")
        .isEqualTo(new ForetoldAmounts.Tenth(2, 1, 2));
    assertThat(amounts.tenthError().orElseThrow())
        .as("half of what was spent in every tenth")
        .isEqualTo(0.5, within(1e-12));
    assertThat(ForetoldAmounts.of(foretoldTurned, spentTurned)).isEqualTo(amounts);
    assertThat(ForetoldAmounts.of(new double[] {3, 4}, new double[] {0, 0}).rootError())
        .isEqualTo(Math.sqrt(12.5), within(1e-12));
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
    assertThat(nothing.tenthError()).isEmpty();
    assertThat(nothing.tenths()).as("fewer than ten customers").hasSize(2);
    assertThatThrownBy(() -> ForetoldAmounts.of(new double[0], new double[0]))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> ForetoldAmounts.of(new double[] {Double.NaN}, new double[1]))
        .hasMessageContaining("finite");
  }
}
