package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.Behaviour;
import io.lakeprint.common.definitions.Behaviour.Counted;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.Conditions.Of;
import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.DimensionRule;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.definitions.ObservationWindow;
import io.lakeprint.common.definitions.ObservedDays;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * Compiles behaviour into what has to be counted, and into booleans over the counts. What several
 * conditions ask for is counted once: everything of one input in one aggregation, by {@link
 * DeedsTransform}, or behind a shuffle that brings all rows of people together, by {@link
 * DeedTally}.
 */
public final class Deeds {

  private final Settings settings;
  private final Map<String, DeedCount> counts = new LinkedHashMap<>();
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Map<String, Sequence> sequences = new LinkedHashMap<>();

  /**
   * What all of them share.
   *
   * @param asOf the last day that is looked at
   * @param days business days
   * @param passiveEvents events that happen to a person, which "whatever people do" leaves out
   * @param includeBots whether robots are people
   */
  public record Settings(
      LocalDate asOf, BusinessDays days, List<String> passiveEvents, boolean includeBots) {}

  /**
   * An event of a sequence.
   *
   * @param names its names; empty = whatever people do
   * @param matches whether an event is one, in the days of the sequence; never null
   * @param days those days
   * @param subject which events, whatever their day
   */
  record Step(List<String> names, Column matches, DeedDays days, String subject) {}

  public Deeds(Settings settings) {
    this.settings = settings;
  }

  /** Whether it holds, over the columns of its counts beside people; never null. */
  public Column holds(Behaviour behaviour) {
    if (behaviour instanceof Behaviour.InSequence sequence) {
      return sequence(sequence);
    }
    DeedDays days = DeedDays.of(behaviour.window());
    if (behaviour instanceof Behaviour.Done done) {
      Subject count = new Subject(ValueType.LONG, count(done, days, done.counted()));
      return comparing(Of.TAG, Map.of()).compared(count, done.comparison(), done.operands());
    }
    if (behaviour instanceof Behaviour.NotDone never) {
      return not(did(never, days));
    }
    if (behaviour instanceof Behaviour.Regularly regular) {
      return regularly(regular);
    }
    if (behaviour instanceof Behaviour.Stopped stopped) {
      return did(stopped, days.before(stopped.silentDays()))
          .and(not(did(stopped, DeedDays.ending(0, stopped.silentDays()))));
    }
    Behaviour.Restarted restarted = (Behaviour.Restarted) behaviour;
    int pause = restarted.againDays() + restarted.silentDays();
    return did(restarted, DeedDays.ending(0, restarted.againDays()))
        .and(not(did(restarted, DeedDays.ending(restarted.againDays(), restarted.silentDays()))))
        .and(did(restarted, days.before(pause)));
  }

  /** What all that has been asked for needs. */
  public DeedsPlan plan() {
    return new DeedsPlan(
        List.copyOf(counts.values()),
        List.copyOf(steps.values()),
        List.copyOf(sequences.values()),
        settings.asOf(),
        settings.includeBots());
  }

  /** Whether a row of {@link DeedInput#of} that behaviour is one of those that it is judged by. */
  public Column isEvidence(Behaviour behaviour) {
    DeedInput input = DeedInput.of(behaviour);
    ObservedDays window = new ObservationWindow(behaviour.window()).on(settings.asOf());
    Column about =
        behaviour instanceof Behaviour.OfEvents events
            ? matches(events)
            : behaviour.rules().map(rule -> matches(input, rule)).reduce(lit(false), Column::or);
    return input.counts(settings.includeBots()).and(window.contains(input.day().col())).and(about);
  }

  private Column did(Behaviour.OfEvents events, DeedDays days) {
    return count(events, days, Counted.TIMES).gt(0);
  }

  private Column regularly(Behaviour.Regularly regular) {
    return IntStream.range(0, regular.stretches())
        .mapToObj(
            stretch ->
                count(
                    regular,
                    DeedDays.ending(stretch * regular.stretchDays(), regular.stretchDays()),
                    Counted.TIMES))
        .map(count -> when(count.geq(regular.times()), lit(1)).otherwise(lit(0)))
        .reduce(Column::plus)
        .orElseThrow()
        .geq(regular.wanted());
  }

  private Column count(Behaviour.OfEvents events, DeedDays days, Counted counted) {
    DeedInput input = DeedInput.of(events);
    EventRule rule = events.rule();
    String subject =
        DefinitionText.of(rule).text()
            + events.of().map(of -> DefinitionText.of(of).text()).orElse("");
    String text = subject + days + counted;
    DeedCount known = counts.get(text);
    if (known == null) {
      known =
          new DeedCount(
              "deed " + counts.size(), input, names(rule), matches(events), subject, days, counted);
      counts.put(text, known);
    }
    return coalesce(quoted(known.column()), lit(0L));
  }

  private Column sequence(Behaviour.InSequence sequence) {
    DeedDays days = DeedDays.of(sequence.window());
    String text = DefinitionText.of(sequence).text();
    if (!sequences.containsKey(text)) {
      List<Integer> numbers = sequence.steps().stream().map(rule -> step(rule, days)).toList();
      List<Integer> without = sequence.without().stream().map(rule -> step(rule, days)).toList();
      sequences.put(text, new Sequence(numbers, without, micros(sequence)));
    }
    int number = new ArrayList<>(sequences.keySet()).indexOf(text);
    return coalesce(get(quoted(DeedAggregation.SEQUENCES), lit(number)), lit(false));
  }

  private int step(EventRule rule, DeedDays days) {
    String text = DefinitionText.of(rule).text() + days;
    steps.computeIfAbsent(
        text,
        key ->
            new Step(
                names(rule),
                matches(DeedInput.EVENTS, rule),
                days,
                DefinitionText.of(rule).text()));
    return new ArrayList<>(steps.keySet()).indexOf(text);
  }

  private static long micros(Behaviour.InSequence sequence) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(sequence.within()));
  }

  private static List<String> names(EventRule rule) {
    return rule.isAny() ? List.of() : List.copyOf(new TreeSet<>(rule.names()));
  }

  private Column matches(DeedInput input, EventRule rule) {
    Column name = input.eventName().col();
    Column named =
        rule.isAny()
            ? not(name.isin(settings.passiveEvents().toArray()))
            : name.isin(rule.names().toArray());
    return rule.where()
        .map(where -> named.and(comparing(Of.ATTRIBUTE, input.attributes()).column(where)))
        .orElse(named);
  }

  private Column matches(Behaviour.OfEvents events) {
    Column matches = matches(DeedInput.of(events), events.rule());
    return events.of().map(of -> matches.and(matches(of))).orElse(matches);
  }

  private Column matches(DimensionRule of) {
    Subject value = new Subject(ValueType.TEXT, DailyDimensionsTable.DIMENSION_VALUE.col());
    return DailyDimensionsTable.DIMENSION
        .col()
        .equalTo(of.dimension())
        .and(comparing(Of.TAG, Map.of()).compared(value, of.op(), of.operands()));
  }

  private Conditions comparing(Of of, Map<String, Subject> subjects) {
    return new Conditions(of, subjects, settings.days());
  }

  static Column quoted(String column) {
    return col("`" + column + "`");
  }
}
