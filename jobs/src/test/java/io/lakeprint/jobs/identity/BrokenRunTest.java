package io.lakeprint.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityRunsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that dies after any of its writes is made good by the next one. */
@ExtendWith(SparkExtension.class)
final class BrokenRunTest {
  private static final LocalDate EARLY = LocalDate.of(2026, 3, 6);
  private static final LocalDate LATE = LocalDate.of(2026, 3, 31);
  private static final Set<String> WRITES =
      Set.of("append", "sync", "replace", "replaceWhere", "update");

  private final SparkSession spark;

  @TempDir private Path folder;

  BrokenRunTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void whateverWasWrittenBeforeItDiedTheNextRunEndsWhereAWholeOneDoes() throws IOException {
    String whole = "whole";
    String broken = "broken";
    at(whole, EARLY)
        .lake()
        .append(EventsTable.SPEC, IdentityWorld.random(5).on(spark), new Transaction("test", 1));
    at(whole, EARLY).run(new IdentityJob());
    FileUtils.copyDirectory(folder.resolve(whole).toFile(), folder.resolve(broken).toFile());
    JobReport report = at(whole, LATE).run(new IdentityJob());
    assertThat(modes(whole)).containsExactly("full", "incremental");

    int deaths = 0;
    while (dies(deaths + 1, at(broken, LATE))) {
      deaths++;
    }

    assertThat(report.writes()).as("log, six tables of state, events, runs").hasSizeGreaterThan(8);
    assertThat(deaths).as("after the log, and after each table").isGreaterThan(6);
    for (TableSpec table : IdentityTables.SPECS) {
      assertThat(rows(broken, table)).as(table.name()).isEqualTo(rows(whole, table));
    }
    assertThat(rows(broken, IdentityLogTable.SPEC)).isEqualTo(rows(whole, IdentityLogTable.SPEC));
    assertThat(people(broken)).isEqualTo(people(whole));
    assertThat(modes(broken)).containsExactly("full", "full");
    assertThat(at(broken, LATE).run(new IdentityJob()).rowsWritten()).isZero();
  }

  private static boolean dies(int after, TrialContext context) {
    try {
      dyingAfter(after, context).run(new IdentityJob());
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("died after " + after + " writes");
      return true;
    }
  }

  private TrialContext at(String lake, LocalDate asOf) {
    return TrialContext.at(spark, folder.resolve(lake), ZoneOffset.UTC, asOf);
  }

  private static TrialContext dyingAfter(int survive, TrialContext context) {
    AtomicInteger done = new AtomicInteger(); // tables of state are written side by side
    Lake lake =
        (Lake)
            Proxy.newProxyInstance(
                Lake.class.getClassLoader(),
                new Class<?>[] {Lake.class},
                (proxy, method, arguments) -> {
                  if (WRITES.contains(method.getName()) && done.getAndIncrement() == survive) {
                    throw new IllegalStateException("died after " + survive + " writes");
                  }
                  try {
                    return method.invoke(context.lake(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new TrialContext(
        lake, context.asOf(), context.zone(), context.config(), context.dryRun());
  }

  private List<String> rows(String lake, TableSpec table) {
    Column[] compared =
        table.columns().stream()
            .filter(column -> !column.audit())
            .map(ColumnSpec::col)
            .toArray(Column[]::new);
    List<String> rows = new ArrayList<>();
    at(lake, LATE)
        .lake()
        .read(table)
        .select(compared)
        .collectAsList()
        .forEach(row -> rows.add(row.toString()));
    rows.sort(String::compareTo);
    return rows;
  }

  private Map<String, String> people(String lake) {
    Map<String, String> people = new TreeMap<>();
    at(lake, LATE)
        .lake()
        .read(EventsTable.SPEC)
        .select(EventsTable.EVENT_ID.col(), EventsTable.ONE_ID.col())
        .collectAsList()
        .forEach(row -> people.put(row.getString(0), String.valueOf(row.getString(1))));
    return people;
  }

  private List<String> modes(String lake) {
    List<String> modes = new ArrayList<>();
    at(lake, LATE)
        .lake()
        .read(IdentityRunsTable.SPEC)
        .orderBy(IdentityRunsTable.RUN_SEQUENCE.col())
        .select(IdentityRunsTable.MODE.col())
        .collectAsList()
        .forEach(row -> modes.add(row.getString(0)));
    return modes;
  }
}
