package io.lakeprint.common.ids;

import io.lakeprint.common.error.InputContractException;
import java.util.List;

/**
 * An identifier that an operator typed: shown as typed, because they know it already, and looked up
 * as stored.
 *
 * @param text {@code type:value} or {@code type@scope:value}, as it was given
 * @param id its stored form
 */
public record TypedIdentifier(String text, Identifier id) {

  /**
   * Reads one.
   *
   * @param position its place among those given, from 1; messages name it, because they never show
   *     a value
   * @throws io.lakeprint.common.error.UsageException {@code NOT_AN_IDENTIFIER}, {@code
   *     UNKNOWN_IDENTIFIER_TYPE}, or {@code IDENTIFIER_REFUSED} for a value that ingest drops too
   */
  public static TypedIdentifier read(
      String text, int position, IdentifiersConfig config, IdResolver resolver) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw IdErrors.notAnIdentifier(position);
    }
    String head = text.substring(0, colon);
    int at = head.indexOf('@');
    String type = at < 0 ? head : head.substring(0, at);
    if (!config.types().containsKey(type)) {
      throw IdErrors.unknownType(type, config.types().keySet());
    }
    String scope = at < 0 ? "" : head.substring(at + 1);
    ResolvedIds resolved =
        resolver.resolve(List.of(new RawIdentifier(type, scope, text.substring(colon + 1))));
    if (resolved.ids().isEmpty()) {
      String rule = resolved.dropped().get(0);
      throw IdErrors.refusedValue(type, rule.substring(rule.indexOf(':') + 1), config.maxLength());
    }
    return new TypedIdentifier(text, resolved.ids().get(0));
  }

  /** Its node. */
  public long node() {
    return id.node();
  }

  /** As it was typed. */
  @Override
  public String toString() {
    return text;
  }

  /** The failure of a tool that finds nobody with it. */
  public InputContractException neverSeen() {
    return IdErrors.neverSeen(this);
  }
}
