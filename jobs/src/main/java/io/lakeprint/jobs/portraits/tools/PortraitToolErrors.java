package io.lakeprint.jobs.portraits.tools;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.ids.TypedIdentifier;

/** Whom nobody can show. */
final class PortraitToolErrors {

  private PortraitToolErrors() {}

  static InputContractException unknownPerson(String oneId) {
    return new InputContractException(
        "UNKNOWN_PERSON",
        "Nobody is or was called " + oneId + ".",
        "Neither identity.persons nor identity.one_id_aliases has that id.",
        "Ids have 16 characters of 0-9 and a-v; identifiers are written type:value.");
  }

  static InputContractException nobodys(TypedIdentifier typed, String state) {
    return new InputContractException(
        "NOBODYS_IDENTIFIER",
        typed + " is in nobody's hands now (" + state + ").",
        "It was erased, or it stands for too many people to say anything of one of them.",
        "lakeprint identity show tells whose it was; show the person by another identifier.");
  }

  static UsageException tooFew(String option, int given) {
    return new UsageException(
        "NOTHING_TO_SHOW",
        option + " is " + given + ".",
        "It says how many to show.",
        "Give a number from 1.");
  }
}
