package io.lakeprint.jobs.segments;

import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Launch;
import io.lakeprint.common.cli.RunOptions;
import io.lakeprint.common.run.JobRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands under {@code lakeprint segments}. */
public final class SegmentCommands {

  private SegmentCommands() {}

  /** All of them. */
  public static List<Command> all(Console console) {
    return List.of(new Preview(console), new Overlap(console));
  }

  /** What they share. */
  private abstract static class Under implements Command {
    @Mixin private final RunOptions options = new RunOptions();

    private final Console console;

    Under(Console console) {
      this.console = console;
    }

    @Override
    public final String under() {
      return SegmentsConfig.PATH;
    }

    @Override
    public final Integer call() {
      SegmentTool tool = tool(line -> console.out().println(line));
      new Launch(console, options).jobs(JobRegistry.load(), List.of(tool));
      return 0;
    }

    abstract SegmentTool tool(Consumer<String> out);
  }

  @CommandLine.Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description = "Show whom a segment would hold, and which condition leaves how many")
  private static final class Preview extends Under {
    @Option(
        names = "--segment",
        required = true,
        paramLabel = "ID",
        description = "the segment, as defined in the configuration")
    private String segment = "";

    @Option(
        names = "--examples",
        description = "people that are named (default: ${DEFAULT-VALUE})",
        defaultValue = "5")
    private int examples;

    Preview(Console console) {
      super(console);
    }

    @Override
    SegmentTool tool(Consumer<String> out) {
      return new PreviewTool(segment, examples, out);
    }
  }

  @CommandLine.Command(
      name = "overlap",
      mixinStandardHelpOptions = true,
      description = "Show which segments share most people, as the last run found them")
  private static final class Overlap extends Under {
    @Option(names = "--segment", paramLabel = "ID", description = "only pairs with this one")
    private @Nullable String segment;

    @Option(
        names = "--top",
        description = "pairs that are shown (default: ${DEFAULT-VALUE})",
        defaultValue = "20")
    private int top;

    Overlap(Console console) {
      super(console);
    }

    @Override
    SegmentTool tool(Consumer<String> out) {
      return new OverlapTool(Optional.ofNullable(segment), top, out);
    }
  }
}
