package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** What operators can get wrong, and what the tables may not say. */
final class ToolErrors {

  static UsageException notAnIdentifier(int position) {
    return new UsageException(
        "NOT_AN_IDENTIFIER",
        "Identifier " + position + " is not of the form type:value.",
        "An identifier names its type first, such as member_id:ann or wechat_openid@app1:o-77.",
        "Write it so; lakeprint identity explain --help shows examples.");
  }

  static UsageException tooFew(int wanted, int given) {
    return new UsageException(
        "IDENTIFIERS_MISSING",
        String.format(Locale.ROOT, "%d identifiers are needed and %d are given.", wanted, given),
        "Each '-' among the arguments, and each one left out, is read as a line of standard input.",
        "Give them as arguments, or pipe one per line.");
  }

  static UsageException tooMany(int wanted, int given) {
    return new UsageException(
        "TOO_MANY_IDENTIFIERS",
        String.format(Locale.ROOT, "%d identifiers are given and %d is wanted.", given, wanted),
        "This command is about one identifier.",
        "Give one; run it again for the other.");
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

  static UsageException selfLink(Named one) {
    return new UsageException(
        "SELF_LINK",
        "Both arguments are the same identifier, " + one + ".",
        "An identifier needs no link to itself and cannot be parted from itself.",
        "Give two different identifiers.");
  }

  static UsageException principalBlocked(Named one) {
    return new UsageException(
        "PRINCIPAL_NOT_BLOCKED",
        one + " is an account that somebody logs in with and cannot be blocked.",
        "It would leave its events without a person and its devices without an owner.",
        "Use unlink to part it from an identifier.");
  }

  static UsageException contradiction(String wish, String standing, String id) {
    return new UsageException(
        "CONTRADICTORY_OVERRIDE",
        wish + " contradicts override " + id + ".",
        standing,
        "Take that back first: lakeprint identity withdraw " + id);
  }

  static InputContractException neverSeen(Named one) {
    return new InputContractException(
        "UNKNOWN_IDENTIFIER",
        "No person's identifier is " + one + ".",
        "No event has carried it up to the last identity run, or its type or scope is another one.",
        "Check type, scope and spelling; after new events run lakeprint identity.");
  }

  static InputContractException unknownPerson(String oneId) {
    return new InputContractException(
        "UNKNOWN_PERSON",
        "Nobody is or was called " + oneId + ".",
        "identity_log never gave that id in this lake.",
        "Ids have 16 characters of 0-9 and a-v; identifiers are written type:value.");
  }

  static InputContractException unknownOverride(String id) {
    return new InputContractException(
        "UNKNOWN_OVERRIDE",
        "There is no override " + id + " that holds.",
        "It was never made in this lake, or is withdrawn.",
        "lakeprint identity audit lists those that hold.");
  }

  static InputContractException neverRan() {
    return new InputContractException(
        "IDENTITY_NEVER_RAN",
        "There is nothing to compare: identity has finished no run in this lake.",
        "identity.identity_runs has no row.",
        "Run lakeprint identity first.");
  }

  static GateRefusedException differs(long rows) {
    return new GateRefusedException(
        "IDENTITY_NOT_RECONCILED",
        String.format(Locale.ROOT, "%,d rows differ from a full rebuild.", rows),
        "Somebody else wrote tables of identity, or the incremental run has a defect.",
        "Run lakeprint identity and reconcile again; if it still differs, report it.");
  }

  private ToolErrors() {}
}
