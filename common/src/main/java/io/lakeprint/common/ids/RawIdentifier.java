package io.lakeprint.common.ids;

import org.jspecify.annotations.Nullable;

/**
 * An identifier as a source wrote it, personal and unchecked: never log it.
 *
 * @param type name of its type; null = no identifier
 * @param scope app or platform; null = everywhere
 * @param value null = no identifier
 */
public record RawIdentifier(@Nullable String type, @Nullable String scope, @Nullable String value) {

  @Override
  public String toString() {
    return "RawIdentifier[" + type + "]";
  }
}
