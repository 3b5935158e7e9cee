package io.lakeprint.jobs.identity;

import io.lakeprint.common.ids.NodeIds;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Evidence in rows of events (name, time, day, anchor, identifiers), partly added up: rows of
 * {@link EvidenceTransform#PARTIAL}. Keeps at most {@link #CAPACITY} of them.
 */
final class EvidenceReader implements Iterator<Row> {
  private static final int CAPACITY = 1 << 15;

  private record Key(int day, long a, long b, String kind, List<Long> behind) {}

  private record Identifier(long node, String type, String scope, String value) {
    boolean is(@Nullable Identifier other) {
      return other != null && other.node == node;
    }
  }

  /** What is added up under one key. */
  private static final class Sum {
    private final String typeA;
    private final String typeB;
    private final @Nullable Identifier self;
    private final LongArrayList moments = new LongArrayList(0);
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long count;

    Sum(String typeA, String typeB, @Nullable Identifier self) {
      this.typeA = typeA;
      this.typeB = typeB;
      this.self = self;
    }

    Row row(Key key) {
      return RowFactory.create(
          key.day,
          key.a,
          key.b,
          typeA,
          typeB,
          key.kind,
          key.behind.toArray(new Long[0]),
          first,
          last,
          count,
          moments.isEmpty() ? null : moments.toLongArray(),
          self == null ? null : self.scope,
          self == null ? null : self.value);
    }
  }

  private final EvidenceRules rules;
  private final Iterator<Row> rows;
  private final Map<Key, Sum> sums = new HashMap<>();
  private Iterator<Row> ready = Collections.emptyIterator();

  EvidenceReader(EvidenceRules rules, Iterator<Row> rows) {
    this.rules = rules;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    if (!ready.hasNext() && rows.hasNext()) {
      sums.clear();
      while (rows.hasNext() && sums.size() < CAPACITY) {
        read(rows.next());
      }
      ready =
          sums.entrySet().stream().map(entry -> entry.getValue().row(entry.getKey())).iterator();
    }
    return ready.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private void read(Row row) {
    String event = row.getString(0);
    long at = row.getLong(1);
    int day = row.getInt(2);
    List<Identifier> ids = identifiers(row.getList(4));
    Identifier anchor = row.isNullAt(3) ? null : find(ids, row.getLong(3));
    for (Identifier id : ids) {
      String kind = id.is(anchor) ? EvidenceRules.ANCHOR : EvidenceRules.SEEN;
      add(day, id, id, kind, List.of(), at, false);
    }
    Identifier principal = anchor != null && rules.types().isPrincipal(anchor.type) ? anchor : null;
    if (rules.isUnbind(event)) {
      signal(day, principal, ids, EvidenceRules.UNBIND, at);
    } else if (!row.isNullAt(3)) {
      pairs(event, day, anchor, ids, at);
      if (principal == null) {
        fallbacks(event, day, ids, at);
      }
      if (rules.isLogout(event)) {
        signal(day, principal, ids, EvidenceRules.LOGOUT, at);
      }
    }
  }

  /** Logout or unbind: by the principal where the record has one, else by whoever it was. */
  private void signal(
      int day, @Nullable Identifier principal, List<Identifier> ids, String kind, long at) {
    boolean unbind = kind.equals(EvidenceRules.UNBIND);
    for (Identifier id : ids) {
      boolean concerned = unbind ? rules.ends(id.type) : rules.types().isHeld(id.type);
      if (concerned && !rules.types().isPrincipal(id.type)) {
        add(day, principal == null ? id : principal, id, kind, List.of(), at, true);
      }
    }
  }

  private void pairs(
      String event, int day, @Nullable Identifier anchor, List<Identifier> ids, long at) {
    TypeRules types = rules.types();
    for (Identifier id : ids) {
      if (anchor != null && !id.is(anchor)) {
        LinkKind kind = rules.kind(event, anchor.type, id.type);
        boolean decides =
            types.isPrincipal(anchor.type)
                && !types.isPrincipal(id.type)
                && !rules.isLogout(event)
                && (kind == LinkKind.VERIFIED || types.isHeld(id.type));
        add(day, anchor, id, kind.label(), List.of(), at, decides);
      }
      for (Identifier other : ids) {
        if (!id.is(anchor)
            && !other.is(anchor)
            && id.node < other.node
            && types.areFamily(id.type, other.type)) {
          add(day, id, other, rules.kind(event, id.type, other.type).label(), List.of(), at, false);
        }
      }
    }
  }

  /**
   * The stars of the identifiers after the first, each for the case that all before are blocked.
   */
  private void fallbacks(String event, int day, List<Identifier> ids, long at) {
    for (int start = 1; start < ids.size() - 1; start++) {
      Identifier from = ids.get(start);
      List<Long> behind = ids.subList(0, start).stream().map(Identifier::node).sorted().toList();
      for (Identifier to : ids.subList(start + 1, ids.size())) {
        if (!rules.types().areFamily(from.type, to.type)) {
          add(day, from, to, rules.kind(event, from.type, to.type).label(), behind, at, false);
        }
      }
    }
  }

  private void add(
      int day,
      Identifier one,
      Identifier other,
      String kind,
      List<Long> behind,
      long at,
      boolean keepMoment) {
    Identifier a = one.node <= other.node ? one : other;
    Identifier b = a.is(one) ? other : one;
    Sum sum =
        sums.computeIfAbsent(
            new Key(day, a.node, b.node, kind, behind),
            key -> new Sum(a.type, b.type, a.is(b) ? a : null));
    sum.first = Math.min(sum.first, at);
    sum.last = Math.max(sum.last, at);
    sum.count++;
    if (keepMoment) {
      sum.moments.add(at);
    }
  }

  /** Identifiers of declared types, each once. */
  private List<Identifier> identifiers(List<Row> rows) {
    List<Identifier> ids = new ArrayList<>(rows.size());
    for (Row row : rows) {
      String type = row.getString(0);
      if (rules.types().isDeclared(type)) {
        String scope = row.getString(1);
        String value = row.getString(2);
        long node = NodeIds.node(type, scope, value);
        if (find(ids, node) == null) {
          ids.add(new Identifier(node, type, scope, value));
        }
      }
    }
    return ids;
  }

  private static @Nullable Identifier find(List<Identifier> ids, long node) {
    for (Identifier id : ids) {
      if (id.node == node) {
        return id;
      }
    }
    return null;
  }
}
