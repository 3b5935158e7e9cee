package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.AssignmentsTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who of an audience is held out. A person's arm is a function of activation and person (the hash
 * of both, as a number from 0 to 1, below {@code holdOut}), so that two activations hold different
 * people out; and once assigned it is kept, so that a share that changes later, and a person who
 * leaves and comes back, blur no measurement. Deterministic.
 *
 * @param activation id of the activation
 * @param holdOut share that is held out, 0 to below 1
 * @param asOf day that new assignments are made on
 */
record ArmsTransform(String activation, double holdOut, LocalDate asOf) {

  /** Fine enough for a share of a millionth. */
  private static final long STEPS = 1_000_000_000;

  private static final String KNOWN = "_known_arm";
  private static final String SINCE = "_known_since";

  /**
   * {@code AssignmentsTable} rows out, one per person of the audience.
   *
   * @param audience {@code one_id}
   * @param assignments what was assigned before, of any activation
   */
  Dataset<Row> apply(Dataset<Row> audience, Dataset<Row> assignments) {
    Dataset<Row> known =
        assignments
            .where(AssignmentsTable.ACTIVATION.col().equalTo(activation))
            .select(
                AssignmentsTable.ONE_ID.col(),
                AssignmentsTable.ARM.col().as(KNOWN),
                AssignmentsTable.ASSIGNED_ON.col().as(SINCE));
    return audience
        .join(known, new String[] {AssignmentsTable.ONE_ID.name()}, "left")
        .select(
            AssignmentsTable.ACTIVATION.is(lit(activation)),
            AssignmentsTable.ONE_ID.col(),
            AssignmentsTable.ARM.is(coalesce(col(KNOWN), arm())),
            AssignmentsTable.ASSIGNED_ON.is(coalesce(col(SINCE), lit(asOf))));
  }

  private Column arm() {
    Column place = pmod(xxhash64(lit(activation), AssignmentsTable.ONE_ID.col()), lit(STEPS));
    return when(place.lt(lit(Math.round(holdOut * STEPS))), AssignmentsTable.HELD_OUT)
        .otherwise(AssignmentsTable.TREATED);
  }
}
