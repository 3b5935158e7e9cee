package io.lakeprint.jobs.tags;

import io.lakeprint.common.definitions.Behaviour;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.people.DeedInput;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A checked catalogue, ready to be computed.
 *
 * @param tags all tags by id
 * @param measures what the aggregations yield, by name
 * @param facets what was done by the values of dimensions, by name
 * @param rules how each stored tag follows from them, by id
 * @param behaviour what else conditions on behaviour follow from
 * @param levels stored tags such that each refers only to tags of levels before its own
 */
record TagPlan(
    Map<String, TagDefinition> tags,
    Map<String, Measure> measures,
    Map<String, Facet> facets,
    Map<String, Rule> rules,
    Doing behaviour,
    List<List<String>> levels) {

  /**
   * What behaviour means besides what a condition says of it.
   *
   * @param passiveEvents events that happen to a person, which "whatever people do" leaves out
   * @param includeBots whether robots are people
   */
  record Doing(List<String> passiveEvents, boolean includeBots) {

    /** How behaviour is judged at the end of a day. */
    Deeds deeds(LocalDate asOf, BusinessDays days) {
      return new Deeds(new Deeds.Settings(asOf, days, passiveEvents, includeBots));
    }
  }

  /** The imported attributes that tags are. */
  Set<String> attributes() {
    return tags.values().stream()
        .flatMap(tag -> tag.attribute().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The leaves of conditions on behaviour, each once. */
  List<Condition> deeds() {
    return rules.values().stream()
        .flatMap(Rule::conditions)
        .flatMap(Condition::leaves)
        .filter(leaf -> leaf.behaviour().isPresent())
        .distinct()
        .toList();
  }

  /** The same of one input. */
  List<Behaviour> deedsOf(DeedInput input) {
    return deeds().stream()
        .flatMap(leaf -> leaf.behaviour().stream())
        .filter(behaviour -> DeedInput.of(behaviour) == input)
        .toList();
  }

  /** The measures over one input, in order of name. */
  List<Measure> measuresOf(MeasureInput input) {
    return measures.values().stream().filter(measure -> measure.input() == input).toList();
  }

  /** Columns of an input whose numbers are summed or maximised, by name. */
  List<ColumnSpec> summed(MeasureInput input) {
    return asked(input, input.summable(), Measure.Fold.SUM, Measure.Fold.MAX);
  }

  /** Columns of an input that must be set for a row to count, by name. */
  List<ColumnSpec> flagged(MeasureInput input) {
    return asked(input, input.flags(), Measure.Fold.COUNT_WITH);
  }

  private List<ColumnSpec> asked(
      MeasureInput input, Map<String, ColumnSpec> columns, Measure.Fold... folds) {
    Set<ColumnSpec> asked =
        measuresOf(input).stream()
            .filter(measure -> List.of(folds).contains(measure.fold()))
            .flatMap(measure -> measure.column().stream())
            .collect(Collectors.toSet());
    return new TreeMap<>(columns).values().stream().filter(asked::contains).toList();
  }
}
