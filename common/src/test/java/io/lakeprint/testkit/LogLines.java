package io.lakeprint.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.assertj.core.util.Throwables;

/** What this process logs, of some packages down to INFO, while it is open. */
public final class LogLines extends AbstractAppender implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> packages;

  private LogLines(List<String> packages) {
    super("log lines", null, null, false, Property.EMPTY_ARRAY);
    this.packages = packages;
  }

  /** Begins to listen: to everything that is logged anyway, and to INFO of these packages. */
  public static LogLines of(String... packages) {
    LogLines lines = new LogLines(List.of(packages));
    lines.start();
    lines.packages.forEach(name -> Configurator.setLevel(name, Level.INFO));
    root().addAppender(lines, Level.ALL, null);
    return lines;
  }

  private static LoggerConfig root() {
    return ((LoggerContext) LogManager.getContext(false)).getConfiguration().getRootLogger();
  }

  /** Messages, each with the stack of what was thrown. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void append(LogEvent event) {
    String message = event.getMessage().getFormattedMessage();
    lines.add(
        event.getThrown() == null
            ? message
            : message + "\n" + Throwables.getStackTrace(event.getThrown()));
  }

  @Override
  public void close() {
    root().removeAppender(getName());
    packages.forEach(name -> Configurator.setLevel(name, Level.WARN));
    stop();
  }
}
