package io.lakeprint.common.cli;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.Dictionary;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the dictionary. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Print the tables of the lake, or all columns of one")
final class TablesCommand implements Callable<Integer> {

  @Parameters(index = "0", arity = "0..1", paramLabel = "TABLE", description = "area.table")
  private @Nullable String name;

  @Option(names = "--markdown", description = "print the whole dictionary as Markdown")
  private boolean markdown;

  private final Console console;

  TablesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (markdown) {
      console.out().print(Dictionary.markdown(TableCatalog.all()));
    } else if (name == null) {
      console.out().print(Dictionary.list(TableCatalog.all()));
    } else {
      console.out().print(Dictionary.text(table(name)));
    }
    return 0;
  }

  private static TableSpec table(String name) {
    TableSpec table = TableCatalog.byName().get(name);
    if (table == null) {
      throw new UsageException(
          "UNKNOWN_TABLE",
          "There is no table '"
              + name
              + "'."
              + Suggestions.didYouMean(name, TableCatalog.byName().keySet()),
          "Tables are named area.table.",
          "lakeprint tables lists them.");
    }
    return table;
  }
}
