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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server on a free port of loopback, with an empty database: one per test class
 * that needs it. It is the one that is installed, of several the newest; it runs for root too, and
 * stops with {@link #close}.
 */
public final class Postgres implements AutoCloseable {

  /** Where Debian keeps a folder per version, of which only the clients are on the path. */
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path initdb;
  private final Path folder;
  private final int port = Loopback.freePort();
  private Process server;

  /**
   * Starts one that keeps data and log below {@code folder}; takes some seconds.
   *
   * @throws org.opentest4j.TestAbortedException where PostgreSQL is not installed, so that the test
   *     counts as skipped
   * @throws AssertionError instead when {@code CI=true}
   */
  public Postgres(Path folder) {
    this.initdb = Programs.find("PostgreSQL server", List.of("initdb"), debian());
    this.folder = folder;
    run(
        "initdb",
        "--pgdata=" + data(),
        "--username=" + user(),
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync");
    this.server = launch();
  }

  private static Stream<Path> debian() {
    if (!Files.isDirectory(DEBIAN)) {
      return Stream.empty();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .map(version -> version.resolve("bin"))
          .sorted(Comparator.reverseOrder())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    Process started =
        start(
            "postgres",
            "-D",
            data().toString(),
            "-p",
            "" + port,
            "-c",
            "listen_addresses=127.0.0.1",
            // The lock of a socket would outlive a server that is killed.
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "timezone=UTC");
    Instant until = Instant.now().plus(LIMIT);
    while (true) {
      try (Connection connection = connected()) {
        return started;
      } catch (SQLException e) {
        if (!started.isAlive() || Instant.now().isAfter(until)) {
          throw new IllegalStateException("PostgreSQL did not start: " + log(), e);
        }
        pause();
      }
    }
  }

  private void run(String program, String... arguments) {
    Process process = start(program, arguments);
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(program + " failed: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process start(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root; in a namespace of its own root is nobody there.
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(initdb.resolveSibling(program).toString());
    command.addAll(List.of(arguments));
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

  private Path data() {
    return folder.resolve("data");
  }

  private Path logFile() {
    return folder.resolve("postgres.log");
  }

  private String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of the database, without user and password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** The user that may do everything. */
  public String user() {
    return "postgres";
  }

  /** A connection that the caller closes. */
  public Connection connect() {
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
  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** First column of every row that a query finds. */
  public List<String> texts(String query) {
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

  /** Makes a user who has to say a password. */
  public void createUser(String name, String password) {
    execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
    String rules = texts("SHOW hba_file").get(0);
    execute(
        "COPY (VALUES ('host all "
            + name
            + " 127.0.0.1/32 scram-sha-256'), ('host all all 127.0.0.1/32 trust')) TO '"
            + rules
            + "'");
    execute("SELECT pg_reload_conf()");
  }

  /** Kills it ({@code kill -9}), with everybody who serves a connection. */
  public void kill() {
    // First the one that would start the others anew.
    Stream.concat(Stream.of(server.toHandle()), server.descendants().toList().stream())
        .forEach(ProcessHandle::destroyForcibly);
    try {
      // Where nobody reaps the dead, the next server would take this one to be alive.
      Files.delete(data().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one that was killed, on its port and with its data: what it had committed is there. */
  public void startAgain() {
    server = launch();
  }

  @Override
  public void close() {
    if (server.isAlive()) {
      run("pg_ctl", "stop", "--pgdata=" + data(), "--mode=fast");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
