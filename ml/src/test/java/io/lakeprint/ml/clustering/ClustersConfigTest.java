package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.ml.Settings;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClustersConfigTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "same-from=0 | 0 < same-from <= 1, got 0.0",
        "same-from=1.1 | 0 < same-from <= 1, got 1.1",
        "stability-splits=0 | 1 <= stability-splits <= 20, got 0",
        "minimum-stability=1.5 | 0 <= minimum-stability <= 1, got 1.5",
        "maximum-clusters=51 | 2 <= minimum-clusters <= maximum-clusters <= 50, got 3 and 51",
        "kind=dbscan | bisecting-k-means",
      })
  void whatCannotBeMeantIsRefused(String setting, String told) {
    assertThatThrownBy(() -> settings(setting)).hasMessageContaining(told);
  }

  @ParameterizedTest
  @EnumSource
  void kindsAreWrittenAsTheDocsSay(ClusterKind kind) {
    String written = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    assertThat(settings("kind=" + written).kind()).isEqualTo(kind);
  }

  @Test
  void theValueFeatureIsFoundAmongTheTraits() {
    ClustersConfig config = settings("minimum-people=200");
    assertThat(config.traits().get(config.value()).feature()).isEqualTo("purchase_amount_90d");
  }

  private static ClustersConfig settings(String setting) {
    return Settings.of("clusters", ClustersConfig.class, "clusters." + setting);
  }
}
