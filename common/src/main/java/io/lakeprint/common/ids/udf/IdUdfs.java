package io.lakeprint.common.ids.udf;

import io.lakeprint.common.ids.IdResolver;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Identifier resolution for columns. */
public final class IdUdfs {

  /** Field of the result: identifiers in their stored form, as {@code EventsTable.IDS_TYPE}. */
  public static final String IDS = "ids";

  /** Field of the result: node of the first identifier; null when there is none. */
  public static final String ANCHOR_NODE = "anchor_node";

  /** Field of the result: {@code type:rule} of each dropped value. */
  public static final String DROPPED = "dropped";

  /** Field of the result: encrypted values of vault types. */
  public static final String VAULTED = "vaulted";

  private IdUdfs() {}

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
