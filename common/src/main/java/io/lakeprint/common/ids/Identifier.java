package io.lakeprint.common.ids;

/**
 * An identifier in its stored form.
 *
 * @param type declared type
 * @param scope app or platform within which it is unique; empty = everywhere
 * @param value token, or the canonical value of types stored in the clear
 */
public record Identifier(String type, String scope, String value) {

  /** Its node, see {@link NodeIds}. */
  public long node() {
    return NodeIds.node(type, scope, value);
  }
}
