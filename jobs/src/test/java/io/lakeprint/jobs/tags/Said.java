package io.lakeprint.jobs.tags;

import static io.lakeprint.jobs.tags.Deed.pick;

import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.testkit.TableRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random changes to attributes of nodes whose owners change, and what the attributes of a person
 * are by reading the changes one after the other: no Spark, no code of the engine.
 *
 * @param changes what sources say
 * @param owners who has a node, and when
 */
record Said(List<Change> changes, List<Owner> owners) {

  static final List<String> ATTRIBUTES = List.of("level", "points");

  private static final List<String> OPERATIONS =
      List.of("set", "set", "set_once", "increment", "append", "unset", "delete");
  private static final List<String> VALUES = List.of("3", "40", "1.5", "gold");

  /** What a source says of a node; those of one moment follow each other by source and id. */
  record Change(
      String id,
      String source,
      long node,
      Instant at,
      String operation,
      String name,
      String value) {

    private boolean isAbout(String attribute) {
      return name.equals(attribute) || operation.equals("delete");
    }
  }

  /** From then on, until then where it ends. */
  record Owner(String person, long node, Instant from, @Nullable Instant to) {

    private boolean has(Change change) {
      return node == change.node()
          && !change.at().isBefore(from)
          && (to == null || change.at().isBefore(to));
    }
  }

  /** An attribute at the end of a day. */
  record Known(@Nullable String value, @Nullable String source, @Nullable Instant since) {
    private static final Known NOTHING = new Known(null, null, null);
  }

  static Said random(Random random, Instant first, int days, int count) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(
          new Change(
              "c%04d".formatted(i),
              pick(random, List.of("crm", "shop")),
              random.nextInt(2 * Deed.PEOPLE),
              // Whole days, so that some are said at one moment.
              first.plusSeconds(random.nextInt(days) * 86_400L),
              pick(random, OPERATIONS),
              pick(random, ATTRIBUTES),
              pick(random, VALUES)));
    }
    List<Owner> owners = new ArrayList<>();
    for (int node = 0; node < 2 * Deed.PEOPLE; node++) {
      Instant passes = first.plusSeconds(random.nextInt(days) * 86_400L);
      boolean stays = random.nextBoolean();
      owners.add(new Owner("p" + node / 2, node, Instant.EPOCH, stays ? null : passes));
      if (!stays && random.nextInt(3) > 0) {
        owners.add(new Owner("p" + random.nextInt(Deed.PEOPLE), node, passes, null));
      }
    }
    return new Said(changes, owners);
  }

  Known of(String person, String attribute, ZoneId zone, LocalDate asOf) {
    List<Change> heard =
        changes.stream()
            .filter(change -> change.isAbout(attribute))
            .filter(change -> !LocalDate.ofInstant(change.at(), zone).isAfter(asOf))
            .filter(
                change ->
                    owners.stream()
                        .anyMatch(owner -> owner.person().equals(person) && owner.has(change)))
            .sorted(
                Comparator.comparing(Change::at)
                    .thenComparing(Change::source)
                    .thenComparing(Change::id))
            .toList();
    Known known = Known.NOTHING;
    for (Change change : heard) {
      String value = after(known.value(), change);
      if (value == null) {
        known = Known.NOTHING;
      } else if (!value.equals(known.value())) {
        known = new Known(value, change.source(), change.at());
      }
    }
    return known;
  }

  private static @Nullable String after(@Nullable String before, Change change) {
    return switch (change.operation()) {
      case "set" -> change.value();
      case "set_once" -> before == null ? change.value() : before;
      case "increment" ->
          isNumber(change.value())
              ? number(before).add(number(change.value())).stripTrailingZeros().toPlainString()
              : before;
      case "append" -> before == null ? change.value() : before + "," + change.value();
      default -> null;
    };
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null && text.matches("[0-9]+(\\.[0-9]+)?");
  }

  private static BigDecimal number(@Nullable String text) {
    return isNumber(text) ? new BigDecimal(Objects.requireNonNull(text)) : BigDecimal.ZERO;
  }

  TableRows updates(ZoneId zone) {
    TableRows rows = TableRows.of(AttributeUpdatesTable.SPEC);
    changes.forEach(
        change ->
            rows.row(
                AttributeUpdatesTable.SOURCE, change.source(),
                AttributeUpdatesTable.EVENT_ID, change.id(),
                AttributeUpdatesTable.ANCHOR_NODE, change.node(),
                AttributeUpdatesTable.OPERATION, change.operation(),
                AttributeUpdatesTable.ATTRIBUTE, isOfAll(change) ? "*" : change.name(),
                AttributeUpdatesTable.VALUE, takesAway(change) ? null : change.value(),
                AttributeUpdatesTable.UPDATED_AT, change.at(),
                AttributeUpdatesTable.EVENT_DATE, LocalDate.ofInstant(change.at(), zone)));
    return rows;
  }

  private static boolean isOfAll(Change change) {
    return change.operation().equals("delete");
  }

  private static boolean takesAway(Change change) {
    return isOfAll(change) || change.operation().equals("unset");
  }

  TableRows identityMap() {
    TableRows rows = TableRows.of(IdentityMapTable.SPEC);
    owners.forEach(
        owner ->
            rows.row(
                IdentityMapTable.NODE_ID, owner.node(),
                IdentityMapTable.ONE_ID, owner.person(),
                IdentityMapTable.VALID_FROM, owner.from(),
                IdentityMapTable.VALID_TO, owner.to()));
    return rows;
  }
}
