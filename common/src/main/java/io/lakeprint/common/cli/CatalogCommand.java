package io.lakeprint.common.cli;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.definitions.CatalogFormat;
import io.lakeprint.common.definitions.CatalogPage;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints every definition of one kind. */
@CommandLine.Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    description = "Print every definition with its names, what it says, and its version")
public abstract class CatalogCommand implements Command {

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
      defaultValue = "markdown")
  private CatalogFormat format = CatalogFormat.MARKDOWN;

  private final Console console;
  private final String kind;

  /**
   * The command.
   *
   * @param console where the answer goes
   * @param kind what is defined, in the plural: the job whose subcommand it is
   */
  protected CatalogCommand(Console console, String kind) {
    this.console = console;
    this.kind = kind;
  }

  @Override
  public final String under() {
    return kind;
  }

  @Override
  public final Integer call() {
    console.out().print(format.render(page(new Launch(console, options).config())));
    return 0;
  }

  /** The catalogue in a configuration. */
  protected abstract CatalogPage page(LakeConfig config);
}
