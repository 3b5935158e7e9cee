package io.lakeprint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real database server on a free port of loopback, with data and log below a folder: the one that
 * is installed. It runs for root too, and stops with {@link #close}.
 */
public abstract class DatabaseServer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int port = Loopback.freePort();

  DatabaseServer(Path folder) {
    this.folder = folder;
  }

  /** Address of the database, without user and password. */
  public abstract String url();

  /** The user that may do everything, without a password. */
  public abstract String user();

  final int port() {
    return port;
  }

  final Path folder() {
    return folder;
  }

  final Path data() {
    return folder.resolve("data");
  }

  /** Starts the server and waits until it answers. */
  final Process serve(List<String> command) {
    Process started = start(command);
    Instant until = Instant.now().plus(LIMIT);
    while (true) {
      try (Connection connection = connected()) {
        return started;
      } catch (SQLException e) {
        if (!started.isAlive() || Instant.now().isAfter(until)) {
          throw new IllegalStateException("the database did not start: " + log(), e);
        }
        pause();
      }
    }
  }

  /** Runs a program to its end. */
  final void run(List<String> command) {
    Process process = start(command);
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(command.get(0) + " failed: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process start(List<String> command) {
    try {
      Files.createDirectories(folder);
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private Path logFile() {
    return folder.resolve("server.log");
  }

  private String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection that the caller closes. */
  public final Connection connect() {
    try {
      return connected();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connected() throws SQLException {
    return DriverManager.getConnection(url(), user(), null);
  }

  /** Runs one statement. */
  public final void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** First column of every row that a query finds. */
  public final List<String> texts(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  @Override
  public abstract void close();

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
