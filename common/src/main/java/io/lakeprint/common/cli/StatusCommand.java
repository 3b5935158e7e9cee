package io.lakeprint.common.cli;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.tables.RunsTable;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells how a run ended, in words and as exit code: what a cluster's submit loses. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Tell how a run ended; exits with that run's exit code (5 while it runs, or was killed)")
final class StatusCommand implements Callable<Integer> {

  private static final int NOT_ENDED = 5;

  @Mixin private final RunOptions options = new RunOptions();

  @Parameters(index = "0", paramLabel = "RUN", description = "run id, or the id given as --run-id")
  private String run = "";

  private final Console console;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Row> rows =
        LedgerReader.open(options)
            .rows()
            .filter(
                RunsTable.RUN_ID
                    .col()
                    .equalTo(run)
                    .or(RunsTable.EXTERNAL_RUN_ID.col().equalTo(run)))
            .orderBy(
                RunsTable.ATTEMPT.col().desc(),
                RunsTable.RUN_ID.col().desc(),
                functions.coalesce(RunsTable.EXIT_CODE.col(), functions.lit(NOT_ENDED)).desc(),
                RunsTable.JOB.col())
            .collectAsList();
    if (rows.isEmpty()) {
      throw new InputContractException(
          "UNKNOWN_RUN",
          "The ledger knows no run '" + run + "'.",
          "It never started a job in this lake, or has another name.",
          "lakeprint runs lists them.");
    }
    String latest = rows.get(0).getAs(RunsTable.RUN_ID.name());
    int code = 0;
    for (Row row : rows) {
      if (row.<String>getAs(RunsTable.RUN_ID.name()).equals(latest)) {
        console.out().println(describe(row));
        Integer exit = row.getAs(RunsTable.EXIT_CODE.name());
        code = code != 0 ? code : exit == null ? NOT_ENDED : exit;
      }
    }
    return code;
  }

  private static String describe(Row row) {
    String message = row.getAs(RunsTable.MESSAGE.name());
    return row.<String>getAs(RunsTable.JOB.name())
        + ": "
        + row.<String>getAs(RunsTable.STATUS.name())
        + (message == null ? "" : ", " + message);
  }
}
