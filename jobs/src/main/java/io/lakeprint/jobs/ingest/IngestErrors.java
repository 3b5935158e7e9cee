package io.lakeprint.jobs.ingest;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.JobReport;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of everything that can go wrong between a source and the lake. */
final class IngestErrors {

  private IngestErrors() {}

  static UsageException unknownSource(String name, Collection<String> known) {
    return new UsageException(
        "UNKNOWN_SOURCE",
        "There is no source '" + name + "'." + Suggestions.didYouMean(name, known),
        "The configured sources are " + String.join(", ", known) + ".",
        "Correct ingest.only, or add the source under sources.");
  }

  static UsageException noSources() {
    return new UsageException(
        "NO_SOURCES",
        "No source is configured.",
        "ingest reads what stands under sources in the configuration.",
        "Add one (docs/sources.md), and name its file with --config.");
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
}
