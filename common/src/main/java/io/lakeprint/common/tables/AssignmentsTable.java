package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * Who of an audience is acted on and who is held out, to measure what the action does. Decided when
 * a person first comes into the audience, and kept. Grain: (activation, one_id).
 */
public final class AssignmentsTable {
  public static final String TREATED = "treated";
  public static final String HELD_OUT = "held_out";

  public static final ColumnSpec ACTIVATION = required("activation", STRING, "The activation");
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person at the time").pseudonym();
  public static final ColumnSpec ARM =
      required("arm", STRING, "Acted on or held out").oneOf(TREATED, HELD_OUT);
  public static final ColumnSpec ASSIGNED_ON =
      required("assigned_on", DATE, "As-of date of the first run with the person in the audience");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "activation.assignments",
              "One person in the audience of one activation",
              ACTIVATION,
              ONE_ID,
              ARM,
              ASSIGNED_ON)
          .key(ACTIVATION, ONE_ID)
          .partitionedBy(ACTIVATION)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private AssignmentsTable() {}
}
