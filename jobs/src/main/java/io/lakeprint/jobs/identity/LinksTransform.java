package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdLinksTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Evidence per pair, and whether it may join: sightings per day, ownerships and excluded nodes in;
 * one row per (node_a, node_b) out, the columns of {@code id_links} and the recency that orders it.
 *
 * <p>State is ACTIVE for a link that takes part in the union, WEAK below the minimum of evidence,
 * SUPPRESSED where an end is blocked or has owners in turn; the union may yet suppress more.
 *
 * <p>Evidence through a node with owners in turn counts for its owner at that time: a pair (x, n)
 * seen while M had n is a pair (x, M); where nobody had it, or the sightings of a day straddle a
 * change of owner, it counts for nobody.
 *
 * @param minDays days that co-seen pairs need
 */
record LinksTransform(int minDays, TypeRules types) {
  private static final String SHARED = "shared";
  private static final String OWNED = "owned";
  private static final String STRONGEST = "strongest";
  private static final String WEAKNESS = "weakness";
  private static final String SINCE = "since";

  /**
   * @param sightings of {@link SightingsTransform}
   * @param owners of {@link OwnersTransform}
   * @param excluded (node, standing) of every node that takes no part in unions
   */
  Dataset<Row> apply(Dataset<Row> sightings, Dataset<Row> owners, Dataset<Row> excluded) {
    Dataset<Row> shared = owners.select(GraphColumns.NODE.col()).distinct();
    Dataset<Row> evidence =
        sightings
            .unionByName(rehomed(sightings, owners, shared, true))
            .unionByName(rehomed(sightings, owners, shared, false));
    Column kind = GraphColumns.KIND.col();
    Column strongest =
        struct(
            LinkKind.strengthOf(kind).multiply(-1).as(WEAKNESS),
            GraphColumns.FIRST_AT.col().as(SINCE));
    Column verified = when(kind.equalTo(LinkKind.VERIFIED.column()), GraphColumns.LAST_AT.col());
    Dataset<Row> links =
        evidence
            .groupBy(IdLinksTable.NODE_A.col(), IdLinksTable.NODE_B.col())
            .agg(
                min(GraphColumns.FIRST_AT.col()).as(IdLinksTable.FIRST_SEEN_AT.name()),
                max(GraphColumns.LAST_AT.col()).as(IdLinksTable.LAST_SEEN_AT.name()),
                size(collect_set(GraphColumns.DAY.col()))
                    .cast(IdLinksTable.DAY_COUNT.type())
                    .as(IdLinksTable.DAY_COUNT.name()),
                sum(GraphColumns.SIGHTINGS.col()).as(IdLinksTable.SIGHTING_COUNT.name()),
                array_join(array_sort(collect_set(kind)), ",").as(IdLinksTable.KINDS.name()),
                min(strongest).as(STRONGEST),
                max(verified).as(IdLinksTable.VERIFIED_AT.name()));
    return judged(links, excluded);
  }

  private Dataset<Row> judged(Dataset<Row> links, Dataset<Row> excluded) {
    Column weak =
        IdLinksTable.KINDS
            .col()
            .equalTo(LinkKind.CO_SEEN.column())
            .and(IdLinksTable.DAY_COUNT.col().lt(minDays));
    return links
        .join(standing(excluded, "a"), IdLinksTable.NODE_A.col().equalTo(col("a")), "left")
        .join(standing(excluded, "b"), IdLinksTable.NODE_B.col().equalTo(col("b")), "left")
        .select(
            IdLinksTable.NODE_A.col(),
            IdLinksTable.NODE_B.col(),
            IdLinksTable.FIRST_SEEN_AT.col(),
            IdLinksTable.LAST_SEEN_AT.col(),
            IdLinksTable.DAY_COUNT.col(),
            IdLinksTable.SIGHTING_COUNT.col(),
            IdLinksTable.KINDS.col(),
            IdLinksTable.STRENGTH.is(col(STRONGEST).getField(WEAKNESS).multiply(-1)),
            IdLinksTable.VERIFIED_AT.col(),
            coalesce(col(rule("a")), col(rule("b"))).as(GraphColumns.STANDING.name()),
            col(STRONGEST).getField(SINCE).as(GraphColumns.RECENCY.name()))
        .withColumn(
            IdLinksTable.STATE.name(),
            when(GraphColumns.STANDING.col().isNotNull(), "SUPPRESSED")
                .when(weak, "WEAK")
                .otherwise("ACTIVE"))
        .withColumn(
            IdLinksTable.RULE.name(),
            when(GraphColumns.STANDING.col().isNotNull(), GraphColumns.STANDING.col())
                .when(weak, "min-days"))
        .drop(GraphColumns.STANDING.name());
  }

  private static Dataset<Row> standing(Dataset<Row> excluded, String end) {
    return excluded.select(
        GraphColumns.NODE.col().as(end), GraphColumns.STANDING.col().as(rule(end)));
  }

  private static String rule(String end) {
    return end + "_standing";
  }

  /** Sightings with the shared node, which is node_a where {@code first}, replaced by its owner. */
  private Dataset<Row> rehomed(
      Dataset<Row> sightings, Dataset<Row> owners, Dataset<Row> shared, boolean first) {
    Column sharedNode = (first ? IdLinksTable.NODE_A : IdLinksTable.NODE_B).col();
    Column otherNode = (first ? IdLinksTable.NODE_B : IdLinksTable.NODE_A).col();
    Column otherType = (first ? GraphColumns.TYPE_B : GraphColumns.TYPE_A).col();
    Column principal = GraphColumns.PRINCIPAL.of(OWNED);
    Column whileOwned =
        GraphColumns.NODE
            .of(OWNED)
            .equalTo(sharedNode)
            .and(principal.isNotNull())
            .and(GraphColumns.VALID_FROM.of(OWNED).leq(GraphColumns.FIRST_AT.col()))
            .and(
                coalesce(
                    GraphColumns.LAST_AT.col().lt(GraphColumns.VALID_TO.of(OWNED)), lit(true)));
    Column inOrder = otherNode.lt(principal);
    // The principal's own type is not needed any more: only sightings are judged by type.
    return sightings
        .where(types.isPrincipal(otherType).unary_$bang())
        .join(shared.as(SHARED), GraphColumns.NODE.of(SHARED).equalTo(otherNode), "left_anti")
        .join(owners.as(OWNED), whileOwned)
        .select(
            least(otherNode, principal).as(IdLinksTable.NODE_A.name()),
            greatest(otherNode, principal).as(IdLinksTable.NODE_B.name()),
            when(inOrder, otherType).as(GraphColumns.TYPE_A.name()),
            when(inOrder, lit(null)).otherwise(otherType).as(GraphColumns.TYPE_B.name()),
            GraphColumns.KIND.col(),
            GraphColumns.DAY.col(),
            GraphColumns.FIRST_AT.col(),
            GraphColumns.LAST_AT.col(),
            GraphColumns.SIGHTINGS.col());
  }
}
