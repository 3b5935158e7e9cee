package io.lakeprint.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real MariaDB server with an empty database {@code crm}, whose clocks are those of Shanghai: one
 * per test class that needs it.
 */
public final class MariaDb extends DatabaseServer {

  private final Process server;

  /**
   * Starts one that keeps data and log below {@code folder}; takes some seconds.
   *
   * @throws org.opentest4j.TestAbortedException where MariaDB is not installed, so that the test
   *     counts as skipped
   * @throws AssertionError instead when {@code CI=true}
   */
  public MariaDb(Path folder) {
    super(folder);
    // Debian keeps servers where only root has them on the path.
    Path program =
        Programs.find("MariaDB server", List.of("mariadbd"), Stream.of(Path.of("/usr/sbin")));
    Path install = Programs.find("MariaDB server", List.of("mariadb-install-db"), Stream.empty());
    String user = "--user=" + System.getProperty("user.name");
    run(
        List.of(
            install.toString(),
            "--no-defaults",
            "--datadir=" + data(),
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            user));
    this.server =
        serve(
            List.of(
                program.toString(),
                "--no-defaults",
                "--datadir=" + data(),
                "--socket=" + folder.resolve("socket"),
                "--bind-address=127.0.0.1",
                "--port=" + port(),
                "--default-time-zone=+08:00",
                // Values that do not fit are cut, as on servers that came up from old versions.
                "--sql-mode=",
                user));
    execute("CREATE DATABASE crm CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  }

  @Override
  public String url() {
    return "jdbc:mariadb://127.0.0.1:" + port() + "/";
  }

  @Override
  public String user() {
    return "root";
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().join();
  }
}
