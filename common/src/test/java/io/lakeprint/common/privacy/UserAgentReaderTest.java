package io.lakeprint.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserAgentReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 | false | desktop | Windows | Chrome
          Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1 | false | mobile | iOS | Mobile Safari
          Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1 | false | tablet | iOS | Mobile Safari
          Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 | false | mobile | Android | Chrome Mobile
          Mozilla/5.0 (Linux; Android 12; SM-X906C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 | false | tablet | Android | Chrome
          Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | true | bot | null | Googlebot
          Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html) | true | bot | null | Baiduspider
          curl/8.4.0 | true | bot | null | curl
          python-requests/2.31.0 | true | bot | null | Python Requests
          Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36 | true | bot | Linux | HeadlessChrome
          """)
  void tellsProgramDeviceSystemAndBrowser(
      String header, boolean bot, String device, String os, String browser) {
    assertThat(UserAgentReader.read(header)).isEqualTo(new UserAgent(bot, device, os, browser));
  }

  @Test
  void saysNothingAboutNothing() {
    assertThat(UserAgentReader.read(null)).isNull();
    assertThat(UserAgentReader.read(" ")).isNull();
    assertThat(UserAgentReader.read("x".repeat(100_000)))
        .isEqualTo(new UserAgent(false, "other", null, null));
  }
}
