package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The tables of identity, asked about a few people at a time: a person has as many nodes as {@code
 * identity.max-nodes-per-person} allows, so every answer fits the driver.
 */
record PeopleTables(JobContext context) {

  /** The nodes of these numbers, each with its owners in time. */
  Map<Long, Owned> nodes(Collection<Long> nodes) {
    return read(IdentityMapTable.NODE_ID.col().isin(nodes.toArray()));
  }

  /** The nodes that a person owns, now or in turn. */
  Map<Long, Owned> nodesOf(Collection<String> people) {
    List<Long> nodes =
        context
            .input(IdentityMapTable.SPEC)
            .where(IdentityMapTable.ONE_ID.col().isin(people.toArray()))
            .select(IdentityMapTable.NODE_ID.col())
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getLong(0))
            .toList();
    return nodes(nodes);
  }

  /** The node of an identifier; empty where no event has carried it. */
  Optional<Owned> find(TypedIdentifier identifier) {
    Map<Long, Owned> found =
        read(
            IdentityMapTable.NODE_ID
                .col()
                .equalTo(identifier.node())
                .and(IdentityMapTable.ID_TYPE.col().equalTo(identifier.id().type()))
                .and(IdentityMapTable.SCOPE.col().equalTo(identifier.id().scope())));
    return Optional.ofNullable(found.get(identifier.node()));
  }

  private Map<Long, Owned> read(Column which) {
    Map<Long, List<Row>> byNode =
        context
            .input(IdentityMapTable.SPEC)
            .where(which)
            .orderBy(
                IdentityMapTable.ID_TYPE.col(),
                IdentityMapTable.SCOPE.col(),
                IdentityMapTable.ID_VALUE.col(),
                IdentityMapTable.VALID_FROM.col())
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.<Long>getAs(IdentityMapTable.NODE_ID.name()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<Long, Owned> nodes = new LinkedHashMap<>();
    byNode.forEach((node, rows) -> nodes.put(node, owned(node, rows)));
    return nodes;
  }

  private static Owned owned(long node, List<Row> rows) {
    Row first = rows.get(0);
    List<Owned.Turn> turns = new ArrayList<>();
    for (Row row : rows) {
      turns.add(
          new Owned.Turn(
              row.<Timestamp>getAs(IdentityMapTable.VALID_FROM.name()).toInstant(),
              instant(row, IdentityMapTable.VALID_TO.name()),
              row.getAs(IdentityMapTable.ONE_ID.name())));
    }
    return new Owned(
        node,
        first.getAs(IdentityMapTable.ID_TYPE.name()),
        first.getAs(IdentityMapTable.SCOPE.name()),
        first.getAs(IdentityMapTable.ID_VALUE.name()),
        first.getAs(IdentityMapTable.STATE.name()),
        turns);
  }

  /** Links with an end among the nodes. */
  List<Tie> links(Collection<Long> nodes) {
    Object[] ends = nodes.toArray();
    return context
        .input(IdLinksTable.SPEC)
        .where(IdLinksTable.NODE_A.col().isin(ends).or(IdLinksTable.NODE_B.col().isin(ends)))
        .collectAsList()
        .stream()
        .map(PeopleTables::tie)
        .sorted(Tie.ORDER)
        .toList();
  }

  private static Tie tie(Row row) {
    return new Tie(
        row.getAs(IdLinksTable.NODE_A.name()),
        row.getAs(IdLinksTable.NODE_B.name()),
        row.<Timestamp>getAs(IdLinksTable.FIRST_SEEN_AT.name()).toInstant(),
        row.<Timestamp>getAs(IdLinksTable.LAST_SEEN_AT.name()).toInstant(),
        row.getAs(IdLinksTable.DAY_COUNT.name()),
        row.getAs(IdLinksTable.SIGHTING_COUNT.name()),
        row.getAs(IdLinksTable.KINDS.name()),
        row.getAs(IdLinksTable.STRENGTH.name()),
        instant(row, IdLinksTable.VERIFIED_AT.name()),
        row.getAs(IdLinksTable.STATE.name()),
        row.getAs(IdLinksTable.RULE.name()));
  }

  /** Member, contactable or anonymous; empty for an id that is no person now. */
  Optional<String> kind(String oneId) {
    return firstText(
        context
            .input(PersonsTable.SPEC)
            .where(PersonsTable.ONE_ID.col().equalTo(oneId))
            .select(PersonsTable.PERSON_KIND.col()));
  }

  /** Whom a retired id means now. */
  Optional<String> alias(String oneId) {
    return firstText(
        context
            .input(OneIdAliasesTable.SPEC)
            .where(OneIdAliasesTable.RETIRED_ID.col().equalTo(oneId))
            .select(OneIdAliasesTable.ONE_ID.col()));
  }

  private static Optional<String> firstText(Dataset<Row> rows) {
    List<Row> found = rows.limit(1).collectAsList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).getString(0));
  }

  static @Nullable Instant instant(Row row, String column) {
    Timestamp at = row.getAs(column);
    return at == null ? null : at.toInstant();
  }
}
