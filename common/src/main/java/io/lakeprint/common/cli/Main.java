package io.lakeprint.common.cli;

import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.run.Failures;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobRegistry;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code lakeprint <command>}: the entry of the application jar.
 *
 * <p>The only place that ends the process. On a cluster's own driver only a failure does: there the
 * cluster manager calls an application that exits by itself a failed one.
 */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int DEFECT = 1;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    int code = run(Console.ofProcess(), args);
    boolean ours = "client".equals(System.getProperty("spark.submit.deployMode"));
    if (code != 0 || ours) {
      System.exit(code); // a thread left over must not hang a finished run
    }
  }

  /** Runs one command; returns its exit code. */
  public static int run(Console console, String... args) {
    JobRegistry jobs = JobRegistry.load();
    CommandLine line = new CommandLine(root(jobs));
    line.addSubcommand("run", new RunCommand(console, jobs));
    line.addSubcommand("backfill", new BackfillCommand(console, jobs));
    line.addSubcommand("reconcile", new ReconcileCommand(console, jobs));
    line.addSubcommand("check", new CheckCommand(console, jobs));
    line.addSubcommand("doctor", new DoctorCommand(console, jobs));
    line.addSubcommand("plan", new PlanCommand(console, jobs));
    line.addSubcommand("tables", new TablesCommand(console));
    line.addSubcommand("runs", new RunsCommand(console));
    line.addSubcommand("status", new StatusCommand(console));
    line.addSubcommand("upgrade", new UpgradeCommand(console));
    line.addSubcommand("register", new RegisterCommand(console));
    line.addSubcommand("sql-server", new SqlServerCommand(console));
    line.addSubcommand("bench", BenchCommand.line(console));
    List<Command> commands = commands(console);
    commands.stream()
        .filter(command -> command.under().isEmpty())
        .forEach(command -> line.addSubcommand(new CommandLine(command)));
    for (Job<?> job : jobs.all()) {
      CommandLine own = new CommandLine(new JobCommand(console, jobs, job));
      commands.stream()
          .filter(command -> command.under().equals(job.spec().name()))
          .forEach(command -> own.addSubcommand(new CommandLine(command)));
      line.addSubcommand(job.spec().name(), own);
    }
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, given) -> misused(console, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e, args));
    try {
      return line.execute(args.length == 0 ? new String[] {"--help"} : args);
    } catch (Error e) { // such as memory that ran out: picocli handles exceptions only
      return failed(console, e, args);
    }
  }

  private static List<Command> commands(Console console) {
    List<Command> all = new ArrayList<>();
    ServiceLoader.load(Command.Provider.class, Main.class.getClassLoader())
        .forEach(provider -> all.addAll(provider.commands(console)));
    return all;
  }

  private static CommandSpec root(JobRegistry jobs) {
    CommandSpec spec = CommandSpec.create().name("lakeprint").mixinStandardHelpOptions(true);
    spec.version("lakeprint " + Version.current());
    spec.usageMessage()
        .commandListHeading("") // each area has a heading of its own
        .description("User behaviour from every touchpoint to one event lake, people and scores.")
        .footer(
            "",
            "Every command explains itself: lakeprint <command> --help.",
            "Exit codes: 0 done, 1 defect, 2 usage or configuration, 3 input, 4 gate, 5 try again.")
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> CommandList.render(help, jobs));
    return spec;
  }

  private static int misused(Console console, ParameterException e) {
    CommandLine command = e.getCommandLine();
    console.err().println(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      List<String> known = List.copyOf(command.getSubcommands().keySet());
      String hint = Suggestions.didYouMean(unmatched.getUnmatched().get(0), known).strip();
      if (!hint.isEmpty()) {
        console.err().println("  " + hint);
      }
    }
    console.err().println("  next: see " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  /** Where the stack trace is, which a person does not want to see unasked. */
  private static String report() {
    String log = System.getProperty("lakeprint.log.file");
    return "report it with its stack trace, which "
        + (log == null ? "--stacktrace prints" : "stands in " + log + " (--stacktrace prints it)");
  }

  private static int failed(Console console, Throwable e, String... args) {
    Optional<LakeprintException> known = Failures.known(e);
    if (known.isPresent()) {
      console.err().println(known.get().getMessage());
    } else {
      LOG.error("defect", e);
      console.err().println("Lakeprint has a defect: " + e);
      console.err().println("  why:  something happened that its authors did not think of");
      console.err().println("  next: " + report());
      console.err().println("  code: DEFECT");
    }
    if (Arrays.asList(args).contains("--stacktrace")) {
      e.printStackTrace(console.err());
    }
    return known.map(LakeprintException::exitCode).orElse(DEFECT);
  }
}
