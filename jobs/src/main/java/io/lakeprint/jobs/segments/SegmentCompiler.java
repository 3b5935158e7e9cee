package io.lakeprint.jobs.segments;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.DefinitionOrder;
import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.SegmentDefinition;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.people.DeedCheck;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.people.FunnelSteps;
import io.lakeprint.common.people.PersonLeaves;
import io.lakeprint.common.people.PortraitSubjects;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks a catalogue of segments and turns it into a {@link SegmentPlan}. */
final class SegmentCompiler {

  static final String PREFIX = SegmentsConfig.PATH + ".definitions.";

  private SegmentCompiler() {}

  /**
   * What a lake has seen, known besides what is standard or configured.
   *
   * @param events event names
   * @param attributes names of imported attributes
   * @param funnels funnels that reports told; empty = unknown
   */
  record Seen(Set<String> events, Set<String> attributes, Optional<FunnelSteps> funnels) {}

  /**
   * The plan of a catalogue.
   *
   * @throws io.lakeprint.common.error.UsageException {@code SEGMENTS_INVALID} with every problem
   */
  static SegmentPlan compile(SegmentsConfig config, PortraitColumns portraits, Seen seen) {
    Problems problems = new Problems();
    SegmentPlan plan = plan(config, portraits, Optional.of(seen), problems);
    if (!problems.isEmpty()) {
      throw SegmentErrors.invalid(problems.found());
    }
    return plan;
  }

  /** What is wrong with a catalogue, whatever the lake has seen. */
  static Problems check(SegmentsConfig config, PortraitColumns portraits) {
    Problems problems = new Problems();
    plan(config, portraits, Optional.empty(), problems);
    return problems;
  }

  /** What is wrong with a catalogue where the lake has seen just this. */
  static Problems check(SegmentsConfig config, PortraitColumns portraits, Seen seen) {
    Problems problems = new Problems();
    plan(config, portraits, Optional.of(seen), problems);
    return problems;
  }

  private static SegmentPlan plan(
      SegmentsConfig config, PortraitColumns portraits, Optional<Seen> seen, Problems problems) {
    Map<String, SegmentDefinition> segments = new TreeMap<>(config.definitions());
    PersonLeaves.Words words = words(config, portraits, seen);
    // No operand of a check needs a day, and no column matters.
    BusinessDays days = new BusinessDays(ZoneOffset.UTC);
    Deeds deeds =
        new Deeds(new Deeds.Settings(LocalDate.EPOCH, days, config.passiveEvents(), false));
    Conditions conditions = PersonLeaves.conditions(words, deeds, days);
    Map<String, Set<String>> needs = new TreeMap<>();
    segments.forEach(
        (id, segment) -> {
          if (!id.matches("[a-z][a-z0-9_]{0,62}")) {
            problems.add(
                PREFIX + id,
                null,
                "a segment id is a small letter, then at most 62 small letters, digits and _");
          }
          conditions.check(PREFIX + id + ".when", segment.when(), problems);
          needs.put(id, needs(segment.when()));
        });
    List<List<String>> levels = new DefinitionOrder(PREFIX, needs).levels(problems);
    return new SegmentPlan(segments, levels, words);
  }

  private static PersonLeaves.Words words(
      SegmentsConfig config, PortraitColumns portraits, Optional<Seen> seen) {
    PortraitSubjects subjects = new PortraitSubjects(portraits);
    return new PersonLeaves.Words(
        subjects.tags(),
        subjects.others(),
        config.attributes(),
        seen.map(lake -> and(lake.attributes(), config.attributes().keySet())),
        config.definitions().keySet(),
        config.lists().keySet(),
        seen.flatMap(Seen::funnels),
        new DeedCheck(
            seen.map(lake -> and(and(lake.events(), config.events()), StandardEvents.BEHAVIOUR)),
            config.dimensions()));
  }

  private static Set<String> and(Set<String> names, Iterable<String> more) {
    Set<String> all = new TreeSet<>(names);
    more.forEach(all::add);
    return all;
  }

  /** The segments that a condition refers to. */
  static Set<String> needs(Condition condition) {
    return condition
        .leaves()
        .flatMap(leaf -> leaf.segment().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
