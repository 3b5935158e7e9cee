package io.lakeprint.common.run;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;

import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.tables.RunsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Runs whose process is gone and whose rows in the ledger still say RUNNING. */
record KilledRuns(Lake lake) {

  private static final String RUNNING =
      RunsTable.STATUS.name() + " = '" + LedgerEntry.Status.RUNNING + "'";
  private static final StructType CHANGES =
      Stream.of(
              RunsTable.RUN_ID,
              RunsTable.STATUS,
              RunsTable.EXIT_CODE,
              RunsTable.ERROR_CODE,
              RunsTable.MESSAGE)
          .reduce(
              new StructType(),
              (schema, column) -> schema.add(column.name(), column.type()),
              (left, right) -> right);

  /** Closes their rows as KILLED; {@code self} is the run that asks. */
  void close(String self) {
    List<Lease> held = new ArrayList<>();
    try {
      List<String> dead = new ArrayList<>();
      for (String run : open(self)) {
        Optional<Lease> presence = lake.presence(run);
        presence.ifPresent(held::add);
        presence.ifPresent(free -> dead.add(run));
      }
      if (!dead.isEmpty()) {
        markKilled(dead);
      }
    } finally {
      held.forEach(Lease::close);
    }
  }

  /** A handful: runs at work and runs killed since the last one. */
  private List<String> open(String self) {
    Row row =
        lake.read(RunsTable.SPEC)
            .filter(RUNNING)
            .filter(RunsTable.RUN_ID.col().notEqual(self))
            .agg(array_sort(collect_set(RunsTable.RUN_ID.col())))
            .head();
    return row.getList(0);
  }

  /** A run that ended between the look and the write keeps what it wrote about itself. */
  private void markKilled(List<String> dead) {
    TransientException vanished = RunErrors.vanished();
    List<Row> rows =
        dead.stream()
            .map(
                run ->
                    RowFactory.create(
                        run,
                        LedgerEntry.Status.KILLED.name(),
                        vanished.exitCode(),
                        vanished.code(),
                        vanished.what()))
            .toList();
    String these = dead.stream().map(run -> "'" + run + "'").collect(Collectors.joining(", "));
    lake.update(
        RunsTable.SPEC,
        lake.spark().createDataFrame(rows, CHANGES),
        List.of(RunsTable.RUN_ID),
        RUNNING + " AND " + RunsTable.RUN_ID.name() + " IN (" + these + ")");
  }
}
