package io.lakeprint.jobs.ingest;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.time.DayRange;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** The words of everything that can go wrong between a source and the lake. */
final class IngestErrors {

  private static final int SHOWN_BATCHES = 5;

  private IngestErrors() {}

  static UsageException unknownSource(String name, Collection<String> known) {
    return new UsageException(
        "UNKNOWN_SOURCE",
        "There is no source '" + name + "'." + Suggestions.didYouMean(name, known),
        "The configured sources are " + String.join(", ", known) + ".",
        "Correct --source or ingest.only, or add the source under sources.");
  }

  static UsageException noSources() {
    return new UsageException(
        "NO_SOURCES",
        "No source is configured.",
        "ingest reads what stands under sources in the configuration.",
        "Add one (docs/sources.md), and name its file with --config.");
  }

  static UsageException reloadWithoutSource(String days) {
    return new UsageException(
        "RELOAD_NEEDS_SOURCE",
        "--reload " + days + " does not say of which source.",
        "The events of those days are replaced, one source at a time.",
        "Name it: lakeprint ingest --source SOURCE --reload " + days + ".");
  }

  static UsageException reloadOfNoFiles(String source, SourceFormat format) {
    return new UsageException(
        "RELOAD_NEEDS_FILES",
        "Source "
            + source
            + " is of format "
            + format.name().toLowerCase(Locale.ROOT)
            + ", which --reload cannot read again.",
        "Days are reloaded from files; what a topic or table holds now is not what it held then.",
        "Take wrong batches out with lakeprint unload, and deliver what is right as new records.");
  }

  static InputContractException nothingToReload(String source, String path, DayRange days) {
    return new InputContractException(
        "NOTHING_TO_RELOAD",
        "Source " + source + " has no file at " + path + ".",
        "Its events of " + days + " would all go. Nothing was changed.",
        "Put the files back, or take batches out with lakeprint unload.");
  }

  static GateRefusedException reloadRefused(
      String source, DayRange days, JobReport.Records records, double limit) {
    return new GateRefusedException(
        "TOO_MANY_REJECTED",
        String.format(
            Locale.ROOT,
            "%,d of %,d records were refused, more than ingest.max-rejected-ratio = %s allows.",
            records.rejected(),
            records.read(),
            limit),
        "Events of " + days + " would go for them. Nothing was written.",
        "See what is refused with ingest --source "
            + source
            + " --preview 20, or raise the limit.");
  }

  static UsageException noBatch() {
    return new UsageException(
        "NO_BATCH",
        "unload needs the batch to take out.",
        "A batch is named by the batch_id of its events and refusals.",
        "Name it: lakeprint unload --batch BATCH.");
  }

  /**
   * A batch that the lake never had.
   *
   * @param known names of those that it had, the newest first
   */
  static InputContractException unknownBatch(UnloadConfig config, List<String> known) {
    String ofSource = config.source().isEmpty() ? "" : " of source " + config.source();
    return new InputContractException(
        "UNKNOWN_BATCH",
        "There is no batch '"
            + config.batch()
            + "'"
            + ofSource
            + "."
            + Suggestions.didYouMean(config.batch(), known),
        known.isEmpty()
            ? "The lake has no batch" + ofSource + " yet."
            : "The newest are "
                + known.stream().limit(SHOWN_BATCHES).collect(Collectors.joining(", "))
                + ".",
        "Correct --batch; batch_id of events.events and quarantine.rejected_records names them.");
  }

  static UsageException unknownColumns(String source, Set<String> unknown, Set<String> known) {
    String first = unknown.iterator().next();
    return new UsageException(
        "UNKNOWN_EVENT_COLUMN",
        "Source "
            + source
            + " selects "
            + String.join(", ", unknown)
            + ", which no event has."
            + Suggestions.didYouMean(first, known),
        "A select names event columns; everything else belongs into properties, by itself.",
        "Correct sources." + source + ".select; lakeprint tables events.events lists the columns.");
  }

  static UsageException expression(String source, String message, Exception cause) {
    return new UsageException(
        "BAD_EXPRESSION",
        "An expression of source " + source + " cannot be computed: " + message,
        "let and select are Spark SQL over the fields of the records.",
        "Correct sources." + source + "; ingest --preview 20 shows what comes out.",
        cause);
  }

  static InputContractException pathsMissing(Map<String, String> pathBySource) {
    String missing =
        pathBySource.entrySet().stream()
            .map(source -> "source " + source.getKey() + " has nothing at " + source.getValue())
            .collect(Collectors.joining("; "));
    return new InputContractException(
        "SOURCE_MISSING",
        missing.substring(0, 1).toUpperCase(Locale.ROOT) + missing.substring(1) + ".",
        "The folder, file or glob matches no file. Nothing was read.",
        "Check "
            + pathBySource.keySet().stream()
                .map(source -> "sources." + source + ".path")
                .collect(Collectors.joining(", "))
            + " and that the files were delivered.");
  }

  static GateRefusedException tooManyRejected(JobReport.Records records, double limit) {
    return new GateRefusedException(
        "TOO_MANY_REJECTED",
        String.format(
            Locale.ROOT,
            "%,d of %,d records were refused, more than ingest.max-rejected-ratio = %s allows.",
            records.rejected(),
            records.read(),
            limit),
        "So many refusals mean that a source changed. What is good was written.",
        "See quarantine.rejected_records by reason_code, correct the source, or raise the limit.");
  }

  static InputContractException noMark(String source, String mark, String[] columns) {
    return new InputContractException(
        "NO_MARK_COLUMN",
        "Source "
            + source
            + " has no column '"
            + mark
            + "'."
            + Suggestions.didYouMean(mark, Arrays.asList(columns)),
        "New rows are found by a column that only grows; the columns are "
            + String.join(", ", columns)
            + ".",
        "Correct sources." + source + ".mark.");
  }

  static InputContractException badMark(String source, String mark, Exception cause) {
    return new InputContractException(
        "BAD_MARK_COLUMN",
        "The column '" + mark + "' of source " + source + " cannot be its mark.",
        String.valueOf(cause.getMessage()) + ".",
        "Name another column in sources." + source + ".mark, or read a query that casts it.",
        cause);
  }

  static TransientException storageFailed(String path, Exception cause) {
    return new TransientException(
        "STORAGE_FAILED",
        path + " could not be read.",
        "The storage failed, which says nothing about the file.",
        "Run the same command again; nothing was taken twice.",
        cause);
  }

  /** What a reader that is not ours failed with, in words that say what to do. */
  static RuntimeException translated(String source, SourceConfig config, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LakeprintException known) {
        return known;
      }
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Failed to find data source: kafka")) {
        return new UsageException(
            "NO_KAFKA",
            "Source " + source + " reads Kafka, and Spark's Kafka source is not there.",
            "It is a jar of its own that neither Spark nor Lakeprint brings along.",
            "Add it: bin/lakeprint --conf"
                + " spark.jars.packages=org.apache.spark:spark-sql-kafka-0-10_2.13:4.1.0 ingest …",
            cause);
      }
      if (message.contains("No suitable driver")) {
        return new UsageException(
            "NO_JDBC_DRIVER",
            "Source " + source + " reads a database, and there is no driver for it.",
            "The driver of each database is a jar of its own.",
            "Add it: bin/lakeprint --jars driver.jar --conf spark.driver.extraClassPath=driver.jar"
                + " ingest …",
            cause);
      }
      if (cause instanceof SQLException sql) {
        return database(source, sql);
      }
      if (message.contains("DELTA_SOURCE_TABLE_IGNORE_CHANGES")
          || message.contains("DELTA_SOURCE_IGNORE_DELETE")) {
        return new InputContractException(
            "SOURCE_CHANGED",
            "Rows of the Delta table of source " + source + " were changed or deleted.",
            "ingest takes what is added to a table; a change has no event of its own. " + message,
            "To pass over such commits, set sources."
                + source
                + ".options.skipChangeCommits = true.",
            cause);
      }
      if (cause instanceof AnalysisException && isMissing(message)) {
        return new InputContractException(
            "SOURCE_MISSING",
            "Source " + source + " is not there: " + firstLine(message),
            "Its " + (config.table().isBlank() ? "path" : "table") + " leads to nothing.",
            "Check sources." + source + ", or read it when it is delivered.",
            cause);
      }
    }
    return e instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(e.getMessage(), e);
  }

  private static LakeprintException database(String source, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String what = "The database of source " + source + " says: " + firstLine(e.getMessage());
    if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57")) {
      return new TransientException(
          "DATABASE_UNAVAILABLE",
          what,
          "It cannot be reached or serves nobody now (SQL state " + state + ").",
          "Run the same command again when it is up.",
          e);
    }
    if (state.startsWith("28")) {
      return new UsageException(
          "DATABASE_LOGIN",
          what,
          "User or password are not accepted (SQL state " + state + ").",
          "Correct sources."
              + source
              + ".jdbc.user, or the environment variable that holds the password.",
          e);
    }
    return new InputContractException(
        "DATABASE_REFUSED",
        what,
        "The table or query is not as configured (SQL state " + state + ").",
        "Correct sources." + source + ".table, mark or jdbc.query.",
        e);
  }

  private static boolean isMissing(String message) {
    return message.contains("TABLE_OR_VIEW_NOT_FOUND")
        || message.contains("DELTA_TABLE_NOT_FOUND")
        || message.contains("DELTA_MISSING_DELTA_TABLE")
        || message.contains("DELTA_PATH_DOES_NOT_EXIST")
        || message.contains("DELTA_SCHEMA_NOT_SET");
  }

  private static String firstLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
