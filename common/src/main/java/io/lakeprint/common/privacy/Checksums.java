package io.lakeprint.common.privacy;

/** Check digits of card numbers. */
public final class Checksums {

  private Checksums() {}

  /** Luhn, mod 10 (ISO/IEC 7812-1, annex B): payment cards and many loyalty cards. */
  public static boolean luhn(String digits) {
    return weighted(digits, 2);
  }

  /** GS1 mod 10: EAN-13, GTIN and cards printed as such. */
  public static boolean gs1(String digits) {
    return weighted(digits, 3);
  }

  /** From the right, every second digit times {@code weight}; Luhn adds the digits of products. */
  private static boolean weighted(String digits, int weight) {
    int sum = 0;
    for (int i = digits.length() - 1, place = 0; i >= 0; i--, place++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      int product = place % 2 == 0 ? digit : digit * weight;
      sum += weight == 2 && product > 9 ? product - 9 : product;
    }
    return !digits.isEmpty() && sum % 10 == 0;
  }
}
