package io.lakeprint.jobs.behaviour.functions.udf;

import static org.apache.spark.sql.functions.udaf;

import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The aggregate functions that SQL may call; conditions are a list of booleans, of which null is
 * false, and rows with another null are left out:
 *
 * <ul>
 *   <li>{@code window_funnel(window_seconds, modes, at, array(…))}: length of the longest chain
 *   <li>{@code retention(array(…))}: list of 1 and 0
 *   <li>{@code sequence_match(pattern, at, array(…))}: whether the pattern matches
 *   <li>{@code sequence_count(pattern, at, array(…))}: how often, without overlap
 *   <li>{@code sequence_next_node(direction, base, at, base_condition, value, array(…))}: the value
 *       that follows the chain, or null
 * </ul>
 */
public final class BehaviourFunctions {

  private BehaviourFunctions() {}

  /** Makes the functions known to the session's SQL; a second time changes nothing. */
  public static void register(SparkSession session) {
    register(session, "window_funnel", new WindowFunnelFunction(), WindowFunnelFunction.ARGUMENTS);
    register(
        session,
        "retention",
        new RetentionFunction(session.implicits().newIntArrayEncoder()),
        RetentionFunction.ARGUMENTS);
    register(
        session, "sequence_match", new SequenceMatchFunction(), SequenceMatchFunction.ARGUMENTS);
    register(
        session, "sequence_count", new SequenceCountFunction(), SequenceCountFunction.ARGUMENTS);
    register(session, "sequence_next_node", new NextNodeFunction(), NextNodeFunction.ARGUMENTS);
  }

  private static void register(
      SparkSession session, String name, SequenceFunction<?> function, String arguments) {
    session.udf().register(name, udaf(function, Encoders.row(StructType.fromDDL(arguments))));
  }
}
