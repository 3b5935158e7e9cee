package io.lakeprint.jobs.activate;

import java.sql.SQLException;

/**
 * What a database said, without a value of any row: drivers put whole statements into messages, and
 * Spark writes those of tasks into its log.
 */
final class JdbcFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String says;
  private final String state;
  private final boolean driverMissing;

  private JdbcFailure(String message, String state, boolean driverMissing) {
    super(message);
    this.says = message;
    this.state = state;
    this.driverMissing = driverMissing;
  }

  /**
   * The failure of a statement.
   *
   * @param withoutRows whether no row was sent, so that the message can hold no value of one
   */
  static JdbcFailure of(SQLException e, boolean withoutRows) {
    SQLException last = e.getNextException() == null ? e : e.getNextException();
    String state = last.getSQLState() == null ? "" : last.getSQLState();
    String message = String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    boolean telling = withoutRows || state.matches("(08|28|40|42|53|57).*");
    return new JdbcFailure(
        telling ? message : "a row is refused; its message may hold values and is not shown",
        state,
        message.contains("No suitable driver"));
  }

  /** First line of its message. */
  String says() {
    return says;
  }

  /** SQL state; empty = none. */
  String state() {
    return state;
  }

  boolean isDriverMissing() {
    return driverMissing;
  }
}
