package io.lakeprint.common.cli;

import io.lakeprint.common.run.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/**
 * The world outside the process, as far as the command line touches it.
 *
 * @param out results
 * @param err progress, warnings and errors
 * @param interactive whether a person watches
 * @param environment environment variables
 * @param clock what time it is
 */
public record Console(
    PrintStream out,
    PrintStream err,
    boolean interactive,
    Map<String, String> environment,
    Clock clock) {

  /** Set by the launcher where a person watches: the JVM cannot ask for standard error alone. */
  private static final String INTERACTIVE = "LAKEPRINT_INTERACTIVE";

  /** The console of this process. */
  public static Console ofProcess() {
    return new Console(
        System.out,
        System.err,
        System.getenv().containsKey(INTERACTIVE),
        System.getenv(),
        Clock.systemUTC());
  }

  /** The same for work that nobody is to hear of. */
  Console silent() {
    return new Console(
        out,
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        false,
        environment,
        clock);
  }

  Terminal terminal() {
    return new Terminal(err, interactive);
  }
}
