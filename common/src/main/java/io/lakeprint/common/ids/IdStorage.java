package io.lakeprint.common.ids;

/** In which form identifiers of a type are kept. */
public enum IdStorage {
  /** The canonical value itself. */
  CLEAR,
  /** A keyed token; the value is kept nowhere. */
  TOKEN,
  /** A keyed token, and the value encrypted in {@code vault.identifiers}. */
  VAULT
}
