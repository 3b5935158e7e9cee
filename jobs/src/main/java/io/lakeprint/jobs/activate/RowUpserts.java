package io.lakeprint.jobs.activate;

import io.lakeprint.common.tables.OutboxTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one partition into the table, in one transaction. Holds the password: it goes
 * to tasks, and into no plan.
 */
final class RowUpserts implements ForeachPartitionFunction<Row> {

  private static final long serialVersionUID = 1L;

  private static final int AT_ONCE = 1000;

  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final UpsertStatements statements;

  RowUpserts(
      String url, @Nullable String user, @Nullable String password, UpsertStatements statements) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.statements = statements;
  }

  UpsertStatements statements() {
    return statements;
  }

  Connection connect() throws SQLException {
    Properties login = new Properties();
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password);
    }
    Connection connection = DriverManager.getConnection(url, login);
    Optional<String> session = statements.session();
    if (session.isPresent()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(session.get());
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  @Override
  public void call(Iterator<Row> rows) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement upsert = connection.prepareStatement(statements.upsert());
          PreparedStatement delete = connection.prepareStatement(statements.delete())) {
        int waiting = 0;
        while (rows.hasNext()) {
          add(rows.next(), upsert, delete);
          if (++waiting % AT_ONCE == 0) {
            upsert.executeBatch();
            delete.executeBatch();
          }
        }
        upsert.executeBatch();
        delete.executeBatch();
        connection.commit();
      }
    } catch (SQLException e) {
      throw JdbcFailure.of(e, false);
    }
  }

  private void add(Row row, PreparedStatement upsert, PreparedStatement delete)
      throws SQLException {
    String target = row.getAs(statements.key());
    if (row.getAs(OutboxTable.CHANGE.name()).equals("remove")) {
      delete.setString(1, target);
      delete.addBatch();
      return;
    }
    upsert.setString(1, target);
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    int place = 2;
    for (String field : statements.fields()) {
      Object value = row.getAs(field);
      if (value instanceof Timestamp moment) {
        upsert.setTimestamp(place, moment, utc);
      } else {
        upsert.setObject(place, value);
      }
      place++;
    }
    upsert.addBatch();
  }

  @Override
  public String toString() {
    return "RowUpserts[" + statements.table() + "]";
  }
}
