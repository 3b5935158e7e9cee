package io.lakeprint.jobs.simulate;

import java.util.Locale;

/** A folder of files in one format; its name is the {@code source} of the truth tables. */
enum Source {
  WEB("part-0.jsonl", true),
  APP("part-0.tsv", true),
  MINI_PROGRAM("part-0.jsonl", false),
  STORE("orders.csv", true),
  SERVER("access.log", false),
  IOT("part-0.jsonl", true),
  IOT_BATCH("batch-0.json", true);

  private final String file;
  private final boolean identified;

  Source(String file, boolean identified) {
    this.file = file;
    this.identified = identified;
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  String path(String date, boolean gzip) {
    return folder() + "/dt=" + date + "/" + file + (gzip ? ".gz" : "");
  }

  /**
   * Whether records carry an id. Where they do not, two equal records in one file are two events
   * (only the copy in another file is a duplicate), so none are planted within a file.
   */
  boolean identified() {
    return identified;
  }
}
