package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.ids.TypedIdentifier;
import java.util.Locale;

/** What operators can get wrong, and what the tables may not say. */
final class ToolErrors {

  static UsageException selfLink(TypedIdentifier one) {
    return new UsageException(
        "SELF_LINK",
        "Both arguments are the same identifier, " + one + ".",
        "An identifier needs no link to itself and cannot be parted from itself.",
        "Give two different identifiers.");
  }

  static UsageException principalBlocked(TypedIdentifier one) {
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
