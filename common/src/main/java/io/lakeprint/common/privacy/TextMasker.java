package io.lakeprint.common.privacy;

import java.util.BitSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks what points at a person in free text: e-mail addresses, phone numbers, identity-card
 * numbers of the People's Republic (GB 11643, with check digit) and payment-card numbers (ISO/IEC
 * 7812, with check digit), each replaced by {@code ***}. Full-width characters count as their
 * narrow forms.
 *
 * <p>Text without an {@code @} and without seven digits in a row, as numbers are written, is
 * returned as it is, after one scan. Deterministic; masking twice changes nothing.
 */
public final class TextMasker {

  /** What stands instead of a masked value. */
  public static final String MASK = "***";

  private static final int FEWEST_DIGITS = 7;
  private static final int FEWEST_CARD_DIGITS = 15;

  /** What the patterns below allow between two digits. */
  private static final String SEPARATORS = " -.()+";

  private static final int FULL_WIDTH_OFFSET = 0xFEE0;

  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,6}");
  private static final Pattern CARD =
      Pattern.compile(
          "(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])"
              + "|(?<![0-9])[0-9](?:[ -]?[0-9]){14,18}(?![0-9])");
  private static final Pattern PHONE =
      Pattern.compile(
          // Chinese mobile, with or without country code and groups.
          "(?<![0-9])(?:(?:\\+|00)?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])"
              // International.
              + "|(?<![0-9])\\+[1-9](?:[ -]?[0-9]){7,14}(?![0-9])"
              // Chinese landline.
              + "|(?<![0-9])0[1-9][0-9]{1,2}-[2-9][0-9]{6,7}(?![0-9])"
              // North America.
              + "|(?<![0-9])\\(?[2-9][0-9]{2}\\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4}(?![0-9])");
  private static final int[] IDENTITY_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };
  private static final String IDENTITY_CHECKS = "10X98765432";

  private TextMasker() {}

  /** The text with its personal values masked; null for null. */
  public static @Nullable String mask(@Nullable String text) {
    return text == null || !isSuspicious(text) ? text : maskSuspicious(text);
  }

  /** Whether {@link #mask} would change the text. */
  public static boolean isPersonal(String text) {
    return isSuspicious(text) && !maskSuspicious(text).equals(text);
  }

  private static boolean isSuspicious(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = narrow(text.charAt(i));
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (SEPARATORS.indexOf(c) < 0) {
        digits = 0;
      }
      if (c == '@' || digits >= FEWEST_DIGITS) {
        return true;
      }
    }
    return false;
  }

  /** Until nothing changes: what ran into a masked value may be a value of its own. */
  private static String maskSuspicious(String text) {
    String masked = maskOnce(text);
    return masked.equals(text) ? text : maskSuspicious(masked);
  }

  private static String maskOnce(String text) {
    // Matching runs over narrow forms of equal length, so that places agree with the text.
    String narrow = narrow(text);
    BitSet personal = new BitSet(text.length());
    if (narrow.indexOf('@') >= 0) {
      EMAIL.matcher(narrow).results().forEach(match -> personal.set(match.start(), match.end()));
    }
    long digits = narrow.chars().filter(c -> c >= '0' && c <= '9').count();
    if (digits >= FEWEST_CARD_DIGITS) {
      CARD.matcher(narrow)
          .results()
          .filter(match -> isCard(match.group().replaceAll("[ -]", "")))
          .forEach(match -> personal.set(match.start(), match.end()));
    }
    if (digits >= FEWEST_DIGITS) {
      PHONE.matcher(narrow).results().forEach(match -> personal.set(match.start(), match.end()));
    }
    return personal.isEmpty() ? text : replace(text, personal);
  }

  private static String replace(String text, BitSet personal) {
    StringBuilder result = new StringBuilder(text.length());
    int done = 0;
    for (int at = personal.nextSetBit(0); at >= 0; at = personal.nextSetBit(done)) {
      result.append(text, done, at).append(MASK);
      done = personal.nextClearBit(at);
    }
    return result.append(text, done, text.length()).toString();
  }

  private static boolean isCard(String number) {
    return isIdentityCard(number) || isPaymentCard(number);
  }

  /** ISO 7064 MOD 11-2 over 18 places. */
  static boolean isIdentityCard(String number) {
    if (number.length() != 18) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < IDENTITY_WEIGHTS.length; i++) {
      sum += (number.charAt(i) - '0') * IDENTITY_WEIGHTS[i];
    }
    return Character.toUpperCase(number.charAt(17)) == IDENTITY_CHECKS.charAt(sum % 11);
  }

  private static boolean isPaymentCard(String number) {
    return Character.isDigit(number.charAt(number.length() - 1))
        && number.charAt(0) != '0'
        && Checksums.luhn(number);
  }

  private static String narrow(String text) {
    StringBuilder narrow = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      narrow.append(narrow(text.charAt(i)));
    }
    return narrow.toString();
  }

  /** U+FF01 to U+FF5E are the full-width forms of U+0021 to U+007E. */
  private static char narrow(char c) {
    return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - FULL_WIDTH_OFFSET) : c;
  }
}
