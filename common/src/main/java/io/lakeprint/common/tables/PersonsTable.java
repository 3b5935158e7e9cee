package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** People. Grain: one_id. */
public final class PersonsTable {
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "The person").pseudonym();
  public static final ColumnSpec PERSON_KIND =
      required(
              "person_kind",
              STRING,
              "member: has a member id; contactable: has a phone, email or messenger id; anonymous: neither")
          .oneOf("member", "contactable", "anonymous");
  public static final ColumnSpec FOUNDER_NODE =
      required("founder_node", LONG, "Node the id was derived from; frozen").pseudonym();
  public static final ColumnSpec CREATED_ON =
      required("created_on", DATE, "Business day of the earliest sighting when the id was created");
  public static final ColumnSpec NODE_COUNT = required("node_count", LONG, "Identifiers owned");
  public static final ColumnSpec FIRST_SEEN_AT =
      required("first_seen_at", TIMESTAMP, "First sighting of any of them, UTC");
  public static final ColumnSpec LAST_SEEN_AT =
      required("last_seen_at", TIMESTAMP, "Last sighting of any of them, UTC");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "identity.persons",
              "One current person",
              ONE_ID,
              PERSON_KIND,
              FOUNDER_NODE,
              CREATED_ON,
              NODE_COUNT,
              FIRST_SEEN_AT,
              LAST_SEEN_AT)
          .key(ONE_ID)
          .statisticsOn(ONE_ID)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private PersonsTable() {}
}
