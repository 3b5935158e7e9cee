package io.lakeprint.jobs.ingest.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the columns that {@link CsvSlices} found where they belong. */
final class CsvRecordParser implements RecordParser {
  private final CsvSlices slices;
  private final Columns columns;
  private final @Nullable String layout;

  private CsvRecordParser(CsvSlices slices, Columns columns, @Nullable String layout) {
    this.slices = slices;
    this.columns = columns;
    this.layout = layout;
    slices.expect(columns);
  }

  /**
   * Reads the header, if the file has one.
   *
   * @return null for an empty file
   * @throws BadRecord when the whole file cannot be used
   */
  static @Nullable CsvRecordParser open(CsvSlices slices, ReadPlan plan)
      throws IOException, BadRecord {
    ReadOptions options = plan.options();
    if (!options.header()) {
      return new CsvRecordParser(slices, Columns.of(options.columnNames(), plan.fields()), null);
    }
    List<String> header = header(slices);
    return header.isEmpty()
        ? null
        : new CsvRecordParser(
            slices, Columns.ofHeader(header, plan.fields()), line(header, options));
  }

  /** The header as one line of the dialect; null where the file has none. */
  @Nullable String layout() {
    return layout;
  }

  private static String line(List<String> header, ReadOptions options) {
    String quote = String.valueOf(options.quote());
    return header.stream()
        .map(name -> quote + name.replace(quote, options.escape() + quote) + quote)
        .collect(Collectors.joining(String.valueOf(options.delimiter())));
  }

  /** The names of the first record that is not blank; none at the end of the file. */
  static List<String> header(CsvSlices slices) throws IOException, BadRecord {
    Slice slice = new Slice();
    do {
      if (!slices.next(slice)) {
        return List.of();
      }
    } while (slice.problem == null && slice.isBlank());
    if (slice.problem != null) {
      throw new BadRecord(ProblemCodes.NOT_CSV, "the header: " + slice.problem.text());
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < slices.count(); i++) {
      String name = slices.value(i);
      names.add(name == null ? "" : name.strip());
    }
    return names;
  }

  @Override
  public boolean parse(Slice slice, Draft draft) {
    if (slice.isBlank()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.wants(i, draft)) {
        columns.put(i, slices.value(i), draft);
      }
    }
    return true;
  }
}
