package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * Tags, segments, metrics and reports as they were defined. Grain: (kind, definition_id, version).
 */
public final class DefinitionsTable {
  public static final ColumnSpec KIND =
      required("kind", STRING, "tag, segment, metric, report, trigger");
  public static final ColumnSpec DEFINITION_ID = required("definition_id", STRING, "Id");
  public static final ColumnSpec VERSION = required("version", STRING, "Hash of the definition");
  public static final ColumnSpec NAME_ZH = required("name_zh", STRING, "Chinese name");
  public static final ColumnSpec NAME_EN = required("name_en", STRING, "English name");
  public static final ColumnSpec OWNER =
      optional("owner", STRING, "Who answers for it; null = nobody said");
  public static final ColumnSpec DEFINITION =
      required("definition", STRING, "The definition as HOCON");
  public static final ColumnSpec FIRST_USED_ON =
      required("first_used_on", DATE, "As-of date of the first run with it").auditOnly();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.OPS,
              "ops.definitions",
              "One version of one definition",
              KIND,
              DEFINITION_ID,
              VERSION,
              NAME_ZH,
              NAME_EN,
              OWNER,
              DEFINITION,
              FIRST_USED_ON)
          .key(KIND, DEFINITION_ID, VERSION)
          .asExchange();

  private DefinitionsTable() {}
}
