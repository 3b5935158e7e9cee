package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a table was made from. It travels in the commit that made it, so that rows and state are
 * there both or neither.
 *
 * @param asOf day at whose end it holds
 * @param definitions hash of everything but rows that it follows from
 * @param inputs version of each input that has been consumed, by name of the table
 */
public record JobState(LocalDate asOf, String definitions, SortedMap<String, TableVersion> inputs) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AS_OF = "as_of";
  private static final String DEFINITIONS = "definitions";
  private static final String INPUTS = "inputs";
  private static final String TABLE_ID = "table_id";
  private static final String VERSION = "version";

  /**
   * One version of one table.
   *
   * @param tableId identity of the table; a table made anew in the same place has another
   * @param version Delta version; {@link #NONE} stands for a table that is not there
   */
  public record TableVersion(String tableId, long version) {
    /** No table. */
    public static final TableVersion NONE = new TableVersion("", -1);
  }

  public JobState {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  /** What has been consumed of an input; nothing where the state does not know it. */
  TableVersion of(String input) {
    return inputs.getOrDefault(input, TableVersion.NONE);
  }

  /**
   * What all of these have consumed: a run that broke off between two of its tables left one
   * behind, and both are brought up from there. Where they consumed different tables of one name,
   * they have nothing in common.
   *
   * @param states of the same job, definitions and input tables; at least one
   */
  static JobState oldest(Collection<JobState> states) {
    JobState first = states.iterator().next();
    LocalDate asOf = states.stream().map(JobState::asOf).min(LocalDate::compareTo).orElseThrow();
    SortedMap<String, TableVersion> inputs = new TreeMap<>();
    for (String input : first.inputs().keySet()) {
      List<TableVersion> seen = states.stream().map(state -> state.of(input)).toList();
      boolean isOne = seen.stream().map(TableVersion::tableId).distinct().count() == 1;
      inputs.put(
          input,
          isOne
              ? Collections.min(seen, Comparator.comparingLong(TableVersion::version))
              : TableVersion.NONE);
    }
    return new JobState(asOf, first.definitions(), inputs);
  }

  ObjectNode json() {
    ObjectNode node =
        JSON.createObjectNode().put(AS_OF, asOf.toString()).put(DEFINITIONS, definitions);
    ObjectNode versions = node.putObject(INPUTS);
    inputs.forEach(
        (name, seen) ->
            versions.putObject(name).put(TABLE_ID, seen.tableId()).put(VERSION, seen.version()));
    return node;
  }

  static JobState of(JsonNode node) {
    SortedMap<String, TableVersion> inputs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> input : node.path(INPUTS).properties()) {
      JsonNode seen = input.getValue();
      inputs.put(
          input.getKey(),
          new TableVersion(seen.path(TABLE_ID).asText(), seen.path(VERSION).asLong()));
    }
    return new JobState(
        LocalDate.parse(node.path(AS_OF).asText()), node.path(DEFINITIONS).asText(), inputs);
  }
}
