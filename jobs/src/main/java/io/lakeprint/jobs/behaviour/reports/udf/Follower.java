package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Row;

/** Runs every series over the log of a person and writes down what they say, as {@link Facts}. */
final class Follower {

  private final List<Series> series;
  private final List<Work.Follow> follows = new ArrayList<>();

  Follower(List<Series> all) {
    series = all;
    for (int i = 0; i < all.size(); i++) {
      follows.add(all.get(i).work().follow(new Work.Place(i, all.get(i))));
    }
  }

  /**
   * What they say.
   *
   * @param segments numbers of the segments that the person is in
   */
  Row facts(String person, EventLog log, BitSet segments) {
    Findings findings = new Findings();
    for (int i = 0; i < follows.size(); i++) {
      if (series.get(i).tellsOf(segments)) {
        follows.get(i).follow(log, findings);
      }
    }
    return findings.row(person);
  }
}
