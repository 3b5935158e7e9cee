package io.lakeprint.common.cli;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.TableUpgrade;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the tables of a lake what this version declares, where a new version declares more. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Give the tables of a lake the columns, comments and properties that this version declares;"
            + " with --dry-run tell which; no row is touched")
final class UpgradeCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;

  UpgradeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<Lake> found = new Launch(console, options).lake("upgrade");
    if (found.isEmpty()) {
      console
          .out()
          .println("there is no lake yet: the first run makes one as this version declares it");
      return 0;
    }
    Lake lake = found.get();
    List<TableUpgrade> upgrades = TableUpgrade.all(lake);
    int changed = 0;
    for (TableUpgrade upgrade : upgrades) {
      upgrade
          .steps()
          .forEach(step -> console.out().println(upgrade.table().name() + ": " + step.told()));
      changed += upgrade.steps().isEmpty() ? 0 : 1;
      if (!options.dryRun && !upgrade.steps().isEmpty()) {
        upgrade.apply(lake);
      }
    }
    console.out().println(closing(upgrades.size(), changed));
    return 0;
  }

  private String closing(int tables, int changed) {
    if (changed == 0) {
      return tables + " tables are what this version declares";
    }
    String of = changed + " of " + tables + " tables ";
    return options.dryRun ? of + "would be changed (dry run)" : of + "changed";
  }
}
