package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Behaviour;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.Conditions.Of;
import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.FunnelPosition;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.time.BusinessDays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/**
 * What a condition on people says besides comparing tags.
 *
 * @param words what it may name
 * @param deeds what people did; gathers what has to be counted
 * @param days business days
 */
public record PersonLeaves(Words words, Deeds deeds, BusinessDays days)
    implements Conditions.Others {

  /**
   * The names that conditions on people may use.
   *
   * @param tags tags, by id
   * @param portraits other columns of portraits, by name
   * @param attributes types of imported attributes; one without is a text
   * @param seenAttributes names of attributes; empty = any
   * @param segments ids of segments
   * @param lists names of uploaded lists
   * @param funnels funnels of reports; empty = any
   * @param deeds event names and dimensions
   */
  public record Words(
      Map<String, Subject> tags,
      Map<String, Subject> portraits,
      Map<String, ValueType> attributes,
      Optional<Set<String>> seenAttributes,
      Set<String> segments,
      Set<String> lists,
      Optional<FunnelSteps> funnels,
      DeedCheck deeds) {}

  /** Conditions on people that say these words. */
  public static Conditions conditions(Words words, Deeds deeds, BusinessDays days) {
    return new Conditions(Of.TAG, words.tags(), days, new PersonLeaves(words, deeds, days));
  }

  /** The column that says whether a person is in a segment. */
  public static String segment(String id) {
    return "in segment " + id;
  }

  /** The column that says whether a person is on a list. */
  public static String list(String name) {
    return "on list " + name;
  }

  @Override
  public void check(String path, Condition leaf, Problems problems) {
    Optional<Behaviour> behaviour = leaf.behaviour();
    if (behaviour.isPresent()) {
      words.deeds().check(path, behaviour.get(), problems);
    } else if (leaf.portrait().isPresent()) {
      portraits().check(path, leaf, problems);
    } else if (leaf.attribute().isPresent()) {
      String name = leaf.attribute().get();
      words.seenAttributes().ifPresent(seen -> known(path, "attribute", name, seen, problems));
      attribute(name).check(path, leaf, problems);
    } else if (leaf.segment().isPresent()) {
      known(path, "segment", leaf.segment().get(), words.segments(), problems);
    } else if (leaf.funnel().isPresent()) {
      FunnelPosition position = leaf.funnel().get();
      words.funnels().ifPresent(told -> told.check(path, position, problems));
    } else {
      known(path, "list", leaf.list().orElseThrow(), words.lists(), problems);
    }
  }

  @Override
  public Column column(Condition leaf) {
    if (leaf.behaviour().isPresent()) {
      return deeds.holds(leaf.behaviour().get());
    }
    if (leaf.portrait().isPresent()) {
      return portraits().column(leaf);
    }
    if (leaf.attribute().isPresent()) {
      return attribute(leaf.attribute().get()).column(leaf);
    }
    if (leaf.funnel().isPresent()) {
      return furthest(leaf.funnel().get());
    }
    String flag =
        leaf.segment().map(PersonLeaves::segment).orElseGet(() -> list(leaf.list().orElseThrow()));
    return coalesce(Deeds.quoted(flag), lit(false));
  }

  private static void known(
      String path, String what, String name, Collection<String> known, Problems problems) {
    if (!known.contains(name)) {
      problems.add(
          path, null, "unknown " + what + " '" + name + "'." + Suggestions.didYouMean(name, known));
    }
  }

  private Column furthest(FunnelPosition position) {
    Column furthest = Deeds.quoted(FunnelPositionsTransform.column(position.report()));
    int step = words.funnels().map(told -> told.number(position)).orElse(0);
    Column holds = position.reached().isPresent() ? furthest.geq(step) : furthest.equalTo(step);
    return coalesce(holds, lit(false));
  }

  private Conditions portraits() {
    return new Conditions(Of.PORTRAIT, words.portraits(), days);
  }

  /** What is no value of the declared type is missing. */
  private Conditions attribute(String name) {
    ValueType type = words.attributes().getOrDefault(name, ValueType.TEXT);
    Column text = AttributesTransform.value(name);
    Map<String, Subject> one = new TreeMap<>();
    one.put(name, new Subject(type, text.try_cast(type.dataType())));
    return new Conditions(Of.ATTRIBUTE, one, days);
  }
}
