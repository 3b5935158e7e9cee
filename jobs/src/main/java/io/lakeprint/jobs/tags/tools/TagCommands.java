package io.lakeprint.jobs.tags.tools;

import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Launch;
import io.lakeprint.common.cli.RunOptions;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.jobs.tags.TagLint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands under {@code lakeprint tags}. */
public final class TagCommands {

  private TagCommands() {}

  /** All of them. */
  public static List<Command> all(Console console) {
    return List.of(new Lint(console), new Catalog(console), new Preview(console));
  }

  /** What they share. */
  private abstract static class Under implements Command {
    @Mixin final RunOptions options = new RunOptions();

    final Console console;

    Under(Console console) {
      this.console = console;
    }

    @Override
    public final String under() {
      return "tags";
    }
  }

  @CommandLine.Command(
      name = "lint",
      mixinStandardHelpOptions = true,
      description =
          "Tell what is wrong or odd in the definitions, without a lake; exits 2 when anything is"
              + " wrong")
  private static final class Lint extends Under {
    @Option(names = "--strict", description = "exit 2 for what is odd, too")
    private boolean strict;

    Lint(Console console) {
      super(console);
    }

    @Override
    public Integer call() {
      CheckContext checks = new Launch(console, options).checks();
      checks.config().checkSections(checks.problems());
      Optional<TagsConfig> config = checks.settings(TagsConfig.PATH, TagsConfig.class);
      int odd = 0;
      if (config.isPresent()) {
        TagLint lint = TagLint.of(config.get(), checks.spark());
        lint.warnings().forEach(warning -> console.out().println("odd: " + warning));
        lint.errors().forEach(e -> checks.problems().add(e.path(), e.origin(), e.message()));
        odd = lint.warnings().size();
      }
      checks.problems().throwIfAny();
      if (strict && odd > 0) {
        throw ToolErrors.odd(odd);
      }
      int tags = config.map(all -> all.definitions().size()).orElse(0);
      console.out().println(tags + " tags, nothing wrong, " + odd + " odd");
      return 0;
    }
  }

  @CommandLine.Command(
      name = "catalog",
      mixinStandardHelpOptions = true,
      description = "Print every tag with its names, type, window, definition and version")
  private static final class Catalog extends Under {
    @Option(
        names = "--format",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
        defaultValue = "markdown")
    private CatalogFormat format = CatalogFormat.MARKDOWN;

    Catalog(Console console) {
      super(console);
    }

    @Override
    public Integer call() {
      TagsConfig config =
          new Launch(console, options).config().bind(TagsConfig.PATH, TagsConfig.class);
      console.out().print(format.render(config.definitions()));
      return 0;
    }
  }

  @CommandLine.Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description =
          "Compute one tag and write nothing: for one person with the rows that made it, else how"
              + " it is spread over all people")
  private static final class Preview extends Under {
    @Option(names = "--tag", required = true, paramLabel = "TAG", description = "id of the tag")
    private String tag = "";

    @Option(
        names = "--person",
        paramLabel = "ONE_ID",
        description = "the person; lakeprint identity show finds it by any identifier")
    private @Nullable String person;

    Preview(Console console) {
      super(console);
    }

    @Override
    public Integer call() {
      PreviewTool tool =
          new PreviewTool(tag, Optional.ofNullable(person), line -> console.out().println(line));
      new Launch(console, options).jobs(JobRegistry.load(), List.of(tool));
      return 0;
    }
  }
}
