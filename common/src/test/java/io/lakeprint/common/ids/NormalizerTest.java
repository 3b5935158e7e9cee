package io.lakeprint.common.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalizerTest {

  private static final IdentifiersConfig CONFIG = TestIds.config();
  private static final Normalizer NORMALIZER = new Normalizer(CONFIG);

  @ParameterizedTest
  @CsvSource(
      nullValues = "dropped",
      textBlock =
          """
          member_id, ' M-001 ',            M-001
          member_id, Ｍ００１,               M001
          email,     ' Ann.Lee+shop@Example.COM ', ann.lee+shop@example.com
          email,     ann＠example.com,      ann@example.com
          phone,     13812345678,          +8613812345678
          phone,     '138 1234 5678',      +8613812345678
          phone,     +86-138-1234-5678,    +8613812345678
          phone,     008613812345678,      +8613812345678
          phone,     １３８１２３４５６７８,   +8613812345678
          phone,     +1 (212) 555-0123,    +12125550123
          idfa,      ea7583cd-a667-48bc-b806-42ecb2b48606, EA7583CD-A667-48BC-B806-42ECB2B48606
          idfa,      ea7583cda66748bcb80642ecb2b48606,     EA7583CD-A667-48BC-B806-42ECB2B48606
          pos_card,  6220 0000-01ab,       6220000001AB
          wechat_openid, oABCdef_1,        oABCdef_1
          """)
  void bringsValuesToOneForm(String type, String raw, String canonical) {
    assertThat(canonical(type, raw)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "member_id, NULL, null_like",
    "member_id, ' ', null_like",
    "cookie, Undefined, null_like",
    "cookie, NaN, null_like",
    "member_id, -1, null_like",
    "device_id, 00000000-0000-0000-0000-000000000000, zeros",
    "idfa, 00000000-0000-0000-0000-000000000000, zeros",
    "member_id, 0, zeros",
    "email, test@test.com, test_value",
    "email, Test@example.org, test_value",
    "email, nobody, malformed",
    "email, a b@example.org, malformed",
    "phone, 11111111111, same_digits",
    "phone, 12345678901, malformed",
    "phone, 123, malformed",
    "phone, call me, malformed",
    "idfa, 1234, malformed",
    "pos_card, 8888 8888, same_digits",
  })
  void dropsJunkByRule(String type, String raw, String rule) {
    assertThat(canonical(type, raw)).isEqualTo(rule);
  }

  @Test
  void dropsLongAndBlocklistedValuesAndWrongCheckDigits() {
    assertThat(canonical("member_id", "x".repeat(1_025))).isEqualTo("too_long");
    IdentifiersConfig config =
        TestIds.config(
            "identifiers.types.member_id.blocklist=[house-account]",
            "identifiers.types.pos_card.checksum=luhn");
    Normalizer normalizer = new Normalizer(config);

    assertThat(normalizer.canonical("house-account", config.type("member_id")).rule())
        .isEqualTo(DropRule.BLOCKLISTED);
    assertThat(normalizer.canonical("4111 1111 1111 1112", config.type("pos_card")).rule())
        .isEqualTo(DropRule.CHECKSUM);
    assertThat(normalizer.canonical("4111 1111 1111 1111", config.type("pos_card")).value())
        .isEqualTo("4111111111111111");
  }

  @Test
  void normalisingTwiceChangesNothing() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String raw = anything(random);
      CONFIG
          .types()
          .forEach(
              (name, type) -> {
                String once = NORMALIZER.canonical(raw, type).value();
                if (once != null) {
                  assertThat(NORMALIZER.canonical(once, type).value())
                      .as("%s %s", name, escaped(raw))
                      .isEqualTo(once);
                }
              });
    }
  }

  private static String canonical(String type, String raw) {
    Canonical canonical = NORMALIZER.canonical(raw, CONFIG.type(type));
    return canonical.value() != null
        ? canonical.value()
        : Objects.requireNonNull(canonical.rule()).id();
  }

  /** Digits, addresses and any characters of the basic plane, mixed. */
  private static String anything(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(14);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> text.append((char) ('0' + random.nextInt(10)));
        case 2 -> text.append("+- @.0eE".charAt(random.nextInt(8)));
        case 3 -> text.append((char) ('\uFF01' + random.nextInt(94)));
        case 4 -> text.append((char) (' ' + random.nextInt(95)));
        default -> text.append((char) (0xA0 + random.nextInt(0xD700 - 0xA0)));
      }
    }
    return text.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
    return escaped.toString();
  }
}
