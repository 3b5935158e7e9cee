package io.lakeprint.common.tables;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The declarations as something to read; {@code docs/tables.md} is made by it. */
public final class Dictionary {

  private Dictionary() {}

  /** One line per table. */
  public static String list(List<TableSpec> tables) {
    return tables.stream()
            .map(table -> String.format("%-30s %s %s%n", table.name(), star(table), table.grain()))
            .collect(Collectors.joining())
        + String.format(
            "%n* read by tools that are not Spark; lakeprint tables NAME shows columns%n");
  }

  /** One table with its columns. */
  public static String text(TableSpec table) {
    StringBuilder text = new StringBuilder();
    text.append(String.format("%s: %s%n%s%n%n", table.name(), table.grain(), traits(table)));
    for (ColumnSpec column : table.columns()) {
      text.append(
          String.format(
              "  %-24s %-14s %s%n", column.name(), shortType(column), meaning(table, column)));
    }
    return text.toString();
  }

  /** All tables, as Markdown. */
  public static String markdown(List<TableSpec> tables) {
    StringBuilder text = new StringBuilder();
    text.append("# Tables\n\n");
    text.append(
        "Made by `bin/lakeprint tables --markdown`; a test fails when it is stale. Tables live at"
            + " `<lake.root>/<area>/<table>`. ★ = read by tools that are not Spark. Timestamps are"
            + " UTC, days are of the business zone.\n");
    for (TableSpec table : tables) {
      text.append(String.format("%n## %s%s%n%n", table.name(), table.exchange() ? " ★" : ""));
      text.append(String.format("%s. %s%n%n", table.grain(), traits(table)));
      text.append("| column | type | meaning |\n|---|---|---|\n");
      for (ColumnSpec column : table.columns()) {
        text.append(
            String.format(
                "| `%s` | %s | %s |%n", column.name(), shortType(column), meaning(table, column)));
      }
    }
    return text.toString();
  }

  private static String traits(TableSpec table) {
    String key =
        table.key().isEmpty()
            ? "No key"
            : "Key: "
                + table.key().stream().map(ColumnSpec::name).collect(Collectors.joining(", "));
    String people =
        switch (table.restatement()) {
          case FOLLOWS -> " Rows follow their person.";
          case AS_WAS -> " Rows stay as they were said at the time.";
          case NONE -> "";
        };
    return key + ". Kind: " + table.kind().name().toLowerCase(Locale.ROOT) + "." + people;
  }

  private static String star(TableSpec table) {
    return table.exchange() ? "*" : " ";
  }

  private static String shortType(ColumnSpec column) {
    String type = column.type().simpleString();
    int nested = type.indexOf('<');
    return nested < 0 ? type : type.substring(0, nested);
  }

  private static String meaning(TableSpec table, ColumnSpec column) {
    String values = column.allowed().isEmpty() ? "" : ": " + String.join(", ", column.allowed());
    String required = column.nullable() || table.key().contains(column) ? "" : " Never null.";
    return column.comment() + values + "." + required;
  }
}
