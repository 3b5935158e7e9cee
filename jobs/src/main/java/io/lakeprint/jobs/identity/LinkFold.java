package io.lakeprint.jobs.identity;

import io.lakeprint.common.tables.IdLinksTable;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Adds up evidence by pair: rows of {@link LinkHomes#SCHEMA} sorted by pair and day in, one row per
 * pair out.
 */
final class LinkFold implements Iterator<Row> {

  /** The columns of {@code id_links} with microseconds for time. */
  static final StructType SCHEMA =
      new StructType()
          .add(IdLinksTable.NODE_A.name(), "long", false)
          .add(IdLinksTable.NODE_B.name(), "long", false)
          .add(IdLinksTable.FIRST_SEEN_AT.name(), "long", false)
          .add(IdLinksTable.LAST_SEEN_AT.name(), "long", false)
          .add(IdLinksTable.DAY_COUNT.name(), "long", false)
          .add(IdLinksTable.SIGHTING_COUNT.name(), "long", false)
          .add(IdLinksTable.KINDS.name(), "string", false)
          .add(IdLinksTable.STRENGTH.name(), "int", false)
          .add(IdLinksTable.STRONGEST_AT.name(), "long", false)
          .add(IdLinksTable.VERIFIED_AT.name(), "long", true)
          .add(IdLinksTable.STATE.name(), "string", false)
          .add(IdLinksTable.RULE.name(), "string", true);

  private final Iterator<Row> rows;
  private final int minDays;
  private @Nullable Row ahead;

  LinkFold(Iterator<Row> rows, int minDays) {
    this.rows = rows;
    this.minDays = minDays;
    advance();
  }

  private void advance() {
    ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row first = Objects.requireNonNull(ahead);
    long a = first.getLong(0);
    long b = first.getLong(1);
    Sum valid = new Sum();
    Sum cut = new Sum();
    while (ahead != null && ahead.getLong(0) == a && ahead.getLong(1) == b) {
      (LinkHomes.CUT.equals(ahead.getString(7)) ? cut : valid).add(ahead);
      advance();
    }
    return valid.days == 0 ? cut.row(a, b, "CUT", "operator") : valid.judged(a, b);
  }

  /** Evidence of one pair. */
  private final class Sum {
    private final EnumSet<LinkKind> kinds = EnumSet.noneOf(LinkKind.class);
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long days;
    private int lastDay = Integer.MIN_VALUE;
    private long sightings;
    private int strength;
    private long strongestAt;
    private @Nullable Long verifiedAt;
    private @Nullable String standing;

    void add(Row row) {
      LinkKind kind = Objects.requireNonNull(LinkKind.of(row.getString(2)));
      kinds.add(kind);
      int day = row.getInt(3);
      if (days == 0 || day != lastDay) {
        days++;
        lastDay = day;
      }
      first = Math.min(first, row.getLong(4));
      last = Math.max(last, row.getLong(5));
      sightings += row.getLong(6);
      if (kind.strength() > strength) {
        strength = kind.strength();
        strongestAt = row.getLong(4);
      } else if (kind.strength() == strength) {
        strongestAt = Math.min(strongestAt, row.getLong(4));
      }
      if (kind == LinkKind.VERIFIED) {
        verifiedAt =
            verifiedAt == null
                ? row.getLong(5)
                : Long.valueOf(Math.max(verifiedAt, row.getLong(5)));
      }
      if (!row.isNullAt(7) && !NodeLives.BLOCKED.equals(standing)) {
        standing = row.getString(7);
      }
    }

    Row judged(long a, long b) {
      if (standing != null) {
        return row(a, b, "SUPPRESSED", standing);
      }
      boolean weak = kinds.equals(EnumSet.of(LinkKind.CO_SEEN)) && days < minDays;
      return weak ? row(a, b, "WEAK", "min-days") : row(a, b, "ACTIVE", null);
    }

    Row row(long a, long b, String state, @Nullable String rule) {
      return RowFactory.create(
          a,
          b,
          first,
          last,
          days,
          sightings,
          kinds.stream().map(LinkKind::label).sorted().collect(Collectors.joining(",")),
          strength,
          strongestAt,
          verifiedAt,
          state,
          rule);
    }
  }
}
