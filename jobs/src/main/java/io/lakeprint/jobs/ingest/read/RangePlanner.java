package io.lakeprint.jobs.ingest.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts files into ranges and packs ranges into tasks. Where a file is cut depends on its length and
 * {@code split-bytes} alone; the number of cores decides only how ranges share tasks, which shows
 * in no record.
 */
final class RangePlanner {
  private static final Pattern COMPRESSED =
      Pattern.compile(".*\\.(gz|gzip|bz2|zst|zstd|snappy|lz4|deflate|lzo|xz|br)");

  /** Opening a file costs about as much as reading this many bytes. */
  private static final long OPEN_COST = 1L << 20;

  private static final long SMALLEST_TASK = 4L << 20;

  private final RecordFormat format;
  private final long splitBytes;

  RangePlanner(RecordFormat format, long splitBytes) {
    this.format = format;
    this.splitBytes = splitBytes;
  }

  /** Ranges by path and position, in tasks of about equal work. */
  List<List<FileRange>> tasks(List<SourceFile> files, int parallelism) {
    List<FileRange> ranges =
        files.stream()
            .sorted(Comparator.comparing(SourceFile::path))
            .flatMap(file -> ranges(file).stream())
            .toList();
    long total = ranges.stream().mapToLong(this::cost).sum();
    long target =
        Math.max(SMALLEST_TASK, Math.min(splitBytes, total / Math.max(1, parallelism) + 1));
    List<List<FileRange>> tasks = new ArrayList<>();
    List<FileRange> task = new ArrayList<>();
    long size = 0;
    for (FileRange range : ranges) {
      if (!task.isEmpty() && size + cost(range) > target) {
        tasks.add(List.copyOf(task));
        task.clear();
        size = 0;
      }
      task.add(range);
      size += cost(range);
    }
    if (!task.isEmpty()) {
      tasks.add(List.copyOf(task));
    }
    return tasks;
  }

  private List<FileRange> ranges(SourceFile file) {
    boolean whole =
        !format.splittable()
            || file.length() <= splitBytes
            || COMPRESSED.matcher(file.path().toLowerCase(Locale.ROOT)).matches();
    if (whole) {
      return List.of(new FileRange(file.path(), 0, Long.MAX_VALUE, file.length()));
    }
    List<FileRange> ranges = new ArrayList<>();
    for (long start = 0; start < file.length(); start += splitBytes) {
      long next = start + splitBytes;
      long end = next < file.length() ? next : Long.MAX_VALUE;
      ranges.add(new FileRange(file.path(), start, end, file.length()));
    }
    return ranges;
  }

  private long cost(FileRange range) {
    return OPEN_COST
        + Math.min(range.end(), Math.max(range.length(), range.start()))
        - range.start();
  }
}
