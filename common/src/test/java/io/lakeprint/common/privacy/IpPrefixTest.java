package io.lakeprint.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "203.000.113.77, 203.0.113.0/24",
    "203.0.113.77:8080, 203.0.113.0/24",
    "'203.0.113.77, 10.0.0.1', 203.0.113.0/24",
    "2001:db8:1:2::77, 2001:db8:1::/48",
    "[2001:db8:1:2::77]:443, 2001:db8:1::/48",
    "fe80::1%eth0, fe80:0:0::/48",
    "::ffff:203.0.113.77, 203.0.113.0/24",
  })
  void keepsTheNetwork(String address, String prefix) {
    assertThat(IpPrefix.of(address)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "-", "example.org", "1.2.3.400", "1.2.3", "::1::2", "12:30:45"})
  void isNullForWhatIsNoAddress(String address) {
    assertThat(IpPrefix.of(address)).isNull();
  }
}
