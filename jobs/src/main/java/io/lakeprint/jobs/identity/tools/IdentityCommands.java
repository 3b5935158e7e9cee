package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.ToolCommand;
import io.lakeprint.common.cli.TypedArguments;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands under {@code lakeprint identity}. */
public final class IdentityCommands {

  private static final String NAME = "identity";

  private IdentityCommands() {}

  /**
   * All of them.
   *
   * @param console where answers go
   * @param in where identifiers that are not arguments come from
   */
  public static List<Command> all(Console console, InputStream in) {
    return List.of(
        new Explain(console, in),
        new Show(console, in),
        new Link(console, in),
        new Unlink(console, in),
        new Block(console, in),
        new Withdraw(console),
        new Audit(console),
        new Reconcile(console));
  }

  /** Those that take identifiers. */
  abstract static class About extends ToolCommand {
    @Parameters(arity = "0..2", paramLabel = "IDENTIFIER", description = TypedArguments.DESCRIPTION)
    final List<String> given = new ArrayList<>();

    private final InputStream in;

    About(Console console, InputStream in) {
      super(console, NAME);
      this.in = in;
    }

    /** As many identifiers as are wanted, missing ones from standard input. */
    final List<String> identifiers(int wanted) {
      return TypedArguments.of(given, wanted, in);
    }
  }

  /** Those that decide. */
  private abstract static class Deciding extends About {
    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "who decides (default: ${DEFAULT-VALUE})",
        defaultValue = "${sys:user.name}")
    String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for those who ask later")
    @Nullable String reason;

    Deciding(Console console, InputStream in) {
      super(console, in);
    }

    final Tool decide(String name, String kind, int wanted, Consumer<String> out) {
      Typed typed = new Typed(identifiers(wanted));
      return new OverrideTool(name, new OverrideTool.Wish(kind, typed, by, reason), out);
    }
  }

  @CommandLine.Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Tell why two identifiers are one person, or why not")
  private static final class Explain extends About {
    Explain(Console console, InputStream in) {
      super(console, in);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return new ExplainTool(new Typed(identifiers(2)), out);
    }
  }

  @CommandLine.Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show whose an identifier is, or a person by one_id, as known at --as-of")
  private static final class Show extends About {
    Show(Console console, InputStream in) {
      super(console, in);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return new ShowTool(identifiers(1).get(0), out);
    }
  }

  @CommandLine.Command(
      name = "link",
      mixinStandardHelpOptions = true,
      description = "Decide that two identifiers are one person; limits and gates still hold")
  private static final class Link extends Deciding {
    Link(Console console, InputStream in) {
      super(console, in);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return decide("link", Decision.MUST_LINK, 2, out);
    }
  }

  @CommandLine.Command(
      name = "unlink",
      mixinStandardHelpOptions = true,
      description = "Void the evidence between two identifiers up to now; later evidence counts")
  private static final class Unlink extends Deciding {
    @Option(names = "--forever", description = "they are never one person, whatever comes")
    private boolean forever;

    Unlink(Console console, InputStream in) {
      super(console, in);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return decide("unlink", forever ? Decision.CANNOT_LINK : Decision.CUT, 2, out);
    }
  }

  @CommandLine.Command(
      name = "block",
      mixinStandardHelpOptions = true,
      description = "Decide that an identifier says nothing of anybody: a kiosk, a clerk's phone")
  private static final class Block extends Deciding {
    Block(Console console, InputStream in) {
      super(console, in);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return decide("block", Decision.BLOCK, 1, out);
    }
  }

  @CommandLine.Command(
      name = "withdraw",
      mixinStandardHelpOptions = true,
      description = "Take an override back")
  private static final class Withdraw extends ToolCommand {
    @Parameters(index = "0", paramLabel = "OVERRIDE", description = "id of the override")
    private String id = "";

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "who decides (default: ${DEFAULT-VALUE})",
        defaultValue = "${sys:user.name}")
    private String by = "";

    Withdraw(Console console) {
      super(console, NAME);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return new OverrideTool.Withdraw(id, by, out);
    }
  }

  @CommandLine.Command(
      name = "audit",
      mixinStandardHelpOptions = true,
      description = "Show where identity looks wrong: hubs, kept-out links, churn of ids")
  private static final class Audit extends ToolCommand {
    @Option(
        names = "--top",
        description = "lines of each list (default: ${DEFAULT-VALUE})",
        defaultValue = "10")
    private int top;

    Audit(Console console) {
      super(console, NAME);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return new AuditTool(top, out);
    }
  }

  @CommandLine.Command(
      name = "reconcile",
      mixinStandardHelpOptions = true,
      description = "Compare the state of identity with a full rebuild; exits 4 when they differ")
  private static final class Reconcile extends ToolCommand {
    Reconcile(Console console) {
      super(console, NAME);
    }

    @Override
    protected Tool tool(Consumer<String> out) {
      return new ReconcileTool(out);
    }
  }
}
