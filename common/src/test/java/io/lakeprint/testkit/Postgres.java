package io.lakeprint.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server on a free port of loopback, with an empty database: one per test class
 * that needs it. It runs for root too, and stops with {@link #close}.
 */
public final class Postgres implements AutoCloseable {

  private final @Nullable Path data;
  private EmbeddedPostgres server;

  private Postgres(@Nullable Path data) {
    this.data = data;
    this.server = launch(data, 0);
  }

  /** Starts one; takes some seconds. */
  public static Postgres start() {
    return new Postgres(null);
  }

  /** Starts one that keeps its data in a folder that is not there yet, and so may be killed. */
  public static Postgres start(Path data) {
    return new Postgres(data);
  }

  private static EmbeddedPostgres launch(@Nullable Path data, int port) {
    EmbeddedPostgres.Builder server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("listen_addresses", "127.0.0.1")
            // The lock of a socket would outlive a server that is killed.
            .setServerConfig("unix_socket_directories", "")
            .setPort(port);
    if (data != null) {
      // What it has committed outlives it, as it does by default.
      server
          .setServerConfig("synchronous_commit", "on")
          .setDataDirectory(data)
          .setCleanDataDirectory(false);
    }
    try {
      return server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of the database, without user and password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  /** The user that may do everything. */
  public String user() {
    return "postgres";
  }

  /** A connection that the caller closes. */
  public Connection connect() {
    try {
      return server.getPostgresDatabase().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
    try {
      Path pid = folder().resolve("postmaster.pid");
      ProcessHandle postmaster =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip())).orElseThrow();
      // First the one that would start the others anew.
      Stream.concat(Stream.of(postmaster), postmaster.descendants().toList().stream())
          .forEach(ProcessHandle::destroyForcibly);
      // Where nobody reaps the dead, the next server would take this one to be alive.
      Files.delete(pid);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one that was killed, on its port and with its data. */
  public void startAgain() {
    int port = server.getPort();
    close();
    server = launch(folder(), port);
  }

  private Path folder() {
    if (data == null) {
      throw new IllegalStateException("it was started without a folder");
    }
    return data;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
