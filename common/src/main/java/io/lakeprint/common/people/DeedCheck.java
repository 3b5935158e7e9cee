package io.lakeprint.common.people;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Behaviour;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.Conditions.Of;
import io.lakeprint.common.definitions.DimensionRule;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.time.BusinessDays;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notes what is wrong with behaviour in conditions.
 *
 * @param events event names that may be asked for; empty = any
 * @param dimensions dimensions of {@code behaviour.daily_dimensions}
 */
public record DeedCheck(Optional<Set<String>> events, List<String> dimensions) {

  /** No operand of a check needs a zone, and no column matters. */
  private static final Conditions OF_EVENTS =
      new Conditions(Of.ATTRIBUTE, DeedInput.EVENTS.attributes(), new BusinessDays(ZoneOffset.UTC));

  /** Adds every mistake to {@code problems}, each with its place. */
  public void check(String path, Behaviour behaviour, Problems problems) {
    if (behaviour instanceof Behaviour.InSequence sequence) {
      check(path + ".steps", sequence.steps(), problems);
      check(path + ".without", sequence.without(), problems);
      return;
    }
    Behaviour.OfEvents one = (Behaviour.OfEvents) behaviour;
    rule(path, one.rule(), problems);
    one.of().ifPresent(of -> dimension(path, of, one.where(), problems));
    if (behaviour instanceof Behaviour.Done done) {
      Conditions.checkCompared(
          path, "a count", ValueType.LONG, done.comparison(), done.operands(), problems);
    }
  }

  private void check(String path, List<EventRule> rules, Problems problems) {
    for (int i = 0; i < rules.size(); i++) {
      rule(path + "[" + i + "]", rules.get(i), problems);
    }
  }

  private void rule(String path, EventRule rule, Problems problems) {
    for (String name : rule.names()) {
      boolean isAny = name.equals(EventRule.ANY);
      if (isAny && rule.names().size() > 1) {
        problems.add(path, null, "'*' is whatever people do: no other name stands beside it");
      }
      events
          .filter(known -> !isAny && !known.contains(name))
          .ifPresent(
              known ->
                  problems.add(
                      path,
                      null,
                      "unknown event '" + name + "'." + Suggestions.didYouMean(name, known)));
    }
    rule.where().ifPresent(where -> OF_EVENTS.check(path + ".where", where, problems));
  }

  private void dimension(
      String path, DimensionRule of, Optional<Condition> where, Problems problems) {
    if (!dimensions.contains(of.dimension())) {
      problems.add(
          path + ".of",
          null,
          "unknown dimension '"
              + of.dimension()
              + "'."
              + Suggestions.didYouMean(of.dimension(), dimensions));
    }
    if (where.isPresent()) {
      problems.add(
          path,
          null,
          "of counts from the day's roll-up, which knows nothing else of an event: write where"
              + " alone, or of alone");
    }
    Conditions.checkCompared(
        path + ".of", of.dimension(), ValueType.TEXT, of.op(), of.operands(), problems);
  }
}
