package io.lakeprint.common.ids;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Brings values to one canonical form and drops junk: the value gate.
 *
 * <p>Format characters go, width and composition become those of Unicode NFKC, surrounding space
 * goes; then the type's {@link IdFormat}. Doing it twice changes nothing. Thread-safe and
 * deterministic.
 */
final class Normalizer {

  private static final Pattern FORMAT_CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Cf}]");
  private static final Pattern ZEROS = Pattern.compile("[0-]*");
  private static final Pattern SAME_DIGITS = Pattern.compile("([0-9])\\1*");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\"(),:;<>\\[\\]\\\\]{1,64}@[^\\s@.]+(?:\\.[^\\s@.]+)+");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-F]{32}");
  private static final Pattern CARD_GROUPS = Pattern.compile("[\\s-]");

  private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
  private final String defaultCountry;
  private final int maxLength;
  private final Set<String> junkValues;
  private final Set<String> junkLocalParts;

  Normalizer(IdentifiersConfig config) {
    this.defaultCountry = config.defaultCountry();
    this.maxLength = config.maxLength();
    this.junkValues = lowerCase(config.junkValues());
    this.junkLocalParts = lowerCase(config.junkLocalParts());
  }

  /** The canonical form of a value of this type, or the rule that drops it. */
  Canonical canonical(String raw, IdTypeConfig type) {
    if (raw.length() > maxLength) {
      return Canonical.dropped(DropRule.TOO_LONG);
    }
    String value = plain(raw);
    if (value.isEmpty() || junkValues.contains(value.toLowerCase(Locale.ROOT))) {
      return Canonical.dropped(DropRule.NULL_LIKE);
    }
    if ("0-".indexOf(value.charAt(0)) >= 0 && ZEROS.matcher(value).matches()) {
      return Canonical.dropped(DropRule.ZEROS);
    }
    Canonical formatted =
        switch (type.format()) {
          case TEXT -> Canonical.kept(value);
          case EMAIL -> email(value);
          case PHONE -> phone(value);
          case UUID -> uuid(value);
          case CARD -> card(value);
        };
    return formatted.value() == null ? formatted : checked(formatted.value(), type);
  }

  /** Scopes are names of apps: one form, no gate. */
  static String plain(String raw) {
    if (isPlainAscii(raw)) {
      return raw.strip();
    }
    String visible = FORMAT_CHARACTERS.matcher(raw).replaceAll("");
    return java.text.Normalizer.normalize(visible, Form.NFKC).strip();
  }

  private Canonical checked(String value, IdTypeConfig type) {
    if (!type.checksum().holds(value)) {
      return Canonical.dropped(DropRule.CHECKSUM);
    }
    return type.blocklist().contains(value)
        ? Canonical.dropped(DropRule.BLOCKLISTED)
        : Canonical.kept(value);
  }

  private Canonical email(String value) {
    // Lower case can take a letter apart (İ), hence the second normalisation.
    String address = plain(value.toLowerCase(Locale.ROOT));
    if (!EMAIL.matcher(address).matches()) {
      return Canonical.dropped(DropRule.MALFORMED);
    }
    String localPart = address.substring(0, address.indexOf('@'));
    return junkLocalParts.contains(localPart) || ZEROS.matcher(localPart).matches()
        ? Canonical.dropped(DropRule.TEST_VALUE)
        : Canonical.kept(address);
  }

  private Canonical phone(String value) {
    try {
      PhoneNumber number = phones.parse(value, defaultCountry);
      String national = Long.toString(number.getNationalNumber());
      if (SAME_DIGITS.matcher(national).matches()) {
        return Canonical.dropped(DropRule.SAME_DIGITS);
      }
      return phones.isValidNumber(number)
          ? Canonical.kept(phones.format(number.clearExtension(), PhoneNumberFormat.E164))
          : Canonical.dropped(DropRule.MALFORMED);
    } catch (NumberParseException e) {
      return Canonical.dropped(DropRule.MALFORMED);
    }
  }

  private static Canonical uuid(String value) {
    String digits = value.toUpperCase(Locale.ROOT).replace("-", "");
    return HEXADECIMAL.matcher(digits).matches()
        ? Canonical.kept(
            String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                digits.substring(12, 16),
                digits.substring(16, 20),
                digits.substring(20)))
        : Canonical.dropped(DropRule.MALFORMED);
  }

  private static Canonical card(String value) {
    String number = CARD_GROUPS.matcher(value.toUpperCase(Locale.ROOT)).replaceAll("");
    if (!isPlainAscii(number)) {
      return Canonical.dropped(DropRule.MALFORMED);
    }
    return SAME_DIGITS.matcher(number).matches()
        ? Canonical.dropped(DropRule.SAME_DIGITS)
        : Canonical.kept(number);
  }

  private static boolean isPlainAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static Set<String> lowerCase(List<String> values) {
    return values.stream()
        .map(value -> value.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
