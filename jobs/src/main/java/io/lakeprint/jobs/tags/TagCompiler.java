package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.col;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.people.DeedCheck;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataType;

/** Checks a catalogue and turns it into a {@link TagPlan}; one use each. */
final class TagCompiler {

  static final String PREFIX = TagsConfig.PATH + ".definitions.";

  private final Map<String, TagDefinition> tags;
  private final TagFunctions functions;
  private final DeedCheck deeds;
  private final TagPlan.Doing behaviour;
  private final ExpressionTypes types;
  private final Problems problems = new Problems();
  private final Map<String, Measure> measures = new TreeMap<>();
  private final Map<String, Facet> facets = new TreeMap<>();
  private final Map<String, Rule> rules = new TreeMap<>();

  private TagCompiler(TagsConfig config, Optional<Set<String>> seenEvents, ExpressionTypes types) {
    this.tags = new TreeMap<>(config.definitions());
    Optional<Set<String>> events =
        seenEvents.map(
            seen -> {
              Set<String> known = new TreeSet<>(StandardEvents.BEHAVIOUR);
              known.addAll(config.events());
              known.addAll(seen);
              return known;
            });
    Set<String> passive = new TreeSet<>(StandardEvents.RECORDS);
    passive.addAll(config.passiveEvents());
    this.functions =
        new TagFunctions(events, List.copyOf(passive), new TreeSet<>(config.dimensions()));
    this.deeds = new DeedCheck(events, config.dimensions());
    this.behaviour = new TagPlan.Doing(List.copyOf(passive), config.includeBots());
    this.types = types;
  }

  /**
   * The plan of a catalogue.
   *
   * @param seenEvents event names in the lake, known besides the standard and the configured ones
   * @throws io.lakeprint.common.error.UsageException {@code TAGS_INVALID} with every problem
   */
  static TagPlan compile(TagsConfig config, Set<String> seenEvents, ExpressionTypes types) {
    TagCompiler compiler = new TagCompiler(config, Optional.of(seenEvents), types);
    TagPlan plan = compiler.plan();
    if (!compiler.problems.isEmpty()) {
      throw TagErrors.invalid(compiler.problems.found());
    }
    return plan;
  }

  /** What is wrong with a catalogue, whatever events the lake holds. */
  static Problems check(TagsConfig config, ExpressionTypes types) {
    return check(config, Optional.empty(), types);
  }

  /** The same; {@code seenEvents} as in {@link #compile} where the lake is known. */
  static Problems check(
      TagsConfig config, Optional<Set<String>> seenEvents, ExpressionTypes types) {
    TagCompiler compiler = new TagCompiler(config, seenEvents, types);
    compiler.plan();
    return compiler.problems;
  }

  private TagPlan plan() {
    TagShapes.checkColumns(PREFIX, tags, problems);
    tags.forEach(
        (id, tag) -> {
          if (TagShapes.check(PREFIX + id, id, tag, problems)) {
            rule(id, tag).ifPresent(rule -> rules.put(id, rule));
          }
        });
    ExpressionCheck check = new ExpressionCheck(tags, inputs(), types);
    rules.forEach((id, rule) -> check(id, rule, check));
    checkConditions();
    List<List<String>> levels = new TagOrder(rules, tags).levels(problems);
    return new TagPlan(tags, measures, facets, rules, behaviour, levels);
  }

  /** What expressions may refer to besides tags. */
  private Map<String, DataType> inputs() {
    Map<String, DataType> inputs = new TreeMap<>();
    measures.forEach((name, measure) -> inputs.put(name, measure.type()));
    facets.values().stream()
        .filter(facet -> facet.fold() != Facet.Fold.TOP)
        .forEach(facet -> inputs.put(facet.name(), facet.type()));
    return inputs;
  }

  private Optional<Rule> rule(String id, TagDefinition tag) {
    String path = PREFIX + id;
    return switch (tag.kind()) {
      case STATISTIC -> attempt(path + ".expression", () -> statistic(tag));
      case PREFERENCE -> attempt(path + ".expression", () -> preference(tag));
      case LADDER -> Optional.of(ladder(tag));
      case FUNNEL_POSITION -> position(path, tag);
      case ATTRIBUTE -> Optional.of(new Rule.Imported(tag.attribute().orElseThrow()));
      case SEQUENCE -> Optional.of(new Rule.Holds(Condition.done(tag.sequence().orElseThrow())));
      case DAYS_SINCE -> {
        checkSince(path + ".since", tag.since().orElseThrow());
        yield Optional.empty();
      }
    };
  }

  private interface Attempt {
    Rule rule();
  }

  private Optional<Rule> attempt(String path, Attempt attempt) {
    try {
      return Optional.of(attempt.rule());
    } catch (IllegalArgumentException e) {
      problems.add(path, null, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Rule statistic(TagDefinition tag) {
    Expression expression = Expression.parse(tag.expression().orElseThrow());
    ExpressionCheck.refuseWords(expression);
    Window window = window(tag);
    Map<String, Measure> used = new LinkedHashMap<>();
    Map<String, Facet> usedFacets = new LinkedHashMap<>();
    String sql =
        expression.withColumns(
            TagFunctions.statistics(),
            call -> {
              if (TagFunctions.isFacet(call)) {
                Facet facet = functions.facet(call, window);
                usedFacets.put(facet.name(), facet);
                return facet.name();
              }
              Measure measure = functions.measure(call, window);
              used.put(measure.name(), measure);
              return measure.name();
            });
    measures.putAll(used);
    facets.putAll(usedFacets);
    Set<String> needs = new TreeSet<>(expression.names());
    needs.retainAll(tags.keySet());
    return new Rule.Sql(sql, needs);
  }

  private Rule preference(TagDefinition tag) {
    Expression expression = Expression.parse(tag.expression().orElseThrow());
    List<Expression.Call> calls = expression.calls(Set.of(TagFunctions.TOP));
    if (calls.size() != 1
        || calls.get(0).position() != expression.tokens().get(0).position()
        || calls.get(0).end() <= expression.text().stripTrailing().length()) {
      throw new IllegalArgumentException(
          "a preference is one call such as top('category', 3, '90d')");
    }
    Facet facet = functions.facet(calls.get(0), window(tag));
    if (facet.count() > 1 && tag.type() != ValueType.LIST) {
      throw new IllegalArgumentException(
          "gives up to " + facet.count() + " values, which are of type list");
    }
    facets.put(facet.name(), facet);
    return new Rule.Choice(facet.name());
  }

  private static Rule ladder(TagDefinition tag) {
    return new Rule.Ladder(
        tag.steps().stream()
            .map(step -> new Rule.Ladder.Rung(step.value(), step.when().orElseThrow()))
            .toList(),
        tag.otherwise());
  }

  private Optional<Rule> position(String path, TagDefinition tag) {
    List<Rule.Position.Stage> stages = new ArrayList<>();
    for (int i = 0; i < tag.steps().size(); i++) {
      TagDefinition.Step step = tag.steps().get(i);
      attempt(
          path + ".steps[" + i + "].event",
          () -> {
            Measure count = functions.countOf(step.event().orElseThrow(), window(tag));
            measures.put(count.name(), count);
            stages.add(new Rule.Position.Stage(step.value(), count.name()));
            return new Rule.Position(stages, tag.otherwise());
          });
    }
    return stages.size() == tag.steps().size()
        ? Optional.of(new Rule.Position(List.copyOf(stages), tag.otherwise()))
        : Optional.empty();
  }

  private static Window window(TagDefinition tag) {
    return tag.window().map(Window::parse).orElse(Window.LIFETIME);
  }

  private void checkSince(String path, String since) {
    TagDefinition moment = tags.get(since);
    if (moment == null) {
      problems.add(
          path,
          null,
          "unknown tag '" + since + "'." + Suggestions.didYouMean(since, tags.keySet()));
    } else if (moment.type() != ValueType.TIMESTAMP) {
      problems.add(path, null, since + " is " + moment.type().written() + ", not timestamp");
    }
  }

  private void check(String id, Rule rule, ExpressionCheck check) {
    String path = PREFIX + id;
    TagDefinition tag = tags.get(id);
    if (tag == null) {
      throw new IllegalStateException("a rule without tag: " + id);
    }
    if (rule instanceof Rule.Sql sql) {
      attempt(
          path + ".expression",
          () -> {
            check.check(sql, tag.type());
            return sql;
          });
    }
  }

  private void checkConditions() {
    // The columns do not matter here, and no operand of a check needs a zone.
    Map<String, Subject> subjects = new TreeMap<>();
    tags.forEach((id, tag) -> subjects.put(id, new Subject(tag.type(), col(id))));
    BusinessDays days = new BusinessDays(ZoneOffset.UTC);
    Conditions conditions =
        new TagLeaves(deeds, behaviour.deeds(LocalDate.EPOCH, days)).over(subjects, days);
    tags.forEach(
        (id, tag) -> {
          tag.sequence()
              .ifPresent(sequence -> deeds.check(PREFIX + id + ".sequence", sequence, problems));
          for (int i = 0; i < tag.steps().size(); i++) {
            String path = PREFIX + id + ".steps[" + i + "].when";
            tag.steps().get(i).when().ifPresent(when -> conditions.check(path, when, problems));
          }
        });
  }
}
