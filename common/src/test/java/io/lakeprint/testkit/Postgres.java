package io.lakeprint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server with an empty database: one per test class that needs it. Of several
 * that are installed it is the newest.
 */
public final class Postgres extends DatabaseServer {

  /** Where Debian keeps a folder per version, of which only the clients are on the path. */
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private final Path initdb;
  private Process server;

  /**
   * Starts one that keeps data and log below {@code folder}; takes some seconds.
   *
   * @throws org.opentest4j.TestAbortedException where PostgreSQL is not installed, so that the test
   *     counts as skipped
   * @throws AssertionError instead when {@code CI=true}
   */
  public Postgres(Path folder) {
    super(folder);
    this.initdb = Programs.find("PostgreSQL server", List.of("initdb"), debian());
    run(
        command(
            "initdb",
            "--pgdata=" + data(),
            "--username=" + user(),
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync"));
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
    return serve(
        command(
            "postgres",
            "-D",
            data().toString(),
            "-p",
            "" + port(),
            "-c",
            "listen_addresses=127.0.0.1",
            // The lock of a socket would outlive a server that is killed.
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "timezone=UTC"));
  }

  private List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      // It refuses to run as root; in a namespace of its own root is nobody there.
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(initdb.resolveSibling(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
  }

  @Override
  public String user() {
    return "postgres";
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
      run(command("pg_ctl", "stop", "--pgdata=" + data(), "--mode=fast"));
    }
  }
}
