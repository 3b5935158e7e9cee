package io.lakeprint.jobs.behaviour.kernel;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one person.
 *
 * <p>Steps are ordered by time and, inside a moment, by node. A path with {@code from} begins with
 * the first such step; with {@code to} it ends with the first such step after that (or, without
 * {@code from}, with the first one of all); sessions or people without one have no path. A path
 * longer than the depth keeps its beginning, or its end where only {@code to} is given, and shows
 * {@link PathOutcome#MORE} for the rest. Repeats are collapsed before anything else.
 */
public final class PathKernel {

  private record Step(long time, String node, boolean from, boolean to, @Nullable String value) {}

  private static final Comparator<Step> ORDER =
      Comparator.comparingLong(Step::time)
          .thenComparing(Step::node)
          .thenComparing(Step::from)
          .thenComparing(Step::to)
          .thenComparing(Step::value, Comparator.nullsLast(Comparator.naturalOrder()));

  private final PathSpec spec;
  private final Periods periods;

  public PathKernel(PathSpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** The paths of a person, first to last. */
  public List<PathOutcome> outcomes(EventLog log) {
    List<Step> steps = steps(log);
    IntSet did = unitsThatDid(log);
    List<PathOutcome> paths = new ArrayList<>();
    for (int begin = 0; begin < steps.size(); ) {
      int unit = unit(log, steps.get(begin).time());
      int end = begin + 1;
      while (end < steps.size() && unit(log, steps.get(end).time()) == unit) {
        end++;
      }
      if (unit >= 0) {
        path(steps.subList(begin, end), did.contains(unit), paths);
      }
      begin = end;
    }
    return paths;
  }

  private List<Step> steps(EventLog log) {
    List<Step> steps = new ArrayList<>();
    for (int e = 0; e < log.size(); e++) {
      String node = log.has(e, spec.event()) ? log.value(e, spec.node()) : null;
      if (node != null) {
        steps.add(
            new Step(
                log.time(e),
                node,
                spec.from() != FunnelSpec.NONE && log.has(e, spec.from()),
                spec.to() != FunnelSpec.NONE && log.has(e, spec.to()),
                spec.breakdown() == FunnelSpec.NONE ? null : log.value(e, spec.breakdown())));
      }
    }
    steps.sort(ORDER);
    return steps;
  }

  private int unit(EventLog log, long time) {
    return spec.unit() == PathSpec.Unit.SESSION ? log.session(time) : periods.of(time);
  }

  /** In which of them what tells paths apart was done, step of a path or not. */
  private IntSet unitsThatDid(EventLog log) {
    IntSet units = new IntOpenHashSet();
    for (int e = 0; spec.did() != FunnelSpec.NONE && e < log.size(); e++) {
      if (log.has(e, spec.did())) {
        units.add(unit(log, log.time(e)));
      }
    }
    return units;
  }

  private void path(List<Step> whole, boolean did, List<PathOutcome> paths) {
    List<Step> steps = spec.collapse() ? collapsed(whole) : whole;
    int begin = spec.from() == FunnelSpec.NONE ? 0 : first(steps, 0, Step::from);
    int end = spec.to() == FunnelSpec.NONE ? steps.size() : 1 + first(steps, begin, Step::to);
    if (begin >= steps.size() || end > steps.size()) {
      return;
    }
    int period = periods.of(steps.get(begin).time());
    if (period == Periods.OUTSIDE) {
      return;
    }
    boolean keepsEnd = spec.from() == FunnelSpec.NONE && spec.to() != FunnelSpec.NONE;
    int length = Math.min(end - begin, spec.depth());
    int kept = keepsEnd ? end - length : begin;
    List<String> nodes = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    nodes.add(kept > begin ? PathOutcome.MORE : PathOutcome.START);
    times.add(steps.get(kept).time());
    for (Step step : steps.subList(kept, kept + length)) {
      nodes.add(step.node());
      times.add(step.time());
    }
    nodes.add(kept + length < end ? PathOutcome.MORE : PathOutcome.END);
    times.add(steps.get(kept + length - 1).time());
    paths.add(new PathOutcome(period, group(steps.get(begin), did), nodes, times));
  }

  private @Nullable String group(Step first, boolean did) {
    if (spec.did() == FunnelSpec.NONE) {
      return first.value();
    }
    return did ? PathOutcome.DID : PathOutcome.DID_NOT;
  }

  /**
   * The first of some steps that follow each other on one node; it is an anchor if any of them is.
   */
  private static List<Step> collapsed(List<Step> steps) {
    List<Step> kept = new ArrayList<>();
    for (Step step : steps) {
      Step last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (last != null && last.node().equals(step.node())) {
        kept.set(
            kept.size() - 1,
            new Step(
                last.time(),
                last.node(),
                last.from() || step.from(),
                last.to() || step.to(),
                last.value()));
      } else {
        kept.add(step);
      }
    }
    return kept;
  }

  private interface Anchor {
    boolean at(Step step);
  }

  private static int first(List<Step> steps, int from, Anchor anchor) {
    int index = from;
    while (index < steps.size() && !anchor.at(steps.get(index))) {
      index++;
    }
    return index;
  }
}
