package io.lakeprint.jobs.simulate;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into the files of their day and plants what goes wrong on the way: records that
 * arrive in a later file, exact copies, broken copies. Keeps the files of the next days open so
 * that a late record needs no memory: at most {@link #WINDOW} days × sources.
 */
final class Output {

  static final int MOST_DAYS_LATE = 5;
  private static final int MOST_DAYS_COPIED = 3;
  private static final int WINDOW = MOST_DAYS_LATE + MOST_DAYS_COPIED + 1;

  private final SimulateConfig config;
  private final FileSink sink;
  private final Truth truth;
  private final Rng rng;
  private final Map<Source, @Nullable DayFile[]> open = new EnumMap<>(Source.class);
  private final Map<Source, long[]> counts = new EnumMap<>(Source.class);
  private int day;

  Output(SimulateConfig config, FileSink sink, Truth truth) {
    this.config = config;
    this.sink = sink;
    this.truth = truth;
    for (Source source : Source.values()) {
      open.put(source, new DayFile[WINDOW]);
      counts.put(source, new long[5]);
    }
    this.rng = new Rng(Rng.hash(config.seed(), 2, 0, 0));
  }

  /** A record that says that something happened. */
  void event(Source source, String id, String text, int person, long time) {
    good(source, id, text, person, time, false);
  }

  /** A record that only sets attributes. */
  void update(Source source, String id, String text, int person, long time) {
    good(source, id, text, person, time, true);
  }

  private void good(Source source, String id, String text, int person, long time, boolean update) {
    long[] count = count(source);
    int fileDay = day;
    if (rng.chance(.008)) {
      fileDay = Math.min(config.days() - 1, day + rng.between(1, MOST_DAYS_LATE));
    }
    try {
      file(source, fileDay).record(text);
      count[update ? 1 : 0]++;
      count[4] += fileDay > day ? 1 : 0;
      String key = source.identified() ? id : ContentId.of(text, 1);
      truth.event(source, key, person, time, update);
      if (rng.chance(.006)) {
        copy(source, fileDay, text);
      }
      if (rng.chance(.003)) {
        file(source, day).record(Spoiler.spoil(source, text, rng));
        count[3]++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Source source, int fileDay, String text) throws IOException {
    int copyDay = fileDay + rng.between(source.identified() ? 0 : 1, MOST_DAYS_COPIED);
    if (copyDay >= config.days() && !source.identified()) {
      return;
    }
    file(source, Math.min(copyDay, config.days() - 1)).record(text);
    count(source)[2]++;
  }

  /** Closes the files of the day: nothing comes for it any more. */
  void endDay() throws IOException {
    for (@Nullable DayFile[] files : open.values()) {
      DayFile file = files[day % WINDOW];
      if (file != null) {
        file.close();
        files[day % WINDOW] = null;
      }
    }
    day++;
  }

  Map<String, ChannelCounts> counts() {
    Map<String, ChannelCounts> result = new LinkedHashMap<>();
    for (Source source : Source.values()) {
      long[] n = count(source);
      result.put(
          source.folder(),
          new ChannelCounts(n[0] + n[1] + n[2] + n[3], n[0], n[1], n[2], n[3], n[4]));
    }
    return result;
  }

  private long[] count(Source source) {
    return requireNonNull(counts.get(source));
  }

  private DayFile file(Source source, int fileDay) throws IOException {
    @Nullable DayFile[] files = requireNonNull(open.get(source));
    DayFile file = files[fileDay % WINDOW];
    if (file == null) {
      file = create(source, fileDay);
      files[fileDay % WINDOW] = file;
    }
    return file;
  }

  private DayFile create(Source source, int fileDay) throws IOException {
    String date = config.start().plusDays(fileDay).toString();
    var stream = sink.open(source.path(date, config.gzip()));
    if (source == Source.IOT_BATCH) {
      return DayFile.array(stream, config.gzip());
    }
    if (source != Source.STORE) {
      return DayFile.lines(stream, config.gzip(), "\n");
    }
    String lineEnd = fileDay % 3 == 1 ? "\r\n" : "\n";
    DayFile file = DayFile.lines(stream, config.gzip(), lineEnd);
    file.head((fileDay % 5 == 2 ? "\uFEFF" : "") + StoreTill.HEADER + lineEnd);
    return file;
  }
}
