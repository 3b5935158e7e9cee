package io.lakeprint.jobs.report;

import com.typesafe.config.Config;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of reports, as their definitions tell them apart: by the keys that only they have. */
enum ReportForm {
  FUNNEL,
  RETENTION,
  LIFECYCLE,
  STICKINESS,
  PATH,
  ATTRIBUTION,
  HOURS,
  CLICKS,
  INTERVAL,
  DISTRIBUTION,
  COMPARISON;

  /** The ids of its definitions. */
  List<String> among(DefinitionNames names) {
    return names.ids(DefinitionNames.REPORT, this::fits);
  }

  /**
   * The blocks of the reports of a kind, and behind them one that names those that have none: a
   * report never vanishes from the page without a word.
   *
   * @param blocks of the reports that have rows, each defined by its report
   * @param none shown where no report of the kind was ever computed
   */
  List<Block> told(Reading reading, List<Block> blocks, Block none) {
    Set<String> shown =
        blocks.stream().flatMap(block -> block.definitions().stream()).collect(Collectors.toSet());
    List<String> silent =
        among(reading.names()).stream()
            .map(id -> DefinitionNames.key(DefinitionNames.REPORT, id))
            .filter(definition -> !shown.contains(definition))
            .sorted()
            .toList();
    List<Block> told = new ArrayList<>(blocks);
    if (!silent.isEmpty()) {
      told.add(without(reading, silent));
    } else if (blocks.isEmpty()) {
      told.add(none);
    }
    return told;
  }

  private Block without(Reading reading, List<String> definitions) {
    Rows table =
        Rows.of(
            Field.of("name", "报表", "Report", Format.TEXT),
            Field.of("why", "原因", "Why", Format.TEXT),
            Field.of("definition", "定义", "Definition", Format.ENTRY));
    definitions.forEach(
        definition ->
            table.add(
                reading.names().of(definition),
                Text.of(
                    "其日期范围内没有人做到，或人数太少不列出，或报表已停用",
                    "Nobody did in its days what it looks for, or too few people to be told, or it is switched off by now"),
                definition));
    return Block.shown(
        Block.Look.TABLE,
        "no-result-" + name().toLowerCase(Locale.ROOT),
        Text.of("没有结果的报表", "Reports without a result"),
        "reports",
        table);
  }

  private boolean fits(Config definition) {
    return switch (this) {
      case FUNNEL -> definition.hasPath("steps");
      case RETENTION -> definition.hasPath("back");
      case LIFECYCLE -> definition.hasPath("active") && !definition.hasPath("interval");
      case STICKINESS -> definition.hasPath("active") && definition.hasPath("interval");
      case PATH -> definition.hasPath("node");
      case ATTRIBUTION -> definition.hasPath("conversion");
      case HOURS -> isMap(definition) && isOfHours(definition);
      case CLICKS -> isMap(definition) && !isOfHours(definition);
      case INTERVAL -> definition.hasPath("within");
      case DISTRIBUTION -> definition.hasPath("measure");
      case COMPARISON -> definition.hasPath("baseline");
    };
  }

  private static boolean isMap(Config definition) {
    return definition.hasPath("row-pixels");
  }

  private static boolean isOfHours(Config definition) {
    return definition.hasPath("kind") && definition.getValue("kind").unwrapped().equals("hours");
  }
}
