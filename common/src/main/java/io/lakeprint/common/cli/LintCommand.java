package io.lakeprint.common.cli;

import io.lakeprint.common.definitions.Lint;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.CheckContext;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what is wrong with definitions of one kind, and what is odd about them. */
@CommandLine.Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description =
        "Tell what is wrong or odd in the definitions, without a lake; exits 2 when anything is"
            + " wrong")
public abstract class LintCommand implements Command {

  @Mixin private final RunOptions options = new RunOptions();

  @Option(names = "--strict", description = "exit 2 for what is odd, too")
  private boolean strict;

  private final Console console;
  private final String kind;

  /**
   * The command.
   *
   * @param console where the answer goes
   * @param kind what is defined, in the plural: the job whose subcommand it is
   */
  protected LintCommand(Console console, String kind) {
    this.console = console;
    this.kind = kind;
  }

  @Override
  public final String under() {
    return kind;
  }

  @Override
  public final Integer call() {
    CheckContext checks = new Launch(console, options).checks();
    checks.config().checkSections(checks.problems());
    Optional<Lint> lint = look(checks);
    int odd = lint.map(found -> found.warnings().size()).orElse(0);
    lint.ifPresent(
        found -> {
          found.warnings().forEach(warning -> console.out().println("odd: " + warning));
          found.errors().forEach(e -> checks.problems().add(e.path(), e.origin(), e.message()));
        });
    checks.problems().throwIfAny();
    if (strict && odd > 0) {
      throw odd(odd);
    }
    int defined = lint.map(Lint::definitions).orElse(0);
    console.out().println(defined + " " + kind + ", nothing wrong, " + odd + " odd");
    return 0;
  }

  /** Looks at every definition; empty when the settings around them are wrong, as is noted. */
  protected abstract Optional<Lint> look(CheckContext checks);

  private UsageException odd(int warnings) {
    return new UsageException(
        kind.toUpperCase(Locale.ROOT) + "_ODD",
        "The definitions of "
            + kind
            + " have "
            + warnings
            + (warnings == 1 ? " oddity" : " oddities"),
        "--strict refuses what is allowed and most likely not meant; each is printed above",
        "mend the listed definitions, or leave --strict out");
  }
}
