package io.lakeprint.jobs.simulate;

import java.util.Locale;

/** The values of identifiers, each a function of the seed and a small number. */
final class Identifiers {

  static final String APP_ID = "wx3f9d2c71ab58e046";

  private final long seed;

  Identifiers(long seed) {
    this.seed = seed;
  }

  static String person(int person) {
    return padded("P", person, 8);
  }

  static String member(int person) {
    return padded("M", person, 8);
  }

  static String card(int person) {
    return padded("8600", person * 7_919L % 10_000_000_000L, 10);
  }

  /** A mainland mobile number; distinct keys below 100 million give distinct numbers. */
  static String phone(int key) {
    long number = (key * 61_803_399L + 24_681_357L) % 100_000_000L;
    return padded("1" + (35 + key % 5), number, 8);
  }

  static String email(int person) {
    return "user" + person + "@example.com";
  }

  String cookie(int person, int generation) {
    return uuid(11, person, generation);
  }

  String householdCookie(int person) {
    return uuid(12, person / 2, 0);
  }

  String device(int key) {
    return uuid(13, key, 0);
  }

  String kiosk(int store) {
    return uuid(14, store, 0);
  }

  String thing(int person) {
    return String.format(Locale.ROOT, "LP-%012X", Rng.hash(seed, 15, person, 0) >>> 16);
  }

  String openId(int person) {
    return "o" + letters(16, person, 27);
  }

  String unionId(int person) {
    return "oU" + letters(17, person, 26);
  }

  /** An address that stays with a person; documentation ranges are too small, so 100.64/10. */
  static String ip(int person) {
    long spread = ((person + 1L) * 2_654_435_761L) & 0x3FFFFF;
    return "100." + (64 + (spread >> 16)) + "." + ((spread >> 8) & 255) + "." + (spread & 255);
  }

  String uuid(long tag, long a, long b) {
    long high = Rng.hash(seed, tag, a, b);
    long low = Rng.hash(seed, tag + 1_000, a, b);
    return new java.util.UUID(
            (high & ~0xF000L) | 0x4000L, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }

  /** The prefix and the number with leading zeros; much faster than a format string. */
  static String padded(String prefix, long number, int width) {
    String digits = Long.toString(number);
    return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private String letters(long tag, int person, int length) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    Rng rng = new Rng(Rng.hash(seed, tag, person, 0));
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(rng.below(64)));
    }
    return text.toString();
  }
}
