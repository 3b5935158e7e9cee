package io.lakeprint.common.cli;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The list of commands in the help: questions first, then the jobs by area. */
final class CommandList {

  private CommandList() {}

  static String render(Help help, JobRegistry jobs) {
    Map<String, Map<String, String>> areas = new LinkedHashMap<>();
    Map<String, String> areaOf = new LinkedHashMap<>();
    jobs.all().stream()
        .map(Job::spec)
        .forEach(spec -> areaOf.put(spec.name(), "Jobs: " + spec.area()));
    help.commandSpec()
        .subcommands()
        .forEach(
            (name, command) ->
                areas
                    .computeIfAbsent(
                        areaOf.getOrDefault(name, "Commands"), area -> new LinkedHashMap<>())
                    .put(name, summary(command)));
    StringBuilder text = new StringBuilder();
    areas.forEach(
        (area, commands) -> {
          text.append(area).append(":\n");
          commands.forEach(
              (name, summary) -> text.append(String.format("  %-18s %s%n", name, summary)));
        });
    return text.toString();
  }

  private static String summary(CommandLine command) {
    String[] lines = command.getCommandSpec().usageMessage().description();
    return lines.length == 0 ? "" : lines[0];
  }
}
