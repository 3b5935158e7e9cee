package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.not;

import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * From what a run looks at to what the tables should say: who belongs together, under which name,
 * and what that changes. Writes nothing.
 *
 * @param rules what decides
 * @param before the state of the last run; where it is not used, the tables as they are
 * @param journal the log of earlier runs
 * @param overrides rows of {@code id_overrides} up to the as-of date; null = nobody said anything
 * @param keep keeps what is read several times, or returns it as it is
 * @param settle writes rows out and reads them back, between the rounds of an iteration
 */
record Findings(
    IdentityRun.Rules rules,
    IdentityTables before,
    IdentityJournal journal,
    @Nullable Dataset<Row> overrides,
    UnaryOperator<Dataset<Row>> keep,
    UnaryOperator<Dataset<Row>> settle) {

  /** What a run looks at, and the rows of the tables about it as they are. */
  record Look(
      Dataset<Row> nodes,
      Dataset<Row> links,
      Dataset<Row> owners,
      @Nullable Dataset<Row> born,
      Dataset<Row> evidence,
      IdentityTables current,
      boolean isAll) {}

  IdentityUpdate of(Look look) {
    TypeRules types = rules.types();
    Resolution resolution =
        Resolution.of(
            look.nodes,
            look.links,
            overrides,
            look.born == null ? null : look.owners,
            look.born,
            rules.partition(look.links, settle),
            keep);
    Dataset<Row> owned = keep.apply(resolution.owned());
    Concerned concerned = look.isAll ? Concerned.all(look) : concerned(look, owned);
    Dataset<Row> currentMap = concerned.map();
    Dataset<Row> owners = concerned.owners();
    Dataset<Row> principals =
        owned
            .where(types.isPrincipal(IdNodesTable.ID_TYPE.col()))
            .select(GraphColumns.LIVED.col(), GraphColumns.ONE_ID.col())
            .unionByName(concerned.strangers());
    Dataset<Row> map =
        keep.apply(new IdentityMapTransform(types).apply(owned, concerned.lives(), principals));
    boolean isFirst = look.born == null;
    String remark =
        isFirst ? "" : new RenameGate(rules.config()).check(journal, owners, map, rules.asOf());
    Dataset<Row> mapAfter =
        look.isAll
            ? map
            : IdentityUpdate.after(IdentityMapTable.SPEC, before.map(), currentMap, map);
    Dataset<Row> changes =
        keep.apply(
            new LogTransform(rules.runNumber(), rules.runId(), rules.asOf(), remark)
                .apply(
                    map,
                    isFirst ? null : owners,
                    resolution.names(),
                    IdentityMapTransform.current(mapAfter)));
    Dataset<Row> people = resolution.people();
    Dataset<Row> persons = new PersonsTransform(rules.days(), types).apply(map, people);
    Dataset<Row> nodesAfter =
        look.isAll
            ? look.nodes
            : IdentityUpdate.after(
                IdNodesTable.SPEC, before.nodes(), look.current.nodes(), look.nodes);
    AliasesUpdate aliases =
        new AliasesUpdate.Found(
                look.nodes.unionByName(concerned.others()),
                nodesAfter,
                owners,
                look.born,
                map,
                mapAfter,
                people)
            .against(before.aliases(), journal, changes, look.isAll, rules.asOf(), keep);
    IdentityTables current =
        new IdentityTables(
            look.current.evidence(),
            look.current.nodes(),
            look.current.links(),
            currentMap,
            look.isAll ? look.current.persons() : personsOf(currentMap),
            aliases.current());
    IdentityTables wanted =
        new IdentityTables(
            look.evidence, look.nodes, resolution.links(), map, persons, aliases.wanted());
    return new IdentityUpdate(
        current,
        wanted,
        changes,
        map.select(IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name())).distinct());
  }

  /**
   * What the map is made of: what a run looks at, and what is owned in turn by people whose name is
   * another now.
   *
   * @param others nodes that are not looked at
   * @param lives of all
   * @param map rows of {@code identity_map} about all, as they are
   * @param owners of them
   * @param strangers (lived, one_id) of principals that are not looked at and own one of the lives
   */
  private record Concerned(
      Dataset<Row> others,
      Dataset<Row> lives,
      Dataset<Row> map,
      Dataset<Row> owners,
      Dataset<Row> strangers) {

    static Concerned all(Look look) {
      return new Concerned(
          look.nodes.limit(0),
          new LivesTransform().apply(look.nodes),
          look.current.map(),
          look.owners,
          Resolution.namesOf(look.owners).limit(0));
    }
  }

  private Concerned concerned(Look look, Dataset<Row> owned) {
    Dataset<Row> others = keep.apply(ownedByRenamed(look, owned));
    Dataset<Row> otherLives =
        new LivesTransform()
            .apply(others)
            .where(GraphColumns.STANDING.col().equalTo(NodeLives.MULTI_OWNER));
    Dataset<Row> otherRows =
        Reach.only(
                before.map(),
                IdentityMapTable.NODE_ID,
                others.select(IdNodesTable.NODE_ID.col().as(GraphColumns.NODE.name())))
            .where(IdentityMapTable.STATE.col().equalTo(IdentityMapTransform.MULTI_OWNER));
    Dataset<Row> lives = new LivesTransform().apply(look.nodes).unionByName(otherLives);
    Dataset<Row> map = keep.apply(look.current.map().unionByName(otherRows));
    return new Concerned(
        others, lives, map, IdentityMapTransform.owners(map), strangers(look, lives));
  }

  /** Nodes that are not looked at and that somebody owns in turn whose name is another now. */
  private Dataset<Row> ownedByRenamed(Look look, Dataset<Row> owned) {
    String was = "was";
    Dataset<Row> previous =
        Resolution.namesOf(look.owners).withColumnRenamed(GraphColumns.ONE_ID.name(), was);
    Dataset<Row> renamed =
        owned
            .select(GraphColumns.LIVED.col(), GraphColumns.ONE_ID.col())
            .join(previous, new String[] {GraphColumns.LIVED.name()}, "full")
            .where(not(col(was).eqNullSafe(GraphColumns.ONE_ID.col())))
            .select(GraphColumns.LIVED.col());
    Dataset<Row> shared =
        before
            .nodes()
            .where(not(IdNodesTable.IS_PLAIN.col()))
            .join(
                broadcast(look.current.nodes().select(IdNodesTable.NODE_ID.col())),
                new String[] {IdNodesTable.NODE_ID.name()},
                "left_anti");
    Dataset<Row> nodes =
        principals(new LivesTransform().apply(shared))
            .join(broadcast(renamed), new String[] {GraphColumns.LIVED.name()}, "left_semi")
            .select(GraphColumns.NODE.col());
    return Reach.only(before.nodes(), IdNodesTable.NODE_ID, nodes.distinct());
  }

  /** (node, lived) of every principal that owns one of the lives in turn. */
  private static Dataset<Row> principals(Dataset<Row> lives) {
    return lives
        .where(GraphColumns.STANDING.col().equalTo(NodeLives.MULTI_OWNER))
        .select(GraphColumns.NODE.col(), explode(GraphColumns.OWNERS.col()).as("owner"))
        .select(
            GraphColumns.NODE.col(),
            col("owner").getField("principal").as(GraphColumns.LIVED.name()))
        .where(GraphColumns.LIVED.col().isNotNull());
  }

  /** Names of principals that are not looked at and that own one of the lives in turn. */
  private Dataset<Row> strangers(Look look, Dataset<Row> lives) {
    Dataset<Row> wanted = principals(lives).select(GraphColumns.LIVED.col()).distinct();
    Dataset<Row> looked = new LivesTransform().apply(look.nodes).select(GraphColumns.LIVED.col());
    return IdentityMapTransform.names(
            before.map().where(rules.types().isPrincipal(IdentityMapTable.ID_TYPE.col())))
        .join(broadcast(wanted), new String[] {GraphColumns.LIVED.name()}, "left_semi")
        .join(broadcast(looked), new String[] {GraphColumns.LIVED.name()}, "left_anti")
        .select(GraphColumns.LIVED.col(), GraphColumns.ONE_ID.col());
  }

  /** People, and own profiles of devices, that the rows of the map name. */
  private Dataset<Row> personsOf(Dataset<Row> map) {
    Column own =
        IdentityMapTable.ONE_ID
            .col()
            .equalTo(IdentityMapTransform.ownProfile(IdentityMapTransform.lived()));
    Dataset<Row> ids =
        map.where(IdentityMapTable.STATE.col().equalTo(IdentityMapTransform.ACTIVE).or(own))
            .select(IdentityMapTable.ONE_ID.col())
            .distinct();
    return before
        .persons()
        .join(broadcast(ids), new String[] {PersonsTable.ONE_ID.name()}, "left_semi");
  }
}
