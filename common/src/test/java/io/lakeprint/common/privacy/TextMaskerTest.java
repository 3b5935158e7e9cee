package io.lakeprint.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextMaskerTest {

  @ParameterizedTest
  @CsvSource({
    "call 13812345678 now, call *** now",
    "电话１３８１２３４５６７８谢谢, 电话***谢谢",
    "138 1234 5678, ***",
    "+86-138-1234-5678, ***",
    "+44 20 7946 0958 please, *** please",
    "(212) 555-0123, ***",
    "座机 010-62345678, 座机 ***",
    "mail ann.lee+x@example.co.uk!, mail ***!",
    "ann＠example.com, ***",
    "id 11010519491231002X., id ***.",
    "id 11010519491231002x, id ***",
    "card 4111 1111 1111 1111, card ***",
    "13812345678 or a@b.cn, *** or ***",
  })
  void masksPersonalValues(String text, String masked) {
    assertThat(TextMasker.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "red shoes size 42",
        "iPhone 15 Pro Max 256GB",
        "order 20260101123456",
        "id 110105194912310021",
        "4111 1111 1111 1112",
        "2026-01-31 12:30:45",
        "at @ home",
        "1234567"
      })
  void leavesTheRestAlone(String text) {
    assertThat(TextMasker.mask(text)).isSameAs(text);
  }

  @Test
  void nullStaysNullAndMaskingTwiceChangesNothing() {
    assertThat(TextMasker.mask(null)).isNull();
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 40; j++) {
        text.append("0123456789138 -+@.axX".charAt(random.nextInt(21)));
      }
      String once = TextMasker.mask(text.toString());
      assertThat(TextMasker.mask(once)).as(text.toString()).isEqualTo(once);
    }
  }

  /** An {@code @} makes every pattern look: the scan that spares them must never hide a value. */
  @Test
  void theScanBeforeThePatternsHidesNothing() {
    Random random = new Random(11);
    String[] parts = {
      "138", "1234", "5678", "+86", "0086", "(212)", "212", "555", "0123", "010", "62345678", "+44",
      "4111", "1111", "１３８", " ", "-", ".", ") ", "+", "/", ":", "x", "，"
    };
    int masked = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String expected = Objects.requireNonNull(TextMasker.mask(text + " @"));
      assertThat(TextMasker.mask(text.toString()) + " @").isEqualTo(expected);
      masked += expected.contains(TextMasker.MASK) ? 1 : 0;
    }
    assertThat(masked).isGreaterThan(1_000);
  }
}
