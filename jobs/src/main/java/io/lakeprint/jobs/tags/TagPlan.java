package io.lakeprint.jobs.tags;

import io.lakeprint.common.definitions.TagDefinition;
import java.util.List;
import java.util.Map;

/**
 * A checked catalogue, ready to be computed.
 *
 * @param tags all tags by id
 * @param measures what the aggregations yield, by name
 * @param facets what was done by the values of dimensions, by name
 * @param rules how each stored tag follows from them, by id
 * @param levels stored tags such that each refers only to tags of levels before its own
 */
record TagPlan(
    Map<String, TagDefinition> tags,
    Map<String, Measure> measures,
    Map<String, Facet> facets,
    Map<String, Rule> rules,
    List<List<String>> levels) {

  /** The measures over one input, in order of name. */
  List<Measure> measuresOf(MeasureInput input) {
    return measures.values().stream().filter(measure -> measure.input() == input).toList();
  }
}
