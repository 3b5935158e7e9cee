package io.lakeprint.jobs.tracking;

import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Launch;
import io.lakeprint.common.cli.RunOptions;
import io.lakeprint.common.run.JobRegistry;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The commands under {@code lakeprint audit}. */
public final class AuditCommands {

  private AuditCommands() {}

  /** All of them. */
  public static List<Command> all(Console console) {
    return List.of(new Suggest(console));
  }

  @CommandLine.Command(
      name = "suggest",
      mixinStandardHelpOptions = true,
      description = "Print a tracking plan drafted from what arrived in the period; write nothing")
  private static final class Suggest implements Command {
    @Mixin private final RunOptions options = new RunOptions();

    private final Console console;

    Suggest(Console console) {
      this.console = console;
    }

    @Override
    public String under() {
      return AuditConfig.PATH;
    }

    @Override
    public Integer call() {
      SuggestTool tool = new SuggestTool(line -> console.out().println(line));
      new Launch(console, options).jobs(JobRegistry.load(), List.of(tool));
      return 0;
    }
  }
}
