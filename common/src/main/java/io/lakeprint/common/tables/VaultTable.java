package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * The values of identifiers whose storage is {@code vault}, encrypted: everywhere else there are
 * only their tokens. Written at ingest, once per identifier; opened by activation alone; sealed
 * anew when its keys change. It cannot be rebuilt from the lake, so it belongs into the backup.
 * Grain: (id_type, scope, token).
 */
public final class VaultTable {
  public static final ColumnSpec ID_TYPE =
      required("id_type", STRING, "Declared identifier type (identifiers.types)");
  public static final ColumnSpec SCOPE =
      required("scope", STRING, "App or platform that the value belongs to; empty = everywhere");
  public static final ColumnSpec TOKEN =
      required("token", STRING, "Keyed hash of the value, as events and identity have it")
          .pseudonym();
  public static final ColumnSpec SEALED_VALUE =
      required(
              "sealed_value",
              STRING,
              "The canonical value, AES-256-GCM, bound to type and scope; URL-safe base 64")
          .personal();
  public static final ColumnSpec KEY_VERSION =
      required("key_version", INT, "Version of the key that it was sealed with");
  public static final ColumnSpec BATCH_ID =
      required("batch_id", STRING, "Batch of ingest that brought it first").auditOnly();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.SOURCE,
              "vault.identifiers",
              "One identifier kept encrypted",
              ID_TYPE,
              SCOPE,
              TOKEN,
              SEALED_VALUE,
              KEY_VERSION,
              BATCH_ID)
          .key(ID_TYPE, SCOPE, TOKEN)
          .statisticsOn(ID_TYPE, KEY_VERSION);

  private VaultTable() {}
}
