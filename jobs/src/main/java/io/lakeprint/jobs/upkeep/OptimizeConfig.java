package io.lakeprint.jobs.upkeep;

import java.util.List;

/**
 * How the files of tables are kept in order; section {@code optimize}.
 *
 * @param tables names such as events.events; empty = every table of the lake
 */
public record OptimizeConfig(List<String> tables) {

  public OptimizeConfig {
    tables = List.copyOf(tables);
  }
}
