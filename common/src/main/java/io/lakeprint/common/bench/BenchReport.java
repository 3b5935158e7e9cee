package io.lakeprint.common.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.config.ByteSize;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark found.
 *
 * @param name of the benchmark
 * @param version of Lakeprint
 * @param machine where it ran
 * @param rounds how often
 * @param outcomes what was compared
 * @param notes sentences of the benchmark
 */
public record BenchReport(
    String name,
    String version,
    Machine machine,
    Rounds rounds,
    List<Outcome> outcomes,
    List<String> notes) {

  /** How a report is shown. */
  public enum Format {
    /** A table per comparison. */
    TEXT,
    /** Everything measured, for machines. */
    JSON
  }

  public BenchReport {
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
  }

  /** The report as text that ends with a line feed. */
  public String render(Format format) {
    return format == Format.JSON ? json() : text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "bench %s, Lakeprint %s: median of %d after %d warm-up",
        name,
        version,
        rounds.rounds(),
        rounds.warmUp());
    line(
        text,
        "%d cores, heap %s, Java %s, %s, Spark %s %s",
        machine.cores(),
        bytes(machine.heapBytes()),
        machine.java(),
        machine.system(),
        machine.spark(),
        machine.master());
    outcomes.forEach(outcome -> table(text, outcome));
    if (!notes.isEmpty()) {
      line(text, "");
    }
    notes.forEach(note -> line(text, "%s", note));
    return text.toString();
  }

  private static void table(StringBuilder text, Outcome outcome) {
    Comparison comparison = outcome.comparison();
    line(text, "");
    line(text, "%s (%,d %s)", comparison.title(), comparison.units(), comparison.unit());
    line(
        text,
        "  %-22s %8s %15s %6s %-9s %12s %11s %11s %9s %9s %9s %8s %8s %8s",
        "variant",
        "seconds",
        "min..max",
        "ratio",
        "aim",
        "per second",
        "rows read",
        "rows out",
        "bytes out",
        "shuffled",
        "fetched",
        "spilled",
        "a task",
        "heap");
    for (Outcome.Result result : outcome.results()) {
      SparkWork work = result.median().work();
      line(
          text,
          "  %-22s %8.2f %15s %6.2f %-9s %,12.0f %,11d %,11d %9s %9s %9s %8s %8s %8s",
          result.variant().name(),
          result.median().seconds(),
          String.format(Locale.ROOT, "%.2f..%.2f", result.fastest(), result.slowest()),
          outcome.ratio(result),
          aim(outcome, result),
          outcome.perSecond(result),
          work.rowsRead(),
          work.rowsWritten(),
          bytes(work.bytesWritten()),
          bytes(work.shuffleBytesWritten()),
          bytes(work.shuffleBytesRead()),
          bytes(work.spilledBytes()),
          bytes(result.peakTaskBytes()),
          bytes(result.liveHeapBytes()));
    }
    outcome
        .results()
        .forEach(
            result -> line(text, "  %-22s %s", result.variant().name(), result.variant().about()));
  }

  private static String aim(Outcome outcome, Outcome.Result result) {
    if (result.variant().aim().isEmpty()) {
      return "";
    }
    double aim = result.variant().aim().getAsDouble();
    return String.format(Locale.ROOT, "%s %.2f", outcome.ratio(result) <= aim ? "≤" : "not ≤", aim);
  }

  private String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("benchmark", name).put("version", version);
    root.set("machine", mapper.valueToTree(machine));
    root.set("rounds", mapper.valueToTree(rounds));
    ArrayNode comparisons = root.putArray("comparisons");
    for (Outcome outcome : outcomes) {
      ObjectNode comparison = comparisons.addObject();
      comparison
          .put("title", outcome.comparison().title())
          .put("units", outcome.comparison().units())
          .put("unit", outcome.comparison().unit());
      ArrayNode variants = comparison.putArray("variants");
      for (Outcome.Result result : outcome.results()) {
        ObjectNode variant = variants.addObject();
        variant
            .put("name", result.variant().name())
            .put("about", result.variant().about())
            .put("median_seconds", result.median().seconds())
            .put("ratio", outcome.ratio(result))
            .put("per_second", outcome.perSecond(result))
            .put("live_heap_bytes", result.liveHeapBytes());
        result.variant().aim().ifPresent(aim -> variant.put("aim", aim));
        ArrayNode seconds = variant.putArray("seconds");
        result.measurements().forEach(measured -> seconds.add(measured.seconds()));
        variant.set("spark", mapper.valueToTree(result.median().work()));
      }
    }
    ArrayNode sentences = root.putArray("notes");
    notes.forEach(sentences::add);
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private static String bytes(long bytes) {
    return new ByteSize(bytes).told();
  }
}
