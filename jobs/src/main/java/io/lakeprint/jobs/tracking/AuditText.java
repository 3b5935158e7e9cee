package io.lakeprint.jobs.tracking;

import io.lakeprint.common.tables.TrackingFindingsTable;
import java.util.List;
import java.util.stream.Stream;

/** Findings as lines that a person reads, errors first. */
final class AuditText {

  private static final int SHOWN = 60;

  private AuditText() {}

  /** The first {@value #SHOWN}; the table has them all. */
  static Stream<String> lines(List<Finding> findings) {
    Stream<String> first =
        findings.stream().sorted(Finding.ORDER).limit(SHOWN).map(AuditText::line);
    int more = findings.size() - SHOWN;
    return more <= 0
        ? first
        : Stream.concat(
            first, Stream.of("and " + more + " more in " + TrackingFindingsTable.SPEC.name()));
  }

  private static String line(Finding finding) {
    return String.format(
        "%-7s  %-16s  %s: %s",
        finding.isError() ? "error" : "warning",
        finding.problem().id(),
        what(finding),
        finding.message() + finding.owner().map(owner -> " (" + owner + ")").orElse(""));
  }

  private static String what(Finding finding) {
    Place place = finding.place();
    String what = place.event().isEmpty() ? "*" : place.event();
    if (!finding.property().isEmpty()) {
      what += "." + finding.property();
    }
    String from =
        String.join(
            "/", Stream.of(place.source(), place.channel()).filter(s -> !s.isEmpty()).toList());
    return from.isEmpty() ? what : what + " from " + from;
  }
}
