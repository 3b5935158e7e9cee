package io.lakeprint.jobs.identity;

import io.lakeprint.common.error.GateRefusedException;
import java.util.Locale;

/** What can go wrong with identity that a user can act on. */
final class IdentityErrors {

  static GateRefusedException tooManyRenamed(long renamed, long published, double ratio) {
    return new GateRefusedException(
        "IDENTITY_TOO_MANY_RENAMED",
        String.format(
            Locale.ROOT,
            "%,d of %,d published identifiers would get another person",
            renamed,
            published),
        String.format(
            Locale.ROOT,
            "identity.alarm.renamed-ratio allows less than %.1f %%: a bad source or a changed rule"
                + " renames people that others already know by their id. Nothing was written",
            100 * ratio),
        "Find out which source or rule it is. If it is meant (a first CRM import, a changed rule),"
            + " run again with --set identity.accept-renames="
            + renamed);
  }

  private IdentityErrors() {}
}
