package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is who, from events, what operators said and the log; or, where the state of an
 * earlier run is at hand, from the days that changed. Writes nothing.
 *
 * @param rules what decides
 * @param before the state of the last run; where it is not used, the tables as they are
 * @param journal the log of earlier runs
 * @param overrides rows of {@code id_overrides} up to the as-of date; null = nobody said anything
 * @param keep keeps what is read several times, or returns it as it is
 * @param settle writes rows out and reads them back, between the rounds of an iteration
 */
record IdentityRun(
    Rules rules,
    IdentityTables before,
    IdentityJournal journal,
    @Nullable Dataset<Row> overrides,
    UnaryOperator<Dataset<Row>> keep,
    UnaryOperator<Dataset<Row>> settle) {

  /**
   * What decides.
   *
   * @param config section {@code identity}
   * @param types declared types of identifiers
   * @param days the business zone
   * @param asOf last day that counts
   * @param runNumber one above the last run in the log
   * @param runId this run
   */
  record Rules(
      IdentityConfig config,
      TypeRules types,
      BusinessDays days,
      LocalDate asOf,
      long runNumber,
      String runId) {

    EvidenceTransform evidence() {
      return new EvidenceTransform(config.evidence(), types);
    }

    NodesTransform gates() {
      Holds holds = new Holds(config.hold(), config.nextLoginWithin());
      return new NodesTransform(new NodeLives.Rules(config.blocked(), holds, types, days, asOf));
    }

    LinksTransform linking() {
      return new LinksTransform(config.minDays(), types);
    }

    /** In one task where all links fit there. */
    PartitionTransform partition(Dataset<Row> links, UnaryOperator<Dataset<Row>> settle) {
      LimitKeys limits = LimitKeys.of(types, config.maxNodesPerPerson());
      PartitionEngine engine =
          links.count() <= config.inMemoryLinks()
              ? new InMemoryEngine(limits)
              : new StarEngine(limits, settle);
      return new PartitionTransform(engine, limits, types);
    }
  }

  /** From all events up to the as-of date. */
  IdentityUpdate full(Dataset<Row> events) {
    Dataset<Row> evidence = keep.apply(rules.evidence().apply(events));
    NodesTransform gates = rules.gates();
    Dataset<Row> nodes = keep.apply(gates.apply(gates.ends(evidence, overrides), blocks()));
    Dataset<Row> links = keep.apply(rules.linking().apply(evidence, nodes, overrides));
    boolean isFirst = rules.runNumber() == 1;
    return finish(
        new Findings.Look(
            nodes,
            links,
            isFirst ? journal.owners() : keep.apply(journal.owners()),
            isFirst ? null : keep.apply(journal.born().withColumn(Names.IS_ELSEWHERE, lit(false))),
            evidence.select(IdEvidenceTable.SPEC.cols()),
            before,
            true));
  }

  /**
   * From the events of the days that changed; empty where nothing is new.
   *
   * @param events all events of these days
   * @param days business days up to the as-of date, each of which may have changed
   * @param named (node) that a changed override names; null = none
   * @param sinceAsOf as-of date of {@code before}
   */
  Optional<IdentityUpdate> incremental(
      Dataset<Row> events,
      List<LocalDate> days,
      @Nullable Dataset<Row> named,
      LocalDate sinceAsOf) {
    Reach reach = new Reach(before, overrides, blocks(), rules.gates(), rules.linking(), keep);
    Dataset<Row> fresh = keep.apply(rules.evidence().apply(events));
    List<Dataset<Row>> parts = new ArrayList<>();
    if (!days.isEmpty()) {
      parts.add(reach.news(fresh, days));
    }
    if (named != null) {
      parts.add(named);
    }
    if (sinceAsOf.isBefore(rules.asOf())) {
      parts.add(due());
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> kept = keep.apply(parts.stream().reduce(Dataset::union).orElseThrow().distinct());
    // Spark 4.1 keeps with a checkpoint constraints on columns that it has renamed since, and a
    // union of it fails to plan ("key not found"): these few rows start afresh.
    Dataset<Row> news = kept.sparkSession().createDataFrame(kept.toJavaRDD(), kept.schema());
    if (news.isEmpty()) {
      return Optional.empty();
    }
    Reach.Found found = reach.from(news, fresh, days);
    Dataset<Row> map =
        keep.apply(Reach.only(before.map(), IdentityMapTable.NODE_ID, found.reached()));
    Dataset<Row> owners = IdentityMapTransform.owners(map);
    return Optional.of(
        finish(
            new Findings.Look(
                found.nodes(),
                found.links(),
                owners,
                keep.apply(born(found, owners)),
                fresh.select(IdEvidenceTable.SPEC.cols()),
                new IdentityTables(
                    before.evidence().where(Reach.isIn(days)),
                    found.currentNodes(),
                    found.currentLinks(),
                    map,
                    before.persons(),
                    before.aliases()),
                false)));
  }

  private @Nullable Dataset<Row> blocks() {
    return overrides == null
        ? null
        : overrides
            .where(IdOverridesTable.KIND.col().equalTo("BLOCK"))
            .select(IdOverridesTable.NODE_A.col().as(GraphColumns.NODE.name()))
            .distinct();
  }

  /** Nodes whose life ends because the as-of date moved on. */
  private Dataset<Row> due() {
    Column ttl = lit(null).cast("int");
    for (Map.Entry<String, Integer> type : rules.types().ttls().entrySet()) {
      ttl = when(IdNodesTable.ID_TYPE.col().equalTo(type.getKey()), type.getValue()).otherwise(ttl);
    }
    Column lasts = element_at(IdNodesTable.LIVES.col(), -1).getField(LivesTransform.ENDED_AT);
    return before
        .nodes()
        .where(datediff(lit(rules.asOf()), IdNodesTable.LAST_DAY.col()).gt(ttl))
        .where(lasts.isNull())
        .select(IdNodesTable.NODE_ID.col().as(GraphColumns.NODE.name()));
  }

  /** Ids that the nodes had or founded, and whether people elsewhere have them. */
  private Dataset<Row> born(Reach.Found found, Dataset<Row> owners) {
    Dataset<Row> names = Resolution.namesOf(owners);
    Dataset<Row> ids = names.select(GraphColumns.ONE_ID.col()).distinct();
    Dataset<Row> lived =
        new LivesTransform()
            .apply(found.nodes().unionByName(found.currentNodes()))
            .select(GraphColumns.LIVED.col().as(GraphColumns.FOUNDER.name()))
            .distinct();
    Dataset<Row> born = journal.born();
    String had = "had";
    String isFounder = "is_founder";
    String exists = "exists";
    Dataset<Row> relevant =
        born.join(
                broadcast(ids.withColumn(had, lit(true))),
                new String[] {GraphColumns.ONE_ID.name()},
                "left")
            .join(
                broadcast(lived.withColumn(isFounder, lit(true))),
                new String[] {GraphColumns.FOUNDER.name()},
                "left")
            .where(col(had).isNotNull().or(col(isFounder).isNotNull()));
    Dataset<Row> people = before.persons().select(PersonsTable.ONE_ID.col(), lit(true).as(exists));
    return relevant
        .join(people, new String[] {GraphColumns.ONE_ID.name()}, "left")
        .select(
            GraphColumns.ONE_ID.col(),
            GraphColumns.FOUNDER.col(),
            GraphColumns.CREATED_AT.col(),
            col(exists).isNotNull().and(col(had).isNull()).as(Names.IS_ELSEWHERE));
  }

  private IdentityUpdate finish(Findings.Look look) {
    return new Findings(rules, before, journal, overrides, keep, settle).of(look);
  }
}
