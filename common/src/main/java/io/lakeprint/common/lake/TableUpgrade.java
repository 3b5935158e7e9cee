package io.lakeprint.common.lake;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What separates a stored table from its declaration by this version: columns it lacks, comments,
 * and properties. Rows are neither read nor written, and columns that are no longer declared stay
 * until the table's job writes it.
 *
 * @param table its declaration
 * @param steps what makes it what is declared; empty = it is
 * @param clashes columns of another type, which no step mends
 */
public record TableUpgrade(TableSpec table, List<Step> steps, List<String> clashes) {

  /**
   * One change of a table's declaration.
   *
   * @param told for people, such as {@code adds column amount (decimal(18,2))}
   * @param statement that makes it
   */
  public record Step(String told, String statement) {}

  /** Of a table of {@code lake}; empty where it has not been created. */
  public static Optional<TableUpgrade> of(Lake lake, TableSpec table) {
    String location = lake.location(table);
    return StoredTable.of(lake.spark(), location)
        .map(
            stored ->
                new TableUpgrade(
                    table,
                    steps(table, location, stored),
                    WriteCheck.clashes(stored.schema(), table.schema())));
  }

  /**
   * Of all tables of {@code lake} that have been created.
   *
   * @throws io.lakeprint.common.error.InputContractException where columns of some clash
   */
  public static List<TableUpgrade> all(Lake lake) {
    List<TableUpgrade> all =
        TableCatalog.all().stream().flatMap(table -> of(lake, table).stream()).toList();
    List<TableUpgrade> clashing =
        all.stream().filter(upgrade -> !upgrade.clashes().isEmpty()).toList();
    if (!clashing.isEmpty()) {
      throw LakeErrors.tablesDiffer(clashing);
    }
    return all;
  }

  /**
   * Takes the steps that are still to be taken, alone on the table.
   *
   * @throws io.lakeprint.common.error.TransientException when another run goes on writing the table
   */
  public void apply(Lake lake) {
    try (Lease lease = lake.lease(table)) {
      of(lake, table).stream()
          .flatMap(upgrade -> upgrade.steps().stream())
          .forEach(step -> lake.spark().sql(step.statement()));
    }
  }

  private static List<Step> steps(TableSpec table, String location, StoredTable stored) {
    String alter = TableCreation.alter(location);
    List<Step> steps = new ArrayList<>();
    List<ColumnSpec> missing = WriteCheck.missing(stored.schema(), table);
    for (ColumnSpec column : missing) {
      steps.add(
          new Step(
              "adds column " + column.name() + " (" + column.type().sql() + ")",
              TableCreation.addColumns(location, List.of(column))));
    }
    for (ColumnSpec column : table.columns()) {
      if (!missing.contains(column) && !saysTheSame(stored.schema(), column)) {
        steps.add(
            new Step(
                "explains column " + column.name() + ": " + column.comment(),
                alter + "ALTER COLUMN `" + column.name() + "` " + TableCreation.comment(column)));
      }
    }
    TableCreation.properties(table)
        .forEach(
            (name, wanted) -> {
              String found = stored.properties().get(name);
              if (!Objects.equals(found, wanted)) {
                String before = found == null ? " (was not set)" : " (was " + found + ")";
                steps.add(
                    new Step(
                        "sets " + name + " = " + wanted + before,
                        alter + "SET TBLPROPERTIES ('" + name + "' = '" + wanted + "')"));
              }
            });
    return steps;
  }

  private static boolean saysTheSame(StructType stored, ColumnSpec column) {
    return Arrays.stream(stored.fields())
        .filter(field -> field.name().equals(column.name()))
        .map(StructField::getComment)
        .allMatch(comment -> comment.isDefined() && comment.get().equals(column.comment()));
  }
}
