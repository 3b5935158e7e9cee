package io.lakeprint.jobs.behaviour.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many page views of one person reach each tenth of the page.
 *
 * <p>A view lasts until the person opens the same page again; what is said of the page until then
 * is said of it. In one moment the view comes first; of several views of one page in one moment the
 * last one, by breakdown and depth, is scrolled. Every view reaches the top (row 0), and reaches a
 * tenth only if it reaches the ones above it: reach never rises.
 */
public final class ReachKernel {

  private static final int TENTHS = 10;

  private static final class View {
    private final int period;
    private final @Nullable String breakdown;
    private final String page;
    private double deepest;

    View(int period, @Nullable String breakdown, String page) {
      this.period = period;
      this.breakdown = breakdown;
      this.page = page;
    }
  }

  private record Said(
      long time, boolean opens, String page, @Nullable String breakdown, double ratio) {}

  private static final Comparator<Said> ORDER =
      Comparator.comparingLong(Said::time)
          .thenComparing(said -> !said.opens())
          .thenComparing(Said::page)
          .thenComparing(Said::breakdown, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingDouble(Said::ratio);

  private final ReachSpec spec;
  private final Periods periods;

  public ReachKernel(ReachSpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** Page views by page and the tenth reached, 0 to 10, under the period of the view. */
  public Map<Cell, Long> counts(EventLog log) {
    List<View> views = new ArrayList<>();
    Map<String, View> open = new HashMap<>();
    for (Said said : said(log)) {
      if (said.opens()) {
        View view = new View(periods.of(said.time()), said.breakdown(), said.page());
        views.add(view);
        open.put(said.page(), view);
      }
      View view = open.get(said.page());
      if (view != null) {
        view.deepest = Math.max(view.deepest, said.ratio());
      }
    }
    Map<Cell, Long> counts = Cell.counts();
    for (View view : views) {
      if (view.period != Periods.OUTSIDE) {
        for (int tenth = 0; tenth <= TENTHS && reaches(view.deepest, tenth); tenth++) {
          Cell cell = new Cell(view.period, view.breakdown, view.page, null, null, tenth);
          counts.merge(cell, 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  private static boolean reaches(double deepest, int tenth) {
    return deepest >= tenth / (double) TENTHS;
  }

  private List<Said> said(EventLog log) {
    List<Said> said = new ArrayList<>();
    for (int e = 0; e < log.size(); e++) {
      boolean opens = log.has(e, spec.view());
      boolean scrolls = log.has(e, spec.scroll());
      String page = opens || scrolls ? log.value(e, spec.page()) : null;
      if (page != null) {
        String ratio = scrolls ? log.value(e, spec.ratio()) : null;
        String breakdown =
            spec.breakdown() == FunnelSpec.NONE ? null : log.value(e, spec.breakdown());
        said.add(
            new Said(
                log.time(e),
                opens,
                page,
                breakdown,
                ratio == null ? 0 : Double.parseDouble(ratio)));
      }
    }
    said.sort(ORDER);
    return said;
  }
}
