package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * Attributes imported or declared (Sensors profile_*, Segment traits, CRM files), as changes with
 * source and time. Grain: (source, event_id, attribute).
 */
public final class AttributeUpdatesTable {
  public static final ColumnSpec SOURCE = required("source", STRING, "Configured source");
  public static final ColumnSpec EVENT_ID =
      required("event_id", STRING, "The sender's record id, unique with source and attribute");
  public static final ColumnSpec ATTRIBUTE = required("attribute", STRING, "Attribute name");
  public static final ColumnSpec OPERATION =
      required("operation", STRING, "What the change does")
          .oneOf("set", "set_once", "increment", "append", "unset", "delete");
  public static final ColumnSpec VALUE =
      optional("value", STRING, "Value as text, masked like free text; null for unset and delete")
          .personal();
  public static final ColumnSpec ANCHOR_NODE =
      required("anchor_node", LONG, "Node the change is about").pseudonym();
  public static final ColumnSpec IDS =
      required("ids", EventsTable.IDS_TYPE, "Identifiers on the record, in their stored form")
          .pseudonym();
  public static final ColumnSpec UPDATED_AT =
      required("updated_at", TIMESTAMP, "When it was changed, UTC");
  public static final ColumnSpec EVENT_DATE =
      required("event_date", DATE, "Business day of updated_at");
  public static final ColumnSpec BATCH_ID =
      required("batch_id", STRING, "Ingest batch that accepted it").auditOnly();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "profile.attribute_updates",
              "One change to one attribute of one node",
              SOURCE,
              EVENT_ID,
              ATTRIBUTE,
              OPERATION,
              VALUE,
              ANCHOR_NODE,
              IDS,
              UPDATED_AT,
              EVENT_DATE,
              BATCH_ID)
          .key(SOURCE, EVENT_ID, ATTRIBUTE)
          .statisticsOn(EVENT_DATE, BATCH_ID)
          .withChangeFeed();

  private AttributeUpdatesTable() {}
}
