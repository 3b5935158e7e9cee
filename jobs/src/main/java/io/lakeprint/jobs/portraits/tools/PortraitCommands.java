package io.lakeprint.jobs.portraits.tools;

import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Launch;
import io.lakeprint.common.cli.RunOptions;
import io.lakeprint.common.cli.TypedArguments;
import io.lakeprint.common.run.JobRegistry;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakeprint portrait show}: of one person, where {@code portraits} is of all. */
@CommandLine.Command(
    name = "portrait",
    mixinStandardHelpOptions = true,
    description = "Show one person: who, when, where, what and why")
public final class PortraitCommands implements Command {

  private final Console console;
  private final InputStream in;

  @Spec private @Nullable CommandSpec spec;

  /**
   * The command.
   *
   * @param console where answers go
   * @param in where an identifier that is no argument comes from
   */
  public PortraitCommands(Console console, InputStream in) {
    this.console = console;
    this.in = in;
  }

  /** Alone it says nothing about anybody. */
  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "portrait needs a subcommand: show");
  }

  @CommandLine.Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Show one person as a page: who they are, when and where they were, what they did and"
              + " what brought them, with tags, scores, segments and a timeline")
  Integer show(
      @Mixin RunOptions options,
      @Parameters(
              arity = "0..1",
              paramLabel = "PERSON",
              description =
                  "a one_id, also one that was merged away; or " + TypedArguments.DESCRIPTION)
          @Nullable List<String> given,
      @Option(
              names = "--visits",
              paramLabel = "N",
              description = "how many of the latest visits to tell (default: ${DEFAULT-VALUE})",
              defaultValue = "5")
          int visits,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
              defaultValue = "text")
          PageFormat format) {
    if (visits < 1) {
      throw PortraitToolErrors.tooFew("--visits", visits);
    }
    String asked = TypedArguments.of(given == null ? List.of() : given, 1, in).get(0);
    ShowTool tool = new ShowTool(asked, visits, format, text -> console.out().println(text));
    new Launch(console, options).jobs(JobRegistry.load(), List.of(tool));
    return 0;
  }
}
