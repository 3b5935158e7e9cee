package io.lakeprint.jobs;

import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.jobs.demo.DemoCommand;
import io.lakeprint.jobs.identity.tools.IdentityCommands;
import io.lakeprint.jobs.portraits.tools.PortraitCommands;
import io.lakeprint.jobs.segments.SegmentCommands;
import io.lakeprint.jobs.tags.tools.TagCommands;
import io.lakeprint.jobs.tracking.AuditCommands;
import java.util.ArrayList;
import java.util.List;

/** The commands of this module besides its jobs. */
public final class JobsCommands implements Command.Provider {

  @Override
  public List<Command> commands(Console console) {
    List<Command> commands = new ArrayList<>(List.of(new DemoCommand(console)));
    commands.addAll(IdentityCommands.all(console, System.in));
    commands.add(new PortraitCommands(console, System.in));
    commands.addAll(SegmentCommands.all(console));
    commands.addAll(TagCommands.all(console));
    commands.addAll(AuditCommands.all(console));
    return commands;
  }
}
