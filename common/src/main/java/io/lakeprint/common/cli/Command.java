package io.lakeprint.common.cli;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * Commands of a module besides its jobs (demo, bench), found by {@link java.util.ServiceLoader}.
 *
 * <p>A command is a picocli command object whose call returns the exit code.
 */
public interface Command extends Callable<Integer> {

  /** The job whose subcommand it is, as in {@code identity explain}; empty = it stands alone. */
  default String under() {
    return "";
  }

  /** All commands of one module. */
  interface Provider {
    List<Command> commands(Console console);
  }
}
