package io.lakeprint.common.ids.udf;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.OneIds;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Identifier resolution and ids of persons for columns. */
public final class IdUdfs {

  /** Field of the result: identifiers in their stored form, as {@code EventsTable.IDS_TYPE}. */
  public static final String IDS = "ids";

  /** Field of the result: node of the first identifier; null when there is none. */
  public static final String ANCHOR_NODE = "anchor_node";

  /** Field of the result: {@code type:rule} of each dropped value. */
  public static final String DROPPED = "dropped";

  /** Field of the result: encrypted values of vault types. */
  public static final String VAULTED = "vaulted";

  /** One call instead of the dozen functions that Spark would need for it. */
  private static final UserDefinedFunction FOUNDED =
      functions
          .udf(
              (@Nullable Long node, @Nullable Long generation) ->
                  node == null || generation == null ? null : OneIds.ofFounder(node, generation),
              DataTypes.StringType)
          .withName("one_id");

  private IdUdfs() {}

  /** The id of the first person that {@code node} founds, see {@link OneIds}; null for null. */
  public static Column oneId(Column node) {
    return oneId(node, functions.lit(0));
  }

  /** The id of the person that {@code node} founds after {@code generation} others. */
  public static Column oneId(Column node, Column generation) {
    return FOUNDED.apply(node.cast(DataTypes.LongType), generation.cast(DataTypes.LongType));
  }

  /**
   * Resolves the identifiers of a record.
   *
   * @param ids {@code array<struct<type: string, scope: string, value: string>>} as the source
   *     wrote it; null is an empty array
   * @return {@code struct<ids: array<struct<type, scope, value>>, anchor_node: bigint, dropped:
   *     array<string>, vaulted: array<struct<type, scope, token, sealed: string, key_version:
   *     int>>>}, never null; deterministic
   */
  public static Column resolve(Column ids, IdResolver resolver) {
    return functions
        .udf(new ResolveFunction(resolver), ResolveFunction.TYPE)
        .withName("resolve_ids")
        .apply(ids);
  }
}
