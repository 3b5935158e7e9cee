package io.lakeprint.common.cli;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.LakeSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Registers a lake that is there in the session catalog. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Register the tables that BI tools read in the session catalog (lake.catalog.prefix), and"
            + " make the views over them")
final class RegisterCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;

  RegisterCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LakeConfig config = options.load();
    if (config.bind("lake", LakeSettings.class).catalog().prefix().isEmpty()) {
      throw new UsageException(
          "NO_PREFIX",
          "lake.catalog.prefix is empty.",
          "Databases of a shared catalog are called <prefix>_<area>, so that lakes don't mix.",
          "Set it, as in --set lake.catalog.prefix=shop.");
    }
    LakeCatalog catalog = LakeCatalog.open(config);
    List<String> fresh = catalog.fill();
    List<String> views = catalog.registration().addViews();
    fresh.forEach(name -> console.out().println("table  " + name));
    views.forEach(name -> console.out().println("view   " + name));
    return 0;
  }
}
