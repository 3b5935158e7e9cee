package io.lakeprint.jobs.activate.udf;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a clear identifier as a destination wants it. Deterministic. */
final class WrittenTarget {

  private WrittenTarget() {}

  /**
   * The value in its outer form.
   *
   * @param value canonical value
   * @param text one of canonical, digits, national, lower, upper
   * @param digest name of a message digest; null = in the clear
   * @param country ISO 3166 code of the numbers that national takes the country code from
   */
  static String of(String value, String text, @Nullable String digest, String country) {
    String written =
        switch (text) {
          case "digits" -> digits(value);
          case "national" -> national(value, country);
          case "lower" -> value.toLowerCase(Locale.ROOT);
          case "upper" -> value.toUpperCase(Locale.ROOT);
          default -> value;
        };
    return digest == null ? written : hashed(written, digest);
  }

  private static String digits(String value) {
    return value.startsWith("+") ? value.substring(1) : value;
  }

  /** The subscriber's number with the zeros that belong to it, as it is dialled from abroad. */
  private static String national(String value, String country) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = phones.parse(value, country);
      return number.getCountryCode() == phones.getCountryCodeForRegion(country)
          ? phones.getNationalSignificantNumber(number)
          : digits(value);
    } catch (NumberParseException e) {
      return digits(value);
    }
  }

  private static String hashed(String text, String digest) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(digest).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + digest, e);
    }
  }
}
