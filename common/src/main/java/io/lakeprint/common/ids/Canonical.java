package io.lakeprint.common.ids;

import org.jspecify.annotations.Nullable;

/**
 * A value after normalisation and the value gate: either canonical, or dropped by a rule.
 *
 * @param value canonical value; null when dropped
 * @param rule rule that dropped it; null when kept
 */
record Canonical(@Nullable String value, @Nullable DropRule rule) {

  static Canonical kept(String value) {
    return new Canonical(value, null);
  }

  static Canonical dropped(DropRule rule) {
    return new Canonical(null, rule);
  }
}
