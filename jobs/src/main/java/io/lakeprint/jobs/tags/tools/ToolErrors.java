package io.lakeprint.jobs.tags.tools;

import io.lakeprint.common.error.InputContractException;
import java.time.LocalDate;

/** What operators can get wrong. */
final class ToolErrors {

  private ToolErrors() {}

  static InputContractException unknownPerson(String oneId, LocalDate asOf) {
    return new InputContractException(
        "UNKNOWN_PERSON",
        "There is no person " + oneId + " at the end of " + asOf + ".",
        "identity.persons has no such one_id: it is mistyped, or was merged into another person.",
        "lakeprint identity show finds a person by an identifier or an earlier id.");
  }
}
