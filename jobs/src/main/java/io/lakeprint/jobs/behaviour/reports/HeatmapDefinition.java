package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import java.util.List;
import java.util.Optional;

/**
 * A heat map as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param kind what its cells are
 * @param events the events that lie on it, or say how far one got
 * @param views of {@code reach}, the events that open a page
 * @param page attribute that names the page; events without it lie nowhere
 * @param cleaning what makes one of names of pages that mean the same
 * @param groups names that stand for many pages
 * @param columns of {@code positions}, into how many the width of the window is cut
 * @param rowPixels of {@code positions}, how high a row is
 * @param mostPages how many pages are told, by how many people use them; the others are one
 * @param mostElements how many elements are told; the others are one
 * @param breakdown attribute by whose values it is told too
 */
record HeatmapDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    Kind kind,
    EventRule events,
    Optional<EventRule> views,
    @Default("page_path") String page,
    Optional<Cleaning> cleaning,
    @Default("[]") List<NodeGroup> groups,
    @Default("20") int columns,
    @Default("50") int rowPixels,
    @Default("20") int mostPages,
    @Default("100") int mostElements,
    Optional<BreakdownRule> breakdown)
    implements ReportDefinition {

  private static final int MOST = 1000;

  HeatmapDefinition {
    between("columns", columns, 200);
    between("row-pixels", rowPixels, 10_000);
    between("most-pages", mostPages, MOST);
    between("most-elements", mostElements, MOST);
    if (views.isPresent() && kind != Kind.REACH) {
      throw new IllegalArgumentException("views are those of a map of kind reach");
    }
  }

  private static void between(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(key + " is " + value + ", not 1 to " + most);
    }
  }

  /** What the cells of a map are. */
  enum Kind {
    /** Hours of the day by days of the week. */
    HOURS,
    /** Elements of a page. */
    ELEMENTS,
    /** Places on a page. */
    POSITIONS,
    /** Tenths of a page, by how many of its views reach them. */
    REACH
  }
}
