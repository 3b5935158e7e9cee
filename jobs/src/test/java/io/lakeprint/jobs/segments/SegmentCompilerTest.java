package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.people.FunnelSteps;
import io.lakeprint.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCompilerTest {

  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyMistakeOfEveryDefinitionIsToldAtOnceWithItsPlace() {
    Crowd crowd = Crowd.plain();
    SegmentsConfig config =
        Crowd.catalogue(
            Crowd.segment("a_tag", "{ any = [ { tag = aeg, op = exists } ] }")
                + Crowd.segment("a_type", "{ tag = age, op = contains, value = x }")
                + Crowd.segment("a_value", "{ tag = age, op = equals, value = old }")
                + Crowd.segment("an_event", "{ not-done { event = veiw, window = 7d } }")
                + Crowd.segment(
                    "an_attribute",
                    "{ done { event = page_view, window = 7d,"
                        + " where { attribute = categroy, op = exists } } }")
                + Crowd.segment(
                    "a_dimension",
                    "{ done { event = page_view, window = 7d,"
                        + " of { dimension = pgae, op = equals, value = x } } }")
                + Crowd.segment("a_score", "{ portrait = chrun_score, op = exists }")
                + Crowd.segment("a_list", "{ list = vip }")
                + Crowd.segment("an_import", "{ attribute = lvel, op = exists }")
                + Crowd.segment("a_funnel", "{ funnel { report = bye, reached = Cart } }")
                + Crowd.segment("a_step", "{ funnel { report = buy, stopped-at = Crat } }")
                + Crowd.segment("two_steps", "{ funnel { report = buy, reached = Cart } }")
                + Crowd.segment("one_of_two", "{ funnel { report = buy, reached = 3 } }")
                + Crowd.segment("quiet", "{ funnel { report = quiet, reached = Cart } }")
                + Crowd.segment("another", "{ segment = a_lits }")
                + Crowd.segment("ring_one", "{ segment = ring_two }")
                + Crowd.segment("ring_two", "{ not { segment = ring_one } }")
                + Crowd.segment("Big", "{ tag = age, op = exists }"));

    assertThatThrownBy(
            () ->
                SegmentCompiler.compile(
                    config,
                    crowd.portraitColumns(),
                    new SegmentCompiler.Seen(
                        Set.of("view"),
                        Set.of("level"),
                        Optional.of(
                            new FunnelSteps(
                                Map.of("buy", List.of("Product", "Cart", "Cart")),
                                Set.of("quiet"))))))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(
            "15 problems",
            "a_funnel.when.funnel: no report has the id 'bye'. Did you mean 'buy'?",
            "a_step.when.funnel: funnel buy has no step 'Crat': it goes Product > Cart > Cart",
            "two_steps.when.funnel: funnel buy has more than one step 'Cart'",
            "a_tag.when.any[0]: unknown tag 'aeg'. Did you mean 'age'?",
            "a_type.when: op contains does not compare age, which is long",
            "a_value.when: got 'old', expected a whole number",
            "an_event.when: unknown event 'veiw'. Did you mean 'view'?",
            "an_attribute.when.where: unknown attribute 'categroy'. Did you mean 'category'?",
            "a_dimension.when.of: unknown dimension 'pgae'. Did you mean 'page'?",
            "a_score.when: unknown portrait 'chrun_score'. Did you mean 'churn_score'?",
            "a_list.when: unknown list 'vip'.",
            "an_import.when: unknown attribute 'lvel'. Did you mean 'level'?",
            "another.when: unknown segment 'a_lits'. Did you mean 'a_list'?",
            "ring_one: refers to itself: ring_one -> ring_two -> ring_one",
            "Big: a segment id is",
            "no table was touched");
  }

  @Test
  void aConditionWithoutSenseIsRefusedWhereItStands() {
    assertThatThrownBy(
            () ->
                Crowd.catalogue(
                    Crowd.segment("no_window", "{ not-done { event = view } }")
                        + Crowd.segment("empty", "{ done { event = view, window = 0d } }")
                        + Crowd.segment(
                            "backwards",
                            "{ done { event = view, window = \"2026-02-01..2026-01-01\" } }")
                        + Crowd.segment("two", "{ tag = age, op = exists, segment = x }")
                        + Crowd.segment(
                            "no_op", "{ done { event = view, window = 7d, value = 3 } }")
                        + Crowd.segment(
                            "once",
                            "{ in-sequence { steps = [ { event = view } ]"
                                + ", within = 1 day, window = 7d } }")
                        + Crowd.segment(
                            "twice",
                            "{ in-sequence { steps = [ { event = view }, { event = view } ]"
                                + ", within = 1 day, window = 7d } }")
                        + Crowd.segment(
                            "stretch", "{ regularly { event = view, window = 30d, every = 7d } }")
                        + Crowd.segment("no_step", "{ funnel { report = buy } }")
                        + Crowd.segment(
                            "always_silent",
                            "{ stopped { event = view, window = 7d, silent = 7d } }")))
        .hasMessageContainingAll(
            "no_window.when.not-done.window: missing",
            "empty.when.done: window '0d' is empty",
            "backwards.when.done: a range of days begins before it ends",
            "two.when: a condition has exactly one of",
            "no_op.when.done: a count needs an op",
            "once.when.in-sequence: a sequence has 2 to 30 steps, not 1",
            "twice.when.in-sequence: a step of the sequence is there twice",
            "stretch.when.regularly: window '30d' is not 2 to 53 whole stretches of 7d",
            "no_step.when.funnel: a funnel position is either reached = STEP, or stopped-at",
            "always_silent.when.stopped: window '7d' holds no day before the 7 of silent");
  }

  @Test
  void aListThatIsNotThereIsToldBeforeAnythingIsRead(@TempDir Path folder) {
    SegmentsConfig config =
        Crowd.catalogue("", "lists { vip { path = \"" + folder + "/*.csv\", type = phnoe } }");
    Problems problems = new Problems();
    ListChecks.check(
        config,
        Optional.of(Crowd.load().bind("identifiers", IdentifiersConfig.class)),
        new Configuration(),
        problems);
    assertThat(problems.found().toString())
        .contains("segments.lists.vip.path: there is no file " + folder)
        .contains("unknown identifier type 'phnoe'. Did you mean 'phone'?");
  }

  @Test
  void theExampleOfThePageIsACatalogue(@TempDir Path folder) throws IOException {
    Matcher example =
        EXAMPLE.matcher(Files.readString(ProjectRoot.path().resolve("docs/segments.md")));
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(folder.resolve("mine.conf"), example.group(1));
    SegmentsConfig config =
        ConfigLoader.load(List.of(file.toString()), List.of(), getClass().getClassLoader())
            .bind(SegmentsConfig.PATH, SegmentsConfig.class);
    SegmentPlan plan =
        SegmentCompiler.compile(
            config,
            Crowd.shipped().portraitColumns(),
            new SegmentCompiler.Seen(Set.of(), Set.of(), Optional.empty()));
    assertThat(plan.only(Set.of("wavering_members")).segments())
        .containsOnlyKeys("wavering_members", "high_spenders");
  }
}
