package io.lakeprint.common.ids;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;
import java.util.TreeSet;

/** What can be wrong with an identifier that somebody typed. */
final class IdErrors {

  private IdErrors() {}

  static UsageException notAnIdentifier(int position) {
    return new UsageException(
        "NOT_AN_IDENTIFIER",
        "Identifier " + position + " is not of the form type:value.",
        "An identifier names its type first, such as member_id:ann or wechat_openid@app1:o-77.",
        "Write it so; lakeprint identity explain --help shows examples.");
  }

  static UsageException unknownType(String type, Collection<String> known) {
    return new UsageException(
        "UNKNOWN_IDENTIFIER_TYPE",
        "There is no identifier type '" + type + "'." + Suggestions.didYouMean(type, known),
        "Declared are " + String.join(", ", new TreeSet<>(known)) + ".",
        "Correct the type, or declare it under identifiers.types.");
  }

  static UsageException refusedValue(String type, String rule, int maxLength) {
    String why =
        switch (rule) {
          case "too_long" -> "It is longer than identifiers.max-length = " + maxLength + ".";
          case "malformed" -> "It is not of the form that type " + type + " has.";
          case "checksum" -> "Its check digit is wrong: probably a typing error.";
          default -> "Such values name nobody; ingest drops them too.";
        };
    return new UsageException(
        "IDENTIFIER_REFUSED",
        "The value given for " + type + " is no identifier (" + rule + ").",
        why,
        "Check the value; docs/identifiers.md lists the rules.");
  }

  static InputContractException neverSeen(TypedIdentifier one) {
    return new InputContractException(
        "UNKNOWN_IDENTIFIER",
        "No person's identifier is " + one + ".",
        "No event has carried it up to the last identity run, or its type or scope is another one.",
        "Check type, scope and spelling; after new events run lakeprint identity.");
  }
}
