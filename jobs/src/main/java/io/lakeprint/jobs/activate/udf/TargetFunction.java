package io.lakeprint.jobs.activate.udf;

import io.lakeprint.common.privacy.VaultKeys;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Opens the vault, and writes what was in it as a destination wants it. The one place of the house
 * that does so; carries the keys, which no plan prints.
 */
public final class TargetFunction
    implements UDF5<String, String, String, @Nullable String, @Nullable Integer, @Nullable String> {

  private static final long serialVersionUID = 1L;

  private final VaultKeys keys;
  private final boolean vaulted;
  private final String text;
  private final @Nullable String digest;
  private final String country;

  /**
   * A function for one kind of target.
   *
   * @param keys what opens the vault
   * @param vaulted whether the value is in the vault; else its stored form is the value
   * @param text name of the way of writing
   * @param digest name of a message digest; null = in the clear
   * @param country ISO 3166 code of the country whose numbers lose their code
   */
  public TargetFunction(
      VaultKeys keys, boolean vaulted, String text, @Nullable String digest, String country) {
    this.keys = keys;
    this.vaulted = vaulted;
    this.text = text;
    this.digest = digest;
    this.country = country;
  }

  @Override
  public @Nullable String call(
      String type,
      String scope,
      String stored,
      @Nullable String sealed,
      @Nullable Integer version) {
    String clear = stored;
    if (vaulted) {
      if (sealed == null || version == null) {
        return null;
      }
      clear = keys.open(type, scope, sealed, version);
      if (clear == null) {
        return null;
      }
    }
    return WrittenTarget.of(clear, text, digest, country);
  }

  /**
   * The target as the destination wants it; null where its value cannot be told.
   *
   * @param stored stored form of the identifier
   * @param sealed its encrypted value and, in {@code version}, the version of the key
   */
  public Column apply(Column type, Column scope, Column stored, Column sealed, Column version) {
    return functions
        .udf(this, DataTypes.StringType)
        .withName("target")
        .apply(type, scope, stored, sealed, version);
  }

  @Override
  public String toString() {
    return "target";
  }
}
