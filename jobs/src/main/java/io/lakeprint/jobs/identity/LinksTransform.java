package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdOverridesTable;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Evidence per pair, and whether it may join: rows of {@code id_evidence} in, rows of {@code
 * id_links} between the lives of values out, before the union has suppressed any.
 *
 * <p>State is ACTIVE for a link that takes part in the union, WEAK below the minimum of evidence,
 * CUT where an operator voided all of its evidence, SUPPRESSED where an end is blocked or has
 * owners in turn; the union may yet suppress more.
 *
 * <p>Evidence through a node with owners in turn counts for its owner at that time: a pair (x, n)
 * seen while M had n is a pair (x, M); where nobody had it, or the sightings of a day straddle a
 * change of owner, it counts for nobody. One shuffle by pair.
 *
 * @param minDays days that co-seen pairs need
 */
record LinksTransform(int minDays, TypeRules types) {
  private static final String A = "a";
  private static final String B = "b";
  private static final String BEFORE = "before";

  /**
   * @param evidence rows of {@code id_evidence}
   * @param nodes rows of {@code id_nodes}: all that are not plain, and all that an override names
   * @param overrides rows of {@code id_overrides}; null = nobody said anything
   */
  Dataset<Row> apply(Dataset<Row> evidence, Dataset<Row> nodes, @Nullable Dataset<Row> overrides) {
    TypeRules rules = types;
    int days = minDays;
    MapPartitionsFunction<Row, Row> home = rows -> new LinkHomes(rows, rules);
    MapPartitionsFunction<Row, Row> fold = rows -> new LinkFold(rows, days);
    Dataset<Row> marked =
        nodes
            .where(not(IdNodesTable.IS_PLAIN.col()))
            .select(IdNodesTable.NODE_ID.col(), IdNodesTable.LIVES.col());
    Dataset<Row> counting = counting(evidence, marked);
    Dataset<Row> pairs =
        pairs(
            Cuts.marked(
                counting, IdEvidenceTable.NODE_A.col(), IdEvidenceTable.NODE_B.col(), overrides));
    if (overrides != null) {
      pairs = pairs.unionByName(words(overrides, nodes));
    }
    Dataset<Row> homes =
        pairs
            .join(end(marked, A), IdEvidenceTable.NODE_A.col().equalTo(col(A)), "left")
            .join(end(marked, B), IdEvidenceTable.NODE_B.col().equalTo(col(B)), "left")
            .select(
                IdEvidenceTable.NODE_A.col(),
                IdEvidenceTable.NODE_B.col(),
                IdEvidenceTable.TYPE_A.col(),
                IdEvidenceTable.TYPE_B.col(),
                IdEvidenceTable.KIND.col(),
                GraphColumns.DAY.col(),
                GraphColumns.FIRST.col(),
                GraphColumns.LAST.col(),
                GraphColumns.SIGHTINGS.col(),
                col(Cuts.CUT_ON),
                col(lives(A)),
                col(lives(B)))
            .mapPartitions(home, Encoders.row(LinkHomes.SCHEMA));
    Column cut = GraphColumns.DAY.col().leq(col(Cuts.CUT_ON)).and(not(isWord()));
    Dataset<Row> links =
        Cuts.marked(homes, col(LinkHomes.SMALLER), col(LinkHomes.LARGER), overrides)
            .withColumn(
                GraphColumns.STANDING.name(),
                when(cut, LinkHomes.CUT).otherwise(GraphColumns.STANDING.col()))
            .repartition(IdLinksTable.NODE_A.col(), IdLinksTable.NODE_B.col())
            .sortWithinPartitions(
                IdLinksTable.NODE_A.col(), IdLinksTable.NODE_B.col(), GraphColumns.DAY.col())
            .mapPartitions(fold, Encoders.row(LinkFold.SCHEMA));
    return links.select(
        IdLinksTable.SPEC.columns().stream().map(LinksTransform::declared).toArray(Column[]::new));
  }

  /** Without evidence behind an identifier that is not blocked. */
  private static Dataset<Row> counting(Dataset<Row> evidence, Dataset<Row> marked) {
    Column behind = IdEvidenceTable.BEHIND.col();
    Column[] row =
        IdEvidenceTable.SPEC.columns().stream().map(ColumnSpec::col).toArray(Column[]::new);
    Dataset<Row> fallbacks =
        evidence
            .where(size(behind).gt(0))
            .withColumn(BEFORE, explode(behind))
            .join(end(marked, A), col(BEFORE).equalTo(col(A)))
            .where(
                standing(col(lives(A)), IdEvidenceTable.EVENT_DATE.col())
                    .equalTo(NodeLives.BLOCKED))
            .groupBy(row)
            .agg(count(lit(1)).as(BEFORE))
            .where(col(BEFORE).equalTo(size(behind)))
            .select(row);
    return evidence.where(size(behind).equalTo(0)).select(row).unionByName(fallbacks);
  }

  /** Standing of the life that a day belongs to, as {@link LinkHomes} finds it. */
  private static Column standing(Column lives, Column day) {
    Column begun = filter(lives, life -> life.getField("from_day").leq(day));
    return coalesce(element_at(begun, -1), element_at(lives, 1)).getField("standing");
  }

  private static Column declared(ColumnSpec column) {
    return column.type().equals(IdLinksTable.FIRST_SEEN_AT.type())
        ? timestamp_micros(column.col()).as(column.name())
        : column.col();
  }

  /** What an operator linked: only withdrawing it voids that. */
  private static Column isWord() {
    return IdEvidenceTable.KIND.col().equalTo(LinkKind.OPERATOR.label());
  }

  private static Dataset<Row> pairs(Dataset<Row> evidence) {
    return evidence
        .where(not(IdEvidenceTable.NODE_A.col().equalTo(IdEvidenceTable.NODE_B.col())))
        .where(IdEvidenceTable.KIND.col().isin(LinkKind.labels()))
        .select(
            IdEvidenceTable.NODE_A.col(),
            IdEvidenceTable.NODE_B.col(),
            IdEvidenceTable.TYPE_A.col(),
            IdEvidenceTable.TYPE_B.col(),
            IdEvidenceTable.KIND.col(),
            unix_date(IdEvidenceTable.EVENT_DATE.col()).as(GraphColumns.DAY.name()),
            unix_micros(IdEvidenceTable.FIRST_AT.col()).as(GraphColumns.FIRST.name()),
            unix_micros(IdEvidenceTable.LAST_AT.col()).as(GraphColumns.LAST.name()),
            IdEvidenceTable.EVENT_COUNT.col().as(GraphColumns.SIGHTINGS.name()),
            col(Cuts.CUT_ON));
  }

  /** What operators linked, as evidence of that day between identifiers that were seen. */
  private static Dataset<Row> words(Dataset<Row> overrides, Dataset<Row> nodes) {
    Dataset<Row> known = nodes.select(IdNodesTable.NODE_ID.col(), IdNodesTable.ID_TYPE.col());
    return overrides
        .where(IdOverridesTable.KIND.col().equalTo("MUST_LINK"))
        .join(
            known.toDF(A, IdEvidenceTable.TYPE_A.name()),
            IdOverridesTable.NODE_A.col().equalTo(col(A)))
        .join(
            known.toDF(B, IdEvidenceTable.TYPE_B.name()),
            IdOverridesTable.NODE_B.col().equalTo(col(B)))
        .select(
            col(A).as(IdEvidenceTable.NODE_A.name()),
            col(B).as(IdEvidenceTable.NODE_B.name()),
            IdEvidenceTable.TYPE_A.col(),
            IdEvidenceTable.TYPE_B.col(),
            lit(LinkKind.OPERATOR.label()).as(IdEvidenceTable.KIND.name()),
            unix_date(IdOverridesTable.EFFECTIVE_ON.col()).as(GraphColumns.DAY.name()),
            unix_micros(IdOverridesTable.EFFECTIVE_ON.col().cast("timestamp"))
                .as(GraphColumns.FIRST.name()),
            unix_micros(IdOverridesTable.EFFECTIVE_ON.col().cast("timestamp"))
                .as(GraphColumns.LAST.name()),
            lit(0L).as(GraphColumns.SIGHTINGS.name()),
            lit(Integer.MIN_VALUE).as(Cuts.CUT_ON));
  }

  /** Some percents of all identifiers, at 100 bytes or so: small enough to go to every task. */
  private static Dataset<Row> end(Dataset<Row> marked, String end) {
    return broadcast(marked.toDF(end, lives(end)));
  }

  private static String lives(String end) {
    return end + "_lives";
  }
}
