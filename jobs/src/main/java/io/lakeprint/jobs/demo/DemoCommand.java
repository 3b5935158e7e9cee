package io.lakeprint.jobs.demo;

import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Launch;
import io.lakeprint.common.cli.RunOptions;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.JobRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates a shop in a folder and runs the plan over it. */
@CommandLine.Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Simulate a shop's channels and run the whole plan over them")
public final class DemoCommand implements Command {

  private static final LocalDate START = LocalDate.of(2026, 1, 1);

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "folder for data and lake (default: ${DEFAULT-VALUE})",
      defaultValue = "lakeprint-demo")
  private Path folder = Path.of("lakeprint-demo");

  @Option(
      names = "--people",
      description = "simulated people (default: ${DEFAULT-VALUE})",
      defaultValue = "2150")
  private int people;

  @Option(
      names = "--days",
      description = "simulated days (default: ${DEFAULT-VALUE})",
      defaultValue = "120")
  private int days;

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;

  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    JobRegistry jobs = JobRegistry.load();
    RunOptions all = options.over(List.of(configuration()), settings());
    if (!console.environment().containsKey("LAKEPRINT_ID_SECRET")) {
      console
          .err()
          .println(
              "The demo uses a published secret for identifiers: fit for simulated people only.");
    }
    if (Files.exists(folder.resolve("data/manifest.json"))) {
      console.err().println("Using the files already in " + folder.resolve("data"));
    } else {
      new Launch(console, all).jobs(jobs, List.of(jobs.job("simulate")));
    }
    new Launch(console, all).plan(jobs);
    console
        .out()
        .printf(
            "  %-12s%s%n  %-12s%s%n",
            "look at it",
            "bin/lakeprint runs --config conf/demo.conf --set vars.folder=" + folder,
            "your data",
            "copy conf/demo.conf, change the sources, set LAKEPRINT_ID_SECRET, bin/lakeprint run --config FILE");
    return 0;
  }

  private List<String> settings() {
    List<String> all = new ArrayList<>();
    all.add("vars.folder=" + folder.toAbsolutePath());
    all.add("simulate.people=" + people);
    all.add("simulate.days=" + days);
    all.add("simulate.start=" + START);
    all.add("time.as-of=" + START.plusDays(days - 1L));
    return all;
  }

  private String configuration() {
    String home = console.environment().get("LAKEPRINT_HOME");
    if (home == null) {
      throw new UsageException(
          "NO_HOME",
          "The demo does not know where Lakeprint is installed.",
          "LAKEPRINT_HOME is not set; bin/lakeprint sets it.",
          "Start it as bin/lakeprint demo.");
    }
    return Path.of(home, "conf", "demo.conf").toString();
  }
}
