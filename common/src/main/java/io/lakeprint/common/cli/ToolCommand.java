package io.lakeprint.common.cli;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobRegistry;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** A question that is run like a job, as a subcommand of one: in the ledger stands who asked. */
public abstract class ToolCommand implements Command {

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;
  private final String under;

  /**
   * The command.
   *
   * @param console where the answer goes
   * @param under the job whose subcommand it is
   */
  protected ToolCommand(Console console, String under) {
    this.console = console;
    this.under = under;
  }

  @Override
  public final String under() {
    return under;
  }

  @Override
  public final Integer call() {
    Job<?> tool = tool(line -> console.out().println(line));
    new Launch(console, options).jobs(JobRegistry.load(), List.of(tool));
    return 0;
  }

  /** The question, which gives its answer line by line. */
  protected abstract Job<?> tool(Consumer<String> out);
}
