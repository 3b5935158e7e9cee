package io.lakeprint.jobs.report.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that the page holds.
 *
 * @param title name of the lake or brand
 * @param asOf day at whose end it holds, ISO
 * @param zone business zone of all days
 * @param madeAt when it was made, UTC, ISO
 * @param runId run that made it
 * @param sections in order
 */
public record Page(
    Text title, String asOf, String zone, String madeAt, String runId, List<Section> sections) {

  /** An anchor leads to one place. */
  public Page {
    sections = List.copyOf(sections);
    Set<String> anchors = new HashSet<>();
    for (Section section : sections) {
      unique(anchors, section.id());
      section.blocks().forEach(block -> unique(anchors, block.id()));
    }
  }

  private static void unique(Set<String> anchors, String id) {
    if (!anchors.add(id)) {
      throw new IllegalArgumentException("two parts of the page are called " + id);
    }
  }
}
