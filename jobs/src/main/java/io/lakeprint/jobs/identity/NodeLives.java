package io.lakeprint.jobs.identity;

import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.time.BusinessDays;
import java.io.Serializable;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * The lives of one node after the other, from what evidence says about it by node and day.
 *
 * <p>A life ends when the value is silent for longer than its type's TTL; what is seen of it later
 * is another life. Each life is judged on its own: blocked, where too many others use it; with
 * owners in turn, where several principals verified it or its tie was undone; else it takes part in
 * unions.
 */
final class NodeLives implements Iterator<Row> {
  static final String BLOCKED = IdentityMapTable.BLOCKED;
  static final String MULTI_OWNER = "multi-owner";

  /** Kind of a row that says that an operator blocked the node. */
  static final String BLOCK = "block";

  private static final String DEVICES = "devices";
  private static final String VERIFIED = "verified";
  private static final Comparator<Signal> ORDER =
      Comparator.comparing(Signal::at)
          .thenComparing(Signal::kind)
          .thenComparing(Signal::principal, Comparator.nullsFirst(Comparator.<Long>naturalOrder()));

  /**
   * What decides.
   *
   * @param blocked when a value says nothing about who somebody is
   * @param holds who has a node when
   * @param types declared types
   * @param days the business zone
   * @param asOf last day that counts
   */
  record Rules(
      IdentityConfig.Blocked blocked,
      Holds holds,
      TypeRules types,
      BusinessDays days,
      LocalDate asOf)
      implements Serializable {}

  private final Iterator<Row> rows;
  private final Rules rules;
  private @Nullable Row ahead;

  /** Whether an operator blocked the node of {@link #ahead}. */
  private boolean blocked;

  NodeLives(Iterator<Row> rows, Rules rules) {
    this.rows = rows;
    this.rules = rules;
    advance();
  }

  private void advance() {
    ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (ahead != null && isBlock(ahead)) {
      // What an operator blocks may be named by no event.
      long node = ahead.getLong(0);
      advance();
      blocked = ahead != null && ahead.getLong(0) == node;
    }
    return ahead != null;
  }

  private static boolean isBlock(Row row) {
    return row.getString(5).equals(BLOCK);
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row first = Objects.requireNonNull(ahead);
    Node node = new Node(first.getLong(0), first.getString(1), blocked);
    blocked = false;
    while (ahead != null && ahead.getLong(0) == node.id) {
      node.take(ahead);
      advance();
    }
    return node.row();
  }

  private final class Node {
    private final long id;
    private final String type;
    private final boolean blocked;
    private final List<Life> lives = new ArrayList<>();
    private final List<Row> undone = new ArrayList<>();
    private @Nullable String scope;
    private @Nullable String value;
    private boolean isAnchor;

    Node(long id, String type, boolean blocked) {
      this.id = id;
      this.type = type;
      this.blocked = blocked;
    }

    void take(Row row) {
      if (row.getString(5).equals(EvidenceRules.PARENT_UNBIND)) {
        undone.add(row); // no sighting, so it neither begins nor prolongs a life
        return;
      }
      int day = row.getInt(2);
      Integer ttl = rules.types().ttlDays(type);
      Life life = lives.isEmpty() ? null : lives.get(lives.size() - 1);
      if (life == null || (ttl != null && day - life.toDay > ttl)) {
        life = new Life(day, type);
        lives.add(life);
      }
      life.take(row, id);
      if (!row.isNullAt(10)) {
        scope = row.getString(9);
        value = row.getString(10);
      }
      isAnchor |= row.getString(5).equals(EvidenceRules.ANCHOR);
    }

    Row row() {
      undone.forEach(row -> lifeOn(row.getInt(2)).undo(row));
      Row[] all = new Row[lives.size()];
      boolean plain = lives.size() == 1;
      Integer ttl = rules.types().ttlDays(type);
      int today = (int) rules.asOf().toEpochDay();
      for (int i = 0; i < all.length; i++) {
        Life life = lives.get(i);
        boolean over = i + 1 < all.length || (ttl != null && today - life.toDay > ttl);
        Long end =
            over ? Long.valueOf(startOf(life.toDay + Objects.requireNonNull(ttl) + 1)) : null;
        all[i] = life.row(i + 1, id, blocked, end);
        plain &= all[i].isNullAt(7);
      }
      Life last = lives.get(lives.size() - 1);
      return RowFactory.create(id, type, scope, value, isAnchor, date(last.toDay), plain, all);
    }

    private Life lifeOn(int day) {
      Life found = lives.get(0);
      for (Life life : lives) {
        if (life.fromDay <= day) {
          found = life;
        }
      }
      return found;
    }
  }

  private long startOf(int day) {
    return micros(rules.days().start(LocalDate.ofEpochDay(day)));
  }

  private static Date date(int day) {
    return Date.valueOf(LocalDate.ofEpochDay(day));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private final class Life {
    private final int fromDay;
    private final String type;
    private final Map<String, Crowd> crowds = new HashMap<>();
    private final Set<Long> verifiers = new HashSet<>();
    private final List<Row> telling = new ArrayList<>();
    private boolean unbound;
    private int toDay;
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;

    Life(int day, String type) {
      this.fromDay = day;
      this.type = type;
    }

    void undo(Row row) {
      telling.add(row);
      unbound = true;
    }

    void take(Row row, long id) {
      toDay = row.getInt(2);
      firstAt = Math.min(firstAt, row.getLong(6));
      lastAt = Math.max(lastAt, row.getLong(7));
      if (!row.isNullAt(8)) {
        telling.add(row);
        unbound |= row.getString(5).equals(EvidenceRules.UNBIND);
      }
      long other = row.getLong(3);
      if (other == id || rules.types().isPrincipal(type)) {
        return;
      }
      LinkKind kind = LinkKind.of(row.getString(5));
      if (kind != null) {
        String otherType = row.getString(4);
        boolean principal = rules.types().isPrincipal(otherType);
        if (principal && kind == LinkKind.VERIFIED) {
          verifiers.add(other);
          Integer limit = rules.types().blockedAt(type);
          count(VERIFIED, limit == null ? Integer.MAX_VALUE : limit, other);
        } else if (rules.types().isPersonal(otherType)) {
          count(otherType, rules.blocked().personalValues() + 1, other);
        } else if (rules.types().isHeld(otherType)) {
          count(DEVICES, rules.blocked().devices() + 1, other);
        }
      }
    }

    private void count(String group, int threshold, long other) {
      crowds
          .computeIfAbsent(group, key -> new Crowd(rules.blocked().windowDays(), threshold))
          .add(toDay, other);
    }

    Row row(int number, long id, boolean blocked, @Nullable Long end) {
      boolean crowded = blocked || crowds.values().stream().anyMatch(Crowd::isReached);
      List<Row> owners = crowded ? List.of() : owners(number, end);
      String standing = crowded ? BLOCKED : owners.isEmpty() ? null : MULTI_OWNER;
      return RowFactory.create(
          number,
          NodeIds.life(id, number),
          date(fromDay),
          date(toDay),
          firstAt,
          lastAt,
          end,
          standing,
          owners.isEmpty() ? null : owners.toArray(new Row[0]));
    }

    /** Owners in turn inside this life; none where one principal has it for life. */
    private List<Row> owners(int number, @Nullable Long end) {
      if (verifiers.size() < 2 && !unbound) {
        return List.of();
      }
      List<Signal> signals = new ArrayList<>();
      telling.forEach(row -> tell(row, signals));
      signals.sort(ORDER);
      List<Row> owners = new ArrayList<>();
      for (Ownership owner : rules.holds().owners(signals, rules.types().isHeld(type))) {
        long from = micros(owner.from());
        Instant until = owner.to();
        Long to = until == null ? null : Long.valueOf(micros(until));
        if (number > 1) {
          from = Math.max(from, firstAt);
        }
        if (end != null && (to == null || to > end)) {
          to = end;
        }
        if (to == null || from < to) {
          owners.add(RowFactory.create(from, to, owner.principal()));
        }
      }
      return owners;
    }

    private void tell(Row row, List<Signal> signals) {
      Long principal =
          rules.types().isPrincipal(row.getString(4)) ? Long.valueOf(row.getLong(3)) : null;
      Signal.Kind kind =
          switch (row.getString(5)) {
            case EvidenceRules.LOGOUT -> Signal.Kind.LOGOUT;
            case EvidenceRules.UNBIND, EvidenceRules.PARENT_UNBIND -> Signal.Kind.UNBIND;
            case "verified" -> Signal.Kind.VERIFY;
            default -> Signal.Kind.SEEN;
          };
      row.<Long>getList(8).forEach(at -> signals.add(new Signal(instant(at), kind, principal)));
    }
  }
}
