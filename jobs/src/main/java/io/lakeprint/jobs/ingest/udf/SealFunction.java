package io.lakeprint.jobs.ingest.udf;

import io.lakeprint.jobs.ingest.read.RecordSeal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Closes records in columns; null where there are no bytes. The key stands in this object, so that
 * no plan prints it.
 */
public final class SealFunction
    implements UDF2<@Nullable String, byte @Nullable [], byte @Nullable []> {

  private static final long serialVersionUID = 1L;

  private final RecordSeal seal;

  private SealFunction(RecordSeal seal) {
    this.seal = seal;
  }

  /** The record of these bytes and this layout, closed. */
  public static Column of(RecordSeal seal, Column layout, Column raw) {
    return functions
        .udf(new SealFunction(seal), DataTypes.BinaryType)
        .withName("seal_record")
        .apply(layout, raw);
  }

  @Override
  public byte @Nullable [] call(@Nullable String layout, byte @Nullable [] raw) {
    return raw == null ? null : seal.close(layout, raw);
  }
}
