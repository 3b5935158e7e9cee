package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.config.Secret;
import io.lakeprint.common.tables.OutboxTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose rows are the audience. Upserts and deletes by key leave it the same however often
 * they are done, so a send that broke off in the middle is simply done again.
 *
 * @param config the database
 */
record JdbcDestination(DestinationConfig.Jdbc config) implements Destination {

  @Override
  public void check(String target, StructType fields) {
    RowUpserts upserts = upserts(target, List.of(fields.fieldNames()));
    try (Connection connection = upserts.connect();
        PreparedStatement probe = connection.prepareStatement(upserts.statements().probe())) {
      probe.executeQuery().close();
      Optional<String> indexes = upserts.statements().uniqueIndexes();
      if (indexes.isPresent() && !findsAny(connection, indexes.get())) {
        throw ActivationErrors.noKey(config.table(), target);
      }
    } catch (SQLException e) {
      throw translated(JdbcFailure.of(e, true));
    }
  }

  private static boolean findsAny(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet found = statement.executeQuery()) {
      return found.next();
    }
  }

  @Override
  public void deliver(Send send, Receipts receipts) {
    StructType schema = send.rows().schema();
    List<String> fields =
        Stream.of(schema.fieldNames())
            .filter(
                name ->
                    !List.of(
                            OutboxTable.TARGET_KEY.name(), OutboxTable.CHANGE.name(), send.target())
                        .contains(name))
            .toList();
    long targets = send.rows().agg(count(lit(1))).head().getLong(0);
    String key = send.activation() + "-" + send.number();
    try {
      send.rows().coalesce(config.connections()).foreachPartition(upserts(send.target(), fields));
    } catch (Exception e) {
      JdbcFailure failure = failure(e);
      receipts.failed(targets, 1, key, failure.says());
      throw translated(failure);
    }
    receipts.delivered(targets, 1, key, config.table());
  }

  private RowUpserts upserts(String target, List<String> fields) {
    return new RowUpserts(
        config.url(),
        config.user().orElse(null),
        config.password().map(Secret::reveal).orElse(null),
        new UpsertStatements(
            !config.url().startsWith("jdbc:postgresql:"), config.table(), target, fields));
  }

  /** The failure that a task named; anything else is a defect. */
  private static JdbcFailure failure(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof JdbcFailure known) {
        return known;
      }
    }
    throw thrown instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(thrown.getMessage(), thrown);
  }

  private RuntimeException translated(JdbcFailure failure) {
    return failure.isDriverMissing()
        ? ActivationErrors.noDriver(config.url())
        : ActivationErrors.database(config.url(), config.table(), failure.state(), failure.says());
  }
}
