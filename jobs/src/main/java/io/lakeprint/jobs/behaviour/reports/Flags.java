package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.tables.EventLines;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** Numbers the conditions and values of all reports; what two of them ask for is asked once. */
final class Flags {

  /** Stands for the value of an event: its amount, else what its lines add up to. */
  static final String WORTH = "value";

  private record Wanted(int number, List<String> names, Column holds, Optional<Instant> since) {}

  private final Conditions conditions;
  private final List<String> passive;
  private final Map<String, Wanted> flags = new LinkedHashMap<>();
  private final Map<String, Integer> slotNumbers = new LinkedHashMap<>();
  private final List<Column> slots = new ArrayList<>();

  Flags(Conditions conditions, List<String> passive) {
    this.conditions = conditions;
    this.passive = passive;
  }

  /**
   * The number of a condition.
   *
   * @param filter what else holds for all events of the report
   * @param since the first moment that matters to the report; empty = every event does
   */
  int flag(EventRule rule, Optional<Condition> filter, Optional<Instant> since) {
    String text = text(rule, filter);
    Wanted known = flags.get(text);
    if (known == null) {
      Wanted fresh = new Wanted(flags.size(), rule.names(), holds(rule, filter), since);
      flags.put(text, fresh);
      return fresh.number();
    }
    Optional<Instant> earlier =
        known.since().isPresent() && since.isPresent()
            ? Optional.of(
                known.since().get().isBefore(since.get()) ? known.since().get() : since.get())
            : Optional.empty();
    flags.put(text, new Wanted(known.number(), known.names(), known.holds(), earlier));
    return known.number();
  }

  /** The number of an attribute's value. */
  int slot(String attribute) {
    return slot(attribute, () -> value(attribute));
  }

  /** The number of the value of a breakdown; {@link FunnelSpec#NONE} without one. */
  int slot(Optional<BreakdownRule> breakdown) {
    return breakdown.map(rule -> slot(rule.attribute())).orElse(FunnelSpec.NONE);
  }

  /**
   * A value made of several attributes.
   *
   * @param key tells it from others
   * @param column its column
   */
  record Value(String key, Column column) {}

  /** The number of a value. */
  int slot(Value value) {
    return slot(value.key(), () -> value.column().cast("string"));
  }

  /** The number of what events that are one have in common; {@link FunnelSpec#NONE} for "". */
  int once(String attribute) {
    return attribute.isEmpty() ? FunnelSpec.NONE : slot(attribute);
  }

  /** The number of an amount: an attribute, or {@link #WORTH}. */
  int amount(String attribute) {
    return attribute.equals(WORTH) ? slot(new Value(WORTH, EventLines.amount())) : slot(attribute);
  }

  /** The number of the node of a path: the attribute, cleaned, or the name of its group. */
  int node(String attribute, Optional<Cleaning> cleaning, List<NodeGroup> groups) {
    if (groups.isEmpty() && cleaning.isEmpty()) {
      return slot(attribute);
    }
    return slot(
        attribute + cleaning.map(Cleaning::toString).orElse("") + groups,
        () -> {
          Column raw = value(attribute);
          return grouped(cleaning.map(rules -> rules.cleaned(raw)).orElse(raw), groups);
        });
  }

  /** A value, or the name of the group that it is in. */
  static Column grouped(Column raw, List<NodeGroup> groups) {
    Column node = raw;
    for (int i = groups.size() - 1; i >= 0; i--) {
      NodeGroup group = groups.get(i);
      node = when(raw.rlike("^(?:" + group.matches() + ")\\z"), lit(group.name())).otherwise(node);
    }
    return node;
  }

  List<ReportPlan.Flag> flags() {
    return flags.values().stream()
        .map(f -> new ReportPlan.Flag(f.names(), f.holds(), f.since()))
        .toList();
  }

  List<Column> slots() {
    return List.copyOf(slots);
  }

  private static String text(EventRule rule, Optional<Condition> filter) {
    return DefinitionText.of(rule).text()
        + filter.map(condition -> DefinitionText.of(condition).text()).orElse("");
  }

  private Column holds(EventRule rule, Optional<Condition> filter) {
    Column name = EventsTable.EVENT_NAME.col();
    Column named =
        rule.names().contains(EventRule.ANY)
            ? not(name.isin(passive.toArray()))
            : name.isin(rule.names().toArray());
    Column also = rule.where().map(conditions::column).map(named::and).orElse(named);
    return filter.map(conditions::column).map(also::and).orElse(also);
  }

  private interface Expression {
    Column column();
  }

  private int slot(String key, Expression expression) {
    Integer known = slotNumbers.get(key);
    if (known != null) {
      return known;
    }
    slotNumbers.put(key, slots.size());
    slots.add(expression.column());
    return slots.size() - 1;
  }

  private Column value(String attribute) {
    Conditions.Subject subject = conditions.subjects().get(attribute);
    if (subject == null) {
      throw new IllegalStateException("unchecked attribute " + attribute);
    }
    return subject.column().cast("string");
  }
}
