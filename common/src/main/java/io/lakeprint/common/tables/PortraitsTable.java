package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * A person on one row: who they are, their tags, scores and cluster; one more column per tag and
 * published score. Grain: one_id.
 */
public final class PortraitsTable {
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "The person").pseudonym();
  public static final ColumnSpec PERSON_KIND =
      required("person_kind", STRING, "member, contactable or anonymous");
  public static final ColumnSpec FIRST_SEEN_AT =
      required("first_seen_at", TIMESTAMP, "First sighting, UTC");
  public static final ColumnSpec LAST_SEEN_AT =
      required("last_seen_at", TIMESTAMP, "Last sighting, UTC");
  public static final ColumnSpec IDENTIFIER_COUNT =
      required("identifier_count", LONG, "Identifiers owned");
  public static final ColumnSpec CHANNELS =
      optional("channels", STRING, "Channels used, comma-separated and sorted; null = none");
  public static final ColumnSpec CLUSTER_ID =
      optional("cluster_id", STRING, "Cluster; null = not clustered");
  public static final ColumnSpec CLUSTER_NAME =
      optional("cluster_name", STRING, "Readable name of the cluster; null = not clustered");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "profile.portraits",
              "One active person",
              ONE_ID,
              PERSON_KIND,
              FIRST_SEEN_AT,
              LAST_SEEN_AT,
              IDENTIFIER_COUNT,
              CHANNELS,
              CLUSTER_ID,
              CLUSTER_NAME)
          .key(ONE_ID)
          .restates(Restatement.FOLLOWS)
          .asExchange();

  private PortraitsTable() {}
}
