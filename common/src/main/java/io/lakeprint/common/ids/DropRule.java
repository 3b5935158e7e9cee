package io.lakeprint.common.ids;

import java.util.Locale;

/** Why a value is no identifier of anybody. */
public enum DropRule {
  /** Its type is not configured. */
  UNDECLARED_TYPE,
  /** Longer than {@code identifiers.max-length}. */
  TOO_LONG,
  /** Empty, or one of {@code identifiers.junk-values}. */
  NULL_LIKE,
  /** Nothing but zeros and dashes. */
  ZEROS,
  /** One digit repeated. */
  SAME_DIGITS,
  /** An address whose local part is one of {@code identifiers.junk-local-parts}. */
  TEST_VALUE,
  /** Not of the type's format: no address, no assignable phone number, no UUID. */
  MALFORMED,
  /** Its check digit is wrong. */
  CHECKSUM,
  /** On the blocklist of its type. */
  BLOCKLISTED;

  /** The rule's name in tables and counts, such as {@code null_like}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
