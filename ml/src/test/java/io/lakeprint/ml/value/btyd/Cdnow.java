package io.lakeprint.ml.value.btyd;

import io.lakeprint.testkit.PublicData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The tenth of CDNOW's customers that the literature fits: 39 weeks to learn from, 39 to foretell.
 *
 * @param history up to the end of September 1997, in weeks
 * @param spending on repeat purchases in that time, null without any
 * @param later purchases in the 39 weeks after it
 */
record Cdnow(History history, @Nullable Spending spending, int later) {
  static final double WEEKS = 39;
  private static final LocalDate END = LocalDate.of(1997, 9, 30);

  static List<Cdnow> customers() {
    Map<String, TreeMap<LocalDate, Double>> days = new TreeMap<>();
    try (GZIPInputStream in =
            new GZIPInputStream(
                Files.newInputStream(PublicData.require("cdnow/CDNOW_sample.txt.gz")));
        Stream<String> lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).lines()) {
      lines
          .map(line -> line.trim().split(" +"))
          .forEach(
              fields ->
                  days.computeIfAbsent(fields[0], id -> new TreeMap<>())
                      .merge(
                          LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE),
                          Double.parseDouble(fields[4]),
                          Double::sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return days.values().stream().map(Cdnow::of).toList();
  }

  static Histories histories(List<Cdnow> customers) {
    return Histories.of(
        customers.stream().map(customer -> new Histories.Group(customer.history(), 1)).toList());
  }

  private static Cdnow of(TreeMap<LocalDate, Double> days) {
    List<LocalDate> before = new ArrayList<>(days.headMap(END, true).keySet());
    LocalDate first = before.get(0);
    int repeats = before.size() - 1;
    double repeated =
        days.headMap(END, true).values().stream().skip(1).mapToDouble(amount -> amount).sum();
    return new Cdnow(
        new History(repeats, weeks(first, before.get(repeats)), weeks(first, END)),
        repeated > 0 ? new Spending(repeats, repeated / repeats) : null,
        days.tailMap(END, false).size());
  }

  private static double weeks(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) / 7.0;
  }
}
