package io.lakeprint.common.cli;

import io.lakeprint.common.tables.RunsTable;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the ledger. */
@Command(mixinStandardHelpOptions = true, description = "Print what ran and how it ended")
final class RunsCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  @Option(names = "--limit", description = "rows (default ${DEFAULT-VALUE})", defaultValue = "30")
  private int limit;

  private final Console console;

  RunsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Row> rows =
        LedgerReader.open(options)
            .rows()
            .orderBy(RunsTable.STARTED_AT.col().desc(), RunsTable.JOB.col())
            .limit(limit)
            .collectAsList();
    console
        .out()
        .printf(
            "%-24s %-16s %-10s %-8s %4s %9s %12s  %s%n",
            "run", "job", "as of", "status", "exit", "seconds", "rows", "message");
    for (Row row : rows) {
      console
          .out()
          .printf(
              "%-24s %-16s %-10s %-8s %4s %9s %12s  %s%n",
              text(row, RunsTable.RUN_ID.name()),
              text(row, RunsTable.JOB.name()),
              text(row, RunsTable.AS_OF.name()),
              text(row, RunsTable.STATUS.name()),
              text(row, RunsTable.EXIT_CODE.name()),
              text(row, RunsTable.DURATION_SECONDS.name()),
              text(row, RunsTable.ROWS_WRITTEN.name()),
              text(row, RunsTable.MESSAGE.name()));
    }
    return 0;
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? "" : value.toString();
  }
}
