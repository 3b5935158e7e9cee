package io.lakeprint.jobs.report.page;

import java.util.List;

/**
 * One chapter of the page.
 *
 * @param id unique in the page; its anchor
 * @param title heading
 * @param about one sentence on what it answers
 * @param blocks in order
 */
public record Section(String id, Text title, Text about, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }
}
