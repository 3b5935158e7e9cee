package io.lakeprint.common.ids;

import io.lakeprint.common.privacy.Checksums;

/** The check digit that values of a type carry; a wrong one is a typing error. */
public enum IdChecksum {
  /** There is none. */
  NONE,
  /** Luhn, as on payment cards. */
  LUHN,
  /** GS1 mod 10, as under EAN-13 bars. */
  GS1;

  boolean holds(String value) {
    return switch (this) {
      case NONE -> true;
      case LUHN -> Checksums.luhn(value);
      case GS1 -> Checksums.gs1(value);
    };
  }
}
