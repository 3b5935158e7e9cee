package io.lakeprint.jobs.activate;

import static java.util.stream.Collectors.toMap;

import io.lakeprint.testkit.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of a real PostgreSQL, and a log of how its rows changed. Of a delivery in which it is to
 * die it lets the first transaction through, has the second write its rows, and is killed before
 * that commits.
 */
final class MortalPostgres implements MortalReceiver {

  static final String USER = "sender";
  static final String PASSWORD = "p4ss-of-the-crm";

  /** Held by whoever writes rows, so that one transaction comes after the other. */
  private static final int TURN = 1;

  /** Held by who is about to kill the server. */
  private static final int DEATH = 2;

  private final Postgres server;
  private long told;

  MortalPostgres(Path folder) {
    server = new Postgres(folder);
    server.createUser(USER, PASSWORD);
    server.execute("CREATE SCHEMA crm");
    server.execute(
        """
        CREATE TABLE crm.changes (
          number BIGSERIAL PRIMARY KEY, change TEXT, phone TEXT, xid BIGINT DEFAULT txid_current())
        """);
    server.execute("CREATE TABLE crm.deadline (number BIGINT)");
    server.execute(
        String.format(
            Locale.ROOT,
            """
            CREATE FUNCTION crm.note() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
                RETURN NULL;
              END IF;
              PERFORM pg_advisory_xact_lock(%1$d);
              INSERT INTO crm.changes (change, phone)
                SELECT replace(replace(replace(TG_OP, 'INSERT', 'add'), 'UPDATE', 'change'),
                    'DELETE', 'remove'),
                  CASE TG_OP WHEN 'DELETE' THEN OLD.phone ELSE NEW.phone END;
              IF EXISTS (SELECT FROM crm.changes WHERE xid <> txid_current()
                  AND number > (SELECT max(number) FROM crm.deadline)) THEN
                PERFORM pg_advisory_xact_lock(%2$d);
              END IF;
              RETURN NULL;
            END $$
            """,
            TURN,
            DEATH));
    createTable("phone TEXT PRIMARY KEY, tier TEXT");
  }

  /** Makes the table, in place of the one that was there. */
  void createTable(String columns) {
    server.execute("DROP TABLE IF EXISTS crm.vip");
    server.execute("CREATE TABLE crm.vip (" + columns + ")");
    server.execute("GRANT USAGE ON SCHEMA crm TO " + USER);
    server.execute("GRANT ALL ON crm.vip TO " + USER);
    server.execute(
        "CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON crm.vip"
            + " FOR EACH ROW EXECUTE FUNCTION crm.note()");
  }

  void execute(String sql) {
    server.execute(sql);
  }

  @Override
  public String destination() {
    return "{jdbc={url=\""
        + server.url()
        + "\", user="
        + USER
        + ", password=${?CRM_PASSWORD}, table=crm.vip, connections=2}}";
  }

  @Override
  public void dieInDelivery() {
    server.execute("INSERT INTO crm.deadline SELECT coalesce(max(number), 0) FROM crm.changes");
    Connection death = server.connect();
    try (Statement lock = death.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(" + DEATH + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Thread killer = new Thread(() -> killWhenSomebodyWaits(death), "killer");
    killer.setDaemon(true);
    killer.start();
  }

  private void killWhenSomebodyWaits(Connection death) {
    try (death) {
      while (server
          .texts(
              "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 2 AND NOT granted")
          .isEmpty()) {
        Thread.sleep(5);
      }
      server.kill();
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void startAgain() {
    server.startAgain();
    server.execute("DELETE FROM crm.deadline");
  }

  @Override
  public Map<String, String> contacts() {
    return server.texts("SELECT phone || ' ' || tier FROM crm.vip").stream()
        .map(row -> row.split(" ", 2))
        .collect(toMap(row -> row[0], row -> row[1]));
  }

  @Override
  public List<String> changes() {
    List<String> changes =
        server.texts("SELECT change || ' ' || phone FROM crm.changes ORDER BY number").stream()
            .skip(told)
            .toList();
    told += changes.size();
    return changes;
  }

  @Override
  public void close() {
    server.close();
  }
}
