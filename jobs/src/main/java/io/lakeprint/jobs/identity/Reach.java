package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What new evidence reaches: all that a run has to look at again so that nothing else can differ.
 * Those are the identifiers of which something new is said, those next to one whose standing or
 * owners changed, and all that evidence ties to either, suppressed links included.
 *
 * <p>History is read in narrow columns against small sets that are broadcast; only what is about
 * one of them is shuffled.
 *
 * @param before the state of the last run
 * @param overrides rows of {@code id_overrides}; null = nobody said anything
 * @param blocks (node) of the nodes that an operator blocked; null = none
 */
record Reach(
    IdentityTables before,
    @Nullable Dataset<Row> overrides,
    @Nullable Dataset<Row> blocks,
    NodesTransform gates,
    LinksTransform linking,
    UnaryOperator<Dataset<Row>> keep) {
  private static final String[] NODE = {GraphColumns.NODE.name()};
  private static final String A = "at_a";
  private static final String B = "at_b";
  private static final String PRINCIPAL = "is_principal";

  /**
   * What is looked at.
   *
   * @param reached (node)
   * @param nodes rows of {@code id_nodes} about them
   * @param links rows of {@link LinksTransform} that depend on them
   * @param currentNodes rows of {@code id_nodes} about them before
   * @param currentLinks rows of {@code id_links} that depended on them
   */
  record Found(
      Dataset<Row> reached,
      Dataset<Row> nodes,
      Dataset<Row> links,
      Dataset<Row> currentNodes,
      Dataset<Row> currentLinks) {}

  /** Nodes (node) of which the days' evidence says something else than it did. */
  Dataset<Row> news(Dataset<Row> fresh, List<LocalDate> days) {
    Dataset<Row> stale = before.evidence().where(isIn(days));
    Column same =
        IdEvidenceTable.SPEC.key().stream()
            .map(column -> column.of(A).equalTo(column.of(B)))
            .reduce(lit(true), Column::and);
    Column equal =
        List.of(
                IdEvidenceTable.FIRST_AT,
                IdEvidenceTable.LAST_AT,
                IdEvidenceTable.EVENT_COUNT,
                IdEvidenceTable.MOMENTS)
            .stream()
            .map(column -> column.of(A).eqNullSafe(column.of(B)))
            .reduce(
                IdEvidenceTable.NODE_A
                    .of(A)
                    .isNotNull()
                    .and(IdEvidenceTable.NODE_A.of(B).isNotNull()),
                Column::and);
    Dataset<Row> changed =
        fresh
            .as(A)
            .join(stale.as(B), same, "full")
            .where(not(equal))
            .select(
                coalesce(IdEvidenceTable.NODE_A.of(A), IdEvidenceTable.NODE_A.of(B)).as(A),
                coalesce(IdEvidenceTable.NODE_B.of(A), IdEvidenceTable.NODE_B.of(B)).as(B));
    return changed
        .select(col(A).as(GraphColumns.NODE.name()))
        .union(changed.select(col(B)))
        .distinct();
  }

  /**
   * @param news (node) of which something new is said
   * @param fresh rows of {@code id_evidence} of {@code days}, with scope and value
   */
  Found from(Dataset<Row> news, Dataset<Row> fresh, List<LocalDate> days) {
    Dataset<Row> evidence =
        before
            .evidence()
            .where(not(isIn(days)))
            .withColumn(IdNodesTable.SCOPE.name(), lit(null).cast("string"))
            .withColumn(IdNodesTable.ID_VALUE.name(), lit(null).cast("string"))
            .unionByName(fresh);
    Dataset<Row> aboutNews = keep.apply(touching(evidence, news));
    Dataset<Row> turned = keep.apply(turned(judged(aboutNews, news, undone(evidence))));
    Dataset<Row> reached =
        keep.apply(widened(news.union(neighbours(aboutNews, turned)).union(partners(news))));
    while (true) {
      Found found = look(evidence, reached);
      Dataset<Row> missing = missing(found);
      if (missing.isEmpty()) {
        return found;
      }
      reached = keep.apply(widened(reached.union(missing)));
    }
  }

  private Found look(Dataset<Row> evidence, Dataset<Row> reached) {
    Dataset<Row> about = keep.apply(touching(evidence, reached));
    Dataset<Row> current = keep.apply(only(before.nodes(), IdNodesTable.NODE_ID, reached));
    Dataset<Row> nodes = keep.apply(named(judged(about, reached, undone(evidence)), current));
    Dataset<Row> strangers =
        before
            .nodes()
            .where(not(IdNodesTable.IS_PLAIN.col()))
            .join(
                broadcast(reached),
                IdNodesTable.NODE_ID.col().equalTo(GraphColumns.NODE.col()),
                "left_anti");
    Dataset<Row> links = linking.apply(about, nodes.unionByName(strangers), overrides);
    return new Found(
        reached,
        nodes,
        keep.apply(depending(links, nodes)),
        current,
        keep.apply(depending(before.links(), current)));
  }

  private Dataset<Row> judged(Dataset<Row> about, Dataset<Row> nodes, Dataset<Row> undone) {
    return gates.apply(
        gates.ends(about.union(undone), overrides).join(broadcast(nodes), NODE, "left_semi"),
        blocks);
  }

  /**
   * What undid ties: few rows, and they concern children too, which they do not name. Twice is as
   * good as once.
   */
  private static Dataset<Row> undone(Dataset<Row> evidence) {
    return evidence.where(IdEvidenceTable.KIND.col().equalTo(EvidenceRules.UNBIND));
  }

  /** Scope and value from the last run, where the new evidence does not tell them. */
  private static Dataset<Row> named(Dataset<Row> nodes, Dataset<Row> current) {
    String scope = "known_scope";
    String value = "known_value";
    Dataset<Row> known =
        current.select(
            IdNodesTable.NODE_ID.col(),
            IdNodesTable.SCOPE.col().as(scope),
            IdNodesTable.ID_VALUE.col().as(value));
    return nodes
        .join(known, new String[] {IdNodesTable.NODE_ID.name()}, "left")
        .withColumn(IdNodesTable.SCOPE.name(), coalesce(IdNodesTable.SCOPE.col(), col(scope)))
        .withColumn(IdNodesTable.ID_VALUE.name(), coalesce(IdNodesTable.ID_VALUE.col(), col(value)))
        .select(IdNodesTable.SPEC.cols());
  }

  /** Nodes whose standing, lives or owners in turn are others than before. */
  private Dataset<Row> turned(Dataset<Row> nodes) {
    String standings = "standings";
    String were = "were";
    String plain = "were_plain";
    Dataset<Row> then =
        before
            .nodes()
            .select(
                IdNodesTable.NODE_ID.col(),
                IdNodesTable.IS_PLAIN.col().as(plain),
                standings().as(were));
    return nodes
        .withColumn(standings, standings())
        .join(then, new String[] {IdNodesTable.NODE_ID.name()}, "left")
        .where(not(IdNodesTable.IS_PLAIN.col()).or(not(coalesce(col(plain), lit(true)))))
        .where(not(col(standings).eqNullSafe(col(were))))
        .select(IdNodesTable.NODE_ID.col().as(GraphColumns.NODE.name()));
  }

  private static Column standings() {
    return transform(
        IdNodesTable.LIVES.col(),
        life ->
            struct(
                life.getField(GraphColumns.LIVED.name()),
                life.getField(GraphColumns.STANDING.name()),
                life.getField(GraphColumns.OWNERS.name())));
  }

  private static Dataset<Row> neighbours(Dataset<Row> evidence, Dataset<Row> of) {
    Column a = IdEvidenceTable.NODE_A.col();
    Column b = IdEvidenceTable.NODE_B.col();
    Column node = GraphColumns.NODE.col();
    return evidence
        .join(broadcast(of), a.equalTo(node))
        .select(b.as(GraphColumns.NODE.name()))
        .union(evidence.join(broadcast(of), b.equalTo(node)).select(a));
  }

  /** What operators linked with one of the nodes, which may be new. */
  private Dataset<Row> partners(Dataset<Row> of) {
    if (overrides == null) {
      return of.limit(0);
    }
    Dataset<Row> words = overrides.where(IdOverridesTable.KIND.col().equalTo("MUST_LINK"));
    Column a = IdOverridesTable.NODE_A.col();
    Column b = IdOverridesTable.NODE_B.col();
    Column node = GraphColumns.NODE.col();
    return words
        .join(broadcast(of), a.equalTo(node))
        .select(b.as(GraphColumns.NODE.name()))
        .union(words.join(broadcast(of), b.equalTo(node)).select(a));
  }

  /** With all that evidence tied to them before. */
  private Dataset<Row> widened(Dataset<Row> seeds) {
    Dataset<Row> distinct = seeds.distinct();
    Column component = IdentityMapTable.COMPONENT.col();
    Dataset<Row> components =
        only(before.map(), IdentityMapTable.NODE_ID, distinct)
            .where(component.isNotNull())
            .select(component)
            .distinct();
    return before
        .map()
        .join(broadcast(components), new String[] {IdentityMapTable.COMPONENT.name()}, "left_semi")
        .select(IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()))
        .union(distinct)
        .distinct();
  }

  /** Ends of links that join which are not among the nodes: owners of what was seen with them. */
  private static Dataset<Row> missing(Found found) {
    Dataset<Row> lived = new LivesTransform().apply(found.nodes).select(GraphColumns.LIVED.col());
    Dataset<Row> active = found.links.where(IdLinksTable.STATE.col().equalTo("ACTIVE"));
    return active
        .select(IdLinksTable.NODE_A.col().as(GraphColumns.NODE.name()))
        .union(active.select(IdLinksTable.NODE_B.col()))
        .join(lived, GraphColumns.NODE.col().equalTo(GraphColumns.LIVED.col()), "left_anti")
        .distinct();
  }

  /**
   * Links whose evidence is whole when that of the nodes is: evidence through an owner in turn is
   * told by the other end, never by the principal.
   */
  private Dataset<Row> depending(Dataset<Row> links, Dataset<Row> nodes) {
    Dataset<Row> lived =
        new LivesTransform()
            .apply(nodes)
            .select(
                GraphColumns.LIVED.col(),
                gates.lives().types().isPrincipal(IdNodesTable.ID_TYPE.col()).as(PRINCIPAL));
    Column a = col(A);
    Column b = col(B);
    return links
        .join(
            broadcast(lived.toDF("lived_a", A)),
            IdLinksTable.NODE_A.col().equalTo(col("lived_a")),
            "left")
        .join(
            broadcast(lived.toDF("lived_b", B)),
            IdLinksTable.NODE_B.col().equalTo(col("lived_b")),
            "left")
        .where(
            coalesce(not(a), lit(false))
                .or(coalesce(not(b), lit(false)))
                .or(a.isNotNull().and(b.isNotNull())))
        .select(IdLinksTable.SPEC.cols());
  }

  /** Evidence with one of the nodes at an end. */
  static Dataset<Row> touching(Dataset<Row> evidence, Dataset<Row> nodes) {
    Dataset<Row> a = nodes.select(GraphColumns.NODE.col().as(A));
    Dataset<Row> b = nodes.select(GraphColumns.NODE.col().as(B));
    return evidence
        .join(broadcast(a), IdEvidenceTable.NODE_A.col().equalTo(col(A)), "left")
        .join(broadcast(b), IdEvidenceTable.NODE_B.col().equalTo(col(B)), "left")
        .where(col(A).isNotNull().or(col(B).isNotNull()))
        .drop(A, B);
  }

  /** Rows whose node is one of the nodes. */
  static Dataset<Row> only(Dataset<Row> rows, ColumnSpec node, Dataset<Row> nodes) {
    return rows.join(
        broadcast(nodes.select(GraphColumns.NODE.col())),
        node.col().equalTo(GraphColumns.NODE.col()),
        "left_semi");
  }

  static Column isIn(List<LocalDate> days) {
    return IdEvidenceTable.EVENT_DATE
        .col()
        .isin(days.stream().map(java.sql.Date::valueOf).toArray());
  }
}
