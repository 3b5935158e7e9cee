package io.lakeprint.jobs.portraits.tools;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The visits of one person and what lies between them, by day, the last first.
 *
 * @param page whose
 * @param words how values are written
 * @param lines gets the lines
 */
record Timeline(PersonPage page, Words words, Lines lines) {

  private static final int MOST_ACTS = 30;

  void tell() {
    lines.heading("轨迹", "Timeline");
    lines.add("  时间为 · times are those of " + words.zone().getId());
    Map<Instant, List<Runnable>> entries = new TreeMap<>(Comparator.reverseOrder());
    page.visits()
        .forEach(
            visit ->
                entries
                    .computeIfAbsent(visit.startedAt(), at -> new ArrayList<>())
                    .add(() -> visit(visit)));
    page.others()
        .forEach(
            act ->
                entries
                    .computeIfAbsent(act.at(), at -> new ArrayList<>())
                    .add(() -> lines.table(4, List.of(row(act, true)))));
    LocalDate last = null;
    for (Map.Entry<Instant, List<Runnable>> entry : entries.entrySet()) {
      LocalDate day = entry.getKey().atZone(words.zone()).toLocalDate();
      if (!day.equals(last)) {
        lines.add("  " + day);
        last = day;
      }
      entry.getValue().forEach(Runnable::run);
    }
  }

  private void visit(PersonPage.Visit visit) {
    lines.add(
        Stream.of(
                "    " + words.time(visit.startedAt()) + "–" + words.time(visit.endedAt()),
                visit.channel() + (visit.deviceType() == null ? "" : " " + visit.deviceType()),
                visit.events() + " 个事件 · events",
                visit.engagedSeconds() + " s 停留 · engaged",
                visit.converted() ? "已转化 · converted" : "",
                Words.source(
                        visit.campaignSource(),
                        visit.campaignMedium(),
                        visit.campaignName(),
                        visit.referrer())
                    .map(source -> "来自 · from " + source)
                    .orElse(""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("  ")));
    lines.table(6, visit.acts().stream().limit(MOST_ACTS).map(act -> row(act, false)).toList());
    int more = visit.acts().size() - MOST_ACTS;
    if (more > 0) {
      lines.add("      … 另有 · and " + more + " 个 · more");
    }
  }

  private List<String> row(PersonPage.Act act, boolean alone) {
    return List.of(
        words.second(act.at()),
        act.event(),
        act.about() == null ? "" : act.about(),
        act.amount() == null ? "" : Words.money(act.amount(), act.currency()),
        Stream.of(alone ? act.channel() : null, act.campaignName())
            .filter(part -> part != null)
            .collect(Collectors.joining("  ")));
  }
}
