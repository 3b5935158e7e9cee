package io.lakeprint.jobs.simulate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads what a simulation wrote, with readers of its own. */
record SimulatedFiles(Path root) {

  /** One file's day and records; CSV records without header and mark. */
  record DayRecords(String date, List<String> records) {}

  List<DayRecords> days(Source source) {
    Path folder = root.resolve(source.folder());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<DayRecords> days = new ArrayList<>();
    for (Path file : files(folder)) {
      String date = folder.relativize(file).getName(0).toString().substring("dt=".length());
      days.add(new DayRecords(date, records(source, text(file))));
    }
    return days;
  }

  List<String> all(Source source) {
    return days(source).stream().flatMap(day -> day.records().stream()).toList();
  }

  /** Rows of a truth table without header; its values hold no commas. */
  List<String[]> truth(String table) {
    return text(root.resolve("truth/" + table + ".csv.gz"))
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  /** Digest by relative path. */
  TreeMap<String, String> digests() {
    TreeMap<String, String> digests = new TreeMap<>();
    for (Path file : files(root)) {
      digests.put(root.relativize(file).toString(), digest(file));
    }
    return digests;
  }

  /** Splits a CSV record into its fields (RFC 4180). */
  static List<String> fields(String record) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (c == '"' && quoted && i + 1 < record.length() && record.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static List<String> records(Source source, String text) {
    return switch (source) {
      case STORE -> csv(text);
      case IOT_BATCH ->
          text.lines()
              .filter(line -> line.startsWith("{"))
              .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
              .toList();
      default -> text.lines().toList();
    };
  }

  private static List<String> csv(String text) {
    List<String> records = new ArrayList<>();
    StringBuilder record = new StringBuilder();
    boolean quoted = false;
    for (String line : text.replace("\uFEFF", "").split("\r?\n", -1)) {
      record.append(record.isEmpty() ? "" : "\n").append(line);
      quoted ^= line.chars().filter(c -> c == '"').count() % 2 == 1;
      if (!quoted) {
        if (!record.isEmpty()) {
          records.add(record.toString());
        }
        record.setLength(0);
      }
    }
    return records.subList(1, records.size());
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try (InputStream in =
        file.toString().endsWith(".gz")
            ? new GZIPInputStream(Files.newInputStream(file))
            : new BufferedInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Path file) {
    try {
      return HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
