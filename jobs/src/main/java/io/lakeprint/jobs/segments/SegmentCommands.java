package io.lakeprint.jobs.segments;

import io.lakeprint.common.cli.CatalogCommand;
import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.LintCommand;
import io.lakeprint.common.cli.ToolCommand;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.definitions.CatalogPage;
import io.lakeprint.common.definitions.Lint;
import io.lakeprint.common.definitions.PortraitsConfig;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.run.CheckContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The commands under {@code lakeprint segments}. */
public final class SegmentCommands {

  private SegmentCommands() {}

  /** All of them. */
  public static List<Command> all(Console console) {
    return List.of(
        new LintSegments(console),
        new Segments(console),
        new Preview(console),
        new Overlap(console));
  }

  private static final class LintSegments extends LintCommand {
    LintSegments(Console console) {
      super(console, SegmentsConfig.PATH);
    }

    @Override
    protected Optional<Lint> look(CheckContext checks) {
      Optional<TagsConfig> tags = checks.settings(TagsConfig.PATH, TagsConfig.class);
      Optional<PortraitsConfig> portraits =
          checks.settings(PortraitsConfig.PATH, PortraitsConfig.class);
      Optional<SegmentsConfig> segments =
          checks.settings(SegmentsConfig.PATH, SegmentsConfig.class);
      segments.ifPresent(config -> SegmentsJob.checkLists(checks, config));
      return tags.isPresent() && portraits.isPresent()
          ? segments.map(
              config -> SegmentLint.of(config, SegmentRun.portraits(tags.get(), portraits.get())))
          : Optional.empty();
    }
  }

  private static final class Segments extends CatalogCommand {
    Segments(Console console) {
      super(console, SegmentsConfig.PATH);
    }

    @Override
    protected CatalogPage page(LakeConfig config) {
      return SegmentCatalog.of(
          config.bind(SegmentsConfig.PATH, SegmentsConfig.class).definitions());
    }
  }

  @CommandLine.Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description = "Show whom a segment would hold, and which condition leaves how many")
  private static final class Preview extends ToolCommand {
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
      super(console, SegmentsConfig.PATH);
    }

    @Override
    protected SegmentTool tool(Consumer<String> out) {
      return new PreviewTool(segment, examples, out);
    }
  }

  @CommandLine.Command(
      name = "overlap",
      mixinStandardHelpOptions = true,
      description = "Show which segments share most people, as the last run found them")
  private static final class Overlap extends ToolCommand {
    @Option(names = "--segment", paramLabel = "ID", description = "only pairs with this one")
    private @Nullable String segment;

    @Option(
        names = "--top",
        description = "pairs that are shown (default: ${DEFAULT-VALUE})",
        defaultValue = "20")
    private int top;

    Overlap(Console console) {
      super(console, SegmentsConfig.PATH);
    }

    @Override
    protected SegmentTool tool(Consumer<String> out) {
      return new OverlapTool(Optional.ofNullable(segment), top, out);
    }
  }
}
