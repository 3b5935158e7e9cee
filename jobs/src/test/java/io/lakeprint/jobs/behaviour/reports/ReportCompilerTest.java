package io.lakeprint.jobs.behaviour.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportCompilerTest {

  private static final String NAMES = "name-zh = x, name-en = x, ";

  private static void refuses(String definitions, String... words) {
    assertThatThrownBy(() -> Told.plan(definitions))
        .isInstanceOfSatisfying(
            UsageException.class,
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(2);
              assertThat(refused.what()).contains(words);
            });
  }

  private static String funnel(String rest) {
    return "funnels.f { "
        + NAMES
        + (rest.contains("steps") ? "" : "steps = [ { event = search }, { event = purchase } ]\n")
        + rest
        + " }";
  }

  /** A run replaces all periods: a backfill must not take away those of later days. */
  @Test
  void anOlderDayLeavesEveryReportAlone() {
    assertThat(ReportKinds.tables()).isNotEmpty().noneMatch(TableSpec::takesAnyAsOf);
  }

  @Test
  void everyMistakeIsToldAtOnceWithItsPlaceAndRemedy() {
    String definitions =
        funnel(
                """
                steps = [ { event = serch }, { event = purchase }, { event = purchase } ]
                window = 0 seconds
                hold-constant = [ chanel ]
                breakdown { attribute = brand, by = step, step = 9 }
                exclusions = [ { event = refund, from = 2, to = 2 } ]
                filter { attribute = quantity, op = contains, value = x }
                """)
            + "\nretentions.f { "
            + NAMES
            + """
            start { event = "*" }, back { event = login, where { tag = a, op = missing } }
            clock = hours-24, range { periods = [month, total] }
            breakdown { attribute = channel, by = last } }
            """;
    refuses(
        definitions,
        "The report definitions have 12 problems",
        "reports.funnels.f.steps[0]: unknown event 'serch'. Did you mean 'search'?",
        "reports.funnels.f.steps[2]: is the same as steps[1]",
        "reports.funnels.f.window: is empty",
        "reports.funnels.f.hold-constant[0]: unknown attribute 'chanel'. Did you mean 'channel'?",
        "reports.funnels.f.breakdown.step: there is no step 9",
        "reports.funnels.f.exclusions[0]: lies from step 2 to step 2",
        "reports.funnels.f.filter: op contains does not compare quantity",
        "reports.retentions.f: the id already belongs to reports.funnels.f",
        "reports.retentions.f.back.where: a condition here compares a key attribute",
        "reports.retentions.f.clock: 24-hour windows",
        "reports.retentions.f.range.periods");
  }

  @Test
  void aSegmentThatNobodyDefinesIsToldWithTheNearestOne() {
    Problems problems =
        ReportCompiler.check(Told.config(funnel("segment = vips")), Optional.of(Set.of("vip")));
    assertThat(ReportErrors.invalid(problems.found()).what())
        .contains("reports.funnels.f.segment: unknown segment 'vips'. Did you mean 'vip'?");
    assertThat(
            ReportCompiler.check(Told.config(funnel("segment = vip")), Optional.of(Set.of("vip")))
                .isEmpty())
        .isTrue();
  }

  @Test
  void optionsThatExcludeEachOtherAreRefused() {
    refuses(funnel("order = unordered, breakdown { attribute = brand, by = step }"), "no places");
    refuses(
        funnel("order = unordered, exclusions = [ { event = refund, from = 1 } ]"),
        "have no from and to");
    refuses(
        funnel(
            "order = strict, steps = [ { event = search }, { event = login, optional = true } ]"),
        "only later steps of an ordered funnel are optional");
    refuses(funnel("steps = [ { event = search } ]"), "a funnel has 2 to 30 steps, not 1");
    refuses(funnel("range { from = \"2027-01-01\" }"), "after the as-of day 2026-03-31");
    refuses(
        "stickiness.s { "
            + NAMES
            + "active { event = \"*\" }, interval = week,"
            + " range { periods = [week] } }",
        "shorter than the periods");
    refuses(
        "paths.p { " + NAMES + "events { events = [\"*\", click] }, node = page_pth }",
        "no other name stands beside it",
        "unknown attribute 'page_pth'. Did you mean 'page_path'?");
    refuses(
        "paths.p { "
            + NAMES
            + "events { event = click }, breakdown { attribute = channel }, did { event = purchas } }",
        "reports.paths.p.did: tells paths apart as breakdown does",
        "unknown event 'purchas'. Did you mean 'purchase'?");
  }

  @Test
  void mistakesOfAttributionsMapsIntervalsAndDistributionsAreTold() {
    refuses(
        "attributions.a { "
            + NAMES
            + """
            conversion { event = purchas }, touch { event = "*" }, touchpoint = campagn_source
            once = order, amount = brand, look-back = 0 days, half-life = 0 days }
            """,
        "reports.attributions.a.conversion: unknown event 'purchas'. Did you mean 'purchase'?",
        "reports.attributions.a.touchpoint: unknown attribute 'campagn_source'",
        "reports.attributions.a.once: unknown attribute 'order'",
        "reports.attributions.a.amount: brand is text, not an amount",
        "reports.attributions.a.look-back: is empty: no touch lies before a conversion",
        "reports.attributions.a.half-life: is empty");
    refuses(
        "heatmaps.h { " + NAMES + "kind = reach, events { event = scrol }, page = page_pth }",
        "reports.heatmaps.h.events: unknown event 'scrol'. Did you mean 'scroll'?",
        "reports.heatmaps.h.page: unknown attribute 'page_pth'");
    refuses(
        "intervals.i { "
            + NAMES
            + "from { event = search }, to { event = click }, within = 0 seconds }",
        "reports.intervals.i.within: is empty");
    refuses(
        "paths.p { "
            + NAMES
            + "events { event = click }, sequences {}, range { periods = [week] } }",
        "reports.paths.p.sequences: are those of a total");
  }

  @Test
  void whatTheReaderOfTheFileFindsIsToldByTheConfiguration() {
    Stream.of(
            funnel("range { days = 0 }"),
            funnel("range { days = 3, from = \"2026-01-01\" }"),
            funnel("breakdown { attribute = brand, most = 0 }"),
            "funnels.f { " + NAMES + "steps = [ { event = a, events = [b] } ] }",
            "paths.p { " + NAMES + "events { event = click }, depth = 0 }",
            "paths.p { "
                + NAMES
                + "events { event = click }, groups = [ { name = a, matches = \"(\" } ] }",
            "paths.p { "
                + NAMES
                + "events { event = click }, cleaning { replace = [ { pattern = \"(\", with = a } ] } }",
            "paths.p { "
                + NAMES
                + "events { event = click }, cleaning { replace = [ { pattern = b, with = \"$1\" } ] } }",
            "heatmaps.h { "
                + NAMES
                + "kind = hours, events { event = click }, views { event = page_view } }",
            "distributions.d { " + NAMES + "events { event = click }, buckets = [2, 1] }",
            "distributions.d { " + NAMES + "events { event = click }, buckets = [1.5] }",
            "paths.p { " + NAMES + "events { event = click }, sequences { longest = 1 } }",
            "retentions.r { " + NAMES + "start { event = a }, back { event = a }, cells = 64 }")
        .forEach(
            text ->
                assertThatThrownBy(() -> Told.config(text))
                    .as(text)
                    .isInstanceOfSatisfying(
                        UsageException.class,
                        e -> assertThat(e.code()).isEqualTo("CONFIG_INVALID")));
  }

  @Test
  void namesSeenInTheLakeAndPropertiesOfEventsAreKnown() {
    ReportPlan plan =
        Told.plan(
            funnel(
                """
                steps = [ { event = lesson, where { attribute = properties.level, op = equals, value = a } }
                          { event = step } ]
                hold-constant = [ properties.course ]
                """));
    assertThat(plan.slots()).hasSize(1);
  }

  @Test
  void whatTwoReportsAskForGoesThroughTheShuffleOnce() {
    ReportPlan plan =
        Told.plan(
            funnel("breakdown { attribute = channel }")
                + "\nfunnels.g { "
                + NAMES
                + "steps = [ { event = purchase }, { event = search } ], hold-constant = [channel] }");
    assertThat(plan.flags()).hasSize(2);
    assertThat(plan.slots()).hasSize(1);
    assertThat(plan.series()).hasSize(2);
  }

  @Test
  void theReportsOfTheBenchmarkAreUnderstood() {
    assertThat(ReportsBenchmark.plan(20).series()).hasSize(20);
  }

  @Test
  void theReportsThatComeWithLakeprintAreUnderstood() {
    ReportsConfig shipped =
        io.lakeprint.common.config.ConfigLoader.load(
                List.of(), List.of(), getClass().getClassLoader())
            .bind(ReportsConfig.PATH, ReportsConfig.class);
    assertThat(ReportCompiler.compile(shipped, Set.of(), Told.AS_OF, Told.DAYS).series())
        .hasSizeGreaterThan(5);
  }
}
