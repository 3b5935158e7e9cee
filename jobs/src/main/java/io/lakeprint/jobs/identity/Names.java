package io.lakeprint.jobs.identity;

import io.lakeprint.common.ids.OneIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The names of components, where they or their nodes had one before.
 *
 * <ul>
 *   <li>A published id stays with one component: the one with its member, else its founder, else
 *       the most of its nodes by weight (principal 8, personal 4, device 2, browser 1), else the
 *       smallest node.
 *   <li>Of several ids in one component the one with a member survives, else the oldest, else the
 *       smallest.
 *   <li>A component without one revives the oldest retired id that one of its nodes founded.
 *   <li>Else it gets a new id from its founder: the node seen first, then by priority of its type,
 *       then the smallest.
 * </ul>
 *
 * <p>Reads, in any order, rows of {@link Summaries#SCHEMA} and an id: a component; or, where that
 * is null, an id with its founder and creation; or, where that is null too, an id that somebody
 * had.
 */
final class Names {
  static final String OPERATION = "operation";
  static final String FROM = "from_one_id";
  static final String TO = "to_one_id";
  static final String KEEP = "KEEP";
  static final String IS_ELSEWHERE = "is_elsewhere";

  /**
   * Rows out: KEEP, REVIVE and CREATE name a component; MERGE and SPLIT tell where an id's nodes
   * went, MERGE to nobody known where none of them is placed.
   */
  static final StructType SCHEMA =
      new StructType()
          .add(OPERATION, "string", false)
          .add(GraphColumns.COMPONENT.name(), GraphColumns.COMPONENT.type(), true)
          .add(GraphColumns.FOUNDER.name(), GraphColumns.FOUNDER.type(), true)
          .add(GraphColumns.CREATED_AT.name(), GraphColumns.CREATED_AT.type(), true)
          .add(FROM, "string", true)
          .add(TO, "string", true);

  private record Born(long founder, long createdAt) {}

  private record Overlap(String oneId, long component, Row row) {
    private static final Comparator<Overlap> STAYS =
        Comparator.comparing((Overlap overlap) -> !overlap.row.getBoolean(1))
            .thenComparing(overlap -> !overlap.row.getBoolean(2))
            .thenComparing(overlap -> -overlap.row.getLong(3))
            .thenComparing(overlap -> overlap.row.getLong(4));
  }

  private final Map<Long, Row> components = new TreeMap<>();
  private final Map<String, Born> born = new HashMap<>();
  private final Set<String> had = new TreeSet<>();
  private final Map<String, List<Overlap>> overlaps = new TreeMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final Set<String> alive = new HashSet<>();
  private final List<Row> rows = new ArrayList<>();

  Names(Iterator<Row> input) {
    input.forEachRemaining(this::take);
    overlaps.values().forEach(list -> list.sort(Overlap.STAYS));
    keep();
    components.forEach(this::nameWithoutPrevious);
    tellWhereIdsWent();
  }

  Iterator<Row> rows() {
    return rows.iterator();
  }

  private void take(Row row) {
    if (!row.isNullAt(0)) {
      components.put(row.getLong(0), row);
      for (Row overlap : row.<Row>getList(3)) {
        overlaps
            .computeIfAbsent(overlap.getString(0), id -> new ArrayList<>())
            .add(new Overlap(overlap.getString(0), row.getLong(0), overlap));
      }
    } else if (!row.isNullAt(1)) {
      born.put(row.getString(5), new Born(row.getLong(1), row.getLong(2)));
    } else {
      had.add(row.getString(5));
    }
  }

  private Born born(String oneId) {
    return Objects.requireNonNull(
        born.get(oneId), () -> "identity_log does not tell where " + oneId + " comes from");
  }

  /** Ids that stay where they were, one per component. */
  private void keep() {
    Map<Long, String> best = new TreeMap<>();
    Map<String, Boolean> member = new HashMap<>();
    overlaps.forEach((id, all) -> member.put(id, all.stream().anyMatch(o -> o.row.getBoolean(1))));
    Comparator<String> survives =
        Comparator.comparing((String id) -> !Objects.requireNonNull(member.get(id)))
            .thenComparing(id -> born(id).createdAt)
            .thenComparing(id -> id);
    overlaps.forEach(
        (id, all) ->
            best.merge(
                all.get(0).component,
                id,
                (one, other) -> survives.compare(one, other) <= 0 ? one : other));
    best.forEach((component, id) -> name(KEEP, component, id, born(id)));
  }

  private void nameWithoutPrevious(Long component, Row row) {
    if (names.containsKey(component)) {
      return;
    }
    long founder = row.getLong(1);
    int generation = 0;
    Row oldest = null;
    for (Row id : row.<Row>getList(4)) {
      generation += id.getLong(3) == founder ? 1 : 0;
      boolean retired = !alive.contains(id.getString(1)) && !id.getBoolean(2);
      if (retired && (oldest == null || isOlder(id, oldest))) {
        oldest = id;
      }
    }
    if (oldest == null) {
      name(
          IdentityJournal.CREATE,
          component,
          OneIds.ofFounder(founder, generation),
          new Born(founder, row.getLong(2)));
    } else {
      name(
          IdentityJournal.REVIVE,
          component,
          oldest.getString(1),
          new Born(oldest.getLong(3), oldest.getLong(0)));
    }
  }

  private static boolean isOlder(Row one, Row other) {
    int order = Long.compare(one.getLong(0), other.getLong(0));
    return order == 0 ? one.getString(1).compareTo(other.getString(1)) < 0 : order < 0;
  }

  private void name(String operation, long component, String id, Born origin) {
    names.put(component, id);
    alive.add(id);
    add(operation, component, origin, null, id);
  }

  private void tellWhereIdsWent() {
    for (String id : had) {
      List<Overlap> all = overlaps.getOrDefault(id, List.of());
      if (!alive.contains(id)) {
        String heir = all.isEmpty() ? null : names.get(all.get(0).component);
        add(IdentityJournal.MERGE, null, born(id), id, heir);
      }
      for (Overlap other : all.subList(Math.min(1, all.size()), all.size())) {
        String part = names.get(other.component);
        if (!id.equals(part)) {
          add(IdentityJournal.SPLIT, null, null, id, part);
        }
      }
    }
  }

  private void add(
      String operation,
      @Nullable Long component,
      @Nullable Born origin,
      @Nullable String from,
      @Nullable String to) {
    rows.add(
        RowFactory.create(
            operation,
            component,
            origin == null ? null : origin.founder,
            origin == null ? null : origin.createdAt,
            from,
            to));
  }
}
