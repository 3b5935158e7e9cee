package io.lakeprint.jobs.activate;

import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.jobs.activate.udf.TargetFunction;
import java.util.Locale;

/** Makes what opens and writes the targets of an activation. */
final class Targets {

  private Targets() {}

  static TargetFunction function(
      TargetRule rule, IdentifiersConfig identifiers, VaultKeys keys, boolean vaulted) {
    return new TargetFunction(
        keys,
        vaulted,
        rule.text().name().toLowerCase(Locale.ROOT),
        switch (rule.form()) {
          case CLEAR -> null;
          case MD5 -> "MD5";
          case SHA256 -> "SHA-256";
        },
        identifiers.defaultCountry());
  }
}
