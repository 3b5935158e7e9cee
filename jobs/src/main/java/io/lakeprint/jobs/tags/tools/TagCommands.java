package io.lakeprint.jobs.tags.tools;

import io.lakeprint.common.cli.CatalogCommand;
import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.LintCommand;
import io.lakeprint.common.cli.ToolCommand;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.definitions.CatalogPage;
import io.lakeprint.common.definitions.Lint;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.jobs.tags.TagLint;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The commands under {@code lakeprint tags}. */
public final class TagCommands {

  private TagCommands() {}

  /** All of them. */
  public static List<Command> all(Console console) {
    return List.of(new LintTags(console), new TagsCatalog(console), new Preview(console));
  }

  private static final class LintTags extends LintCommand {
    LintTags(Console console) {
      super(console, TagsConfig.PATH);
    }

    @Override
    protected Optional<Lint> look(CheckContext checks) {
      return checks
          .settings(TagsConfig.PATH, TagsConfig.class)
          .map(config -> TagLint.of(config, checks.spark()));
    }
  }

  private static final class TagsCatalog extends CatalogCommand {
    TagsCatalog(Console console) {
      super(console, TagsConfig.PATH);
    }

    @Override
    protected CatalogPage page(LakeConfig config) {
      return TagCatalog.of(config.bind(TagsConfig.PATH, TagsConfig.class).definitions());
    }
  }

  @CommandLine.Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description =
          "Compute one tag and write nothing: for one person with the rows that made it, else how"
              + " it is spread over all people")
  private static final class Preview extends ToolCommand {
    @Option(names = "--tag", required = true, paramLabel = "TAG", description = "id of the tag")
    private String tag = "";

    @Option(
        names = "--person",
        paramLabel = "ONE_ID",
        description = "the person; lakeprint identity show finds it by any identifier")
    private @Nullable String person;

    Preview(Console console) {
      super(console, TagsConfig.PATH);
    }

    @Override
    protected Job<?> tool(Consumer<String> out) {
      return new PreviewTool(tag, Optional.ofNullable(person), out);
    }
  }
}
