package io.lakeprint.common.definitions;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The columns of portraits under a catalogue of tags and a list of models.
 *
 * @param tags the catalogue
 * @param models published models
 */
public record PortraitColumns(TagColumns tags, List<String> models) {

  /** The table with a column per tag and two per model. */
  public TableSpec table() {
    return PortraitsTable.SPEC.withColumns(added());
  }

  /** The first column that two of them would share. */
  public Optional<String> shared() {
    Set<String> seen = new HashSet<>();
    return Stream.concat(PortraitsTable.SPEC.columns().stream(), added().stream())
        .map(ColumnSpec::name)
        .filter(name -> !seen.add(name))
        .findFirst();
  }

  /** Score of a model's champion. */
  public static ColumnSpec score(String model) {
    return ColumnSpec.optional(
            model + "_score", Types.DOUBLE, "Latest score of " + model + ", 0 to 1; null = none")
        .personal();
  }

  /** Tenth of the scored that a person is in. */
  public static ColumnSpec decile(String model) {
    return ColumnSpec.optional(
            model + "_decile",
            Types.INT,
            "Tenth by score of " + model + ", 1 = highest; null = not scored")
        .personal();
  }

  private List<ColumnSpec> added() {
    List<ColumnSpec> added = new ArrayList<>(tags.published());
    models.forEach(model -> added.addAll(List.of(score(model), decile(model))));
    return added;
  }
}
