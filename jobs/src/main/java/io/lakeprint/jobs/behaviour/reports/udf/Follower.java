package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Runs every series over the log of a person and writes down what they say, as {@link Facts}. */
final class Follower {

  private final List<Work.Follow> follows = new ArrayList<>();

  Follower(List<Series> all) {
    for (int i = 0; i < all.size(); i++) {
      follows.add(all.get(i).work().follow(new Work.Place(i, all.get(i))));
    }
  }

  Row facts(String person, EventLog log) {
    Findings findings = new Findings();
    follows.forEach(follow -> follow.follow(log, findings));
    return findings.row(person);
  }
}
