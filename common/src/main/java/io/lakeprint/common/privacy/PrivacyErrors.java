package io.lakeprint.common.privacy;

import io.lakeprint.common.error.UsageException;
import org.jspecify.annotations.Nullable;

/** The failures of finding the secret of identifier tokens. */
final class PrivacyErrors {

  private static final String MAKE_ONE =
      "make one with 'openssl rand -hex 32', keep it where it cannot get lost, and set it";

  private PrivacyErrors() {}

  static UsageException secretMissing() {
    return new UsageException(
        "ID_SECRET_MISSING",
        "There is no secret for identifier tokens",
        "personal identifiers are stored as keyed tokens, and a lake cannot start without the key",
        MAKE_ONE
            + " as LAKEPRINT_ID_SECRET, or name privacy.id-secret-file or"
            + " privacy.id-secret-alias");
  }

  static UsageException secretShort(int length, int minimum) {
    return new UsageException(
        "ID_SECRET_SHORT",
        "The secret for identifier tokens has " + length + " characters",
        "with fewer than " + minimum + " characters it could be found by trying",
        MAKE_ONE);
  }

  static UsageException secretUnreadable(String place, @Nullable Exception cause) {
    return new UsageException(
        "ID_SECRET_UNREADABLE",
        "The secret for identifier tokens cannot be read from " + place,
        cause == null ? "there is nothing under that name" : String.valueOf(cause.getMessage()),
        "check the name and the permissions of the user who runs the job",
        cause);
  }
}
