package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.Problems.Problem;
import io.lakeprint.common.definitions.CatalogFormat;
import io.lakeprint.common.definitions.Lint;
import org.junit.jupiter.api.Test;

class SegmentLintTest {

  @Test
  void tellsEverythingOddAtOnceAndRefusesNothingOfIt() {
    String more = "{ tag = age, op = greater-than, value = 30 }";
    String cart = "{ done { event = add_to_crat, window = 7d } }";
    Lint lint =
        lint(
            "a { name-zh = 群甲, name-en = A, description = d, when { all = [ "
                + more
                + ", "
                + cart
                + " ] } }\n"
                + "b { name-zh = 群甲, name-en = 群, when { all = [ "
                + cart
                + ", "
                + more
                + " ] } }\n"
                + "c { name-zh = 群丙, name-en = C, description = d, when { any = [ "
                + more
                + ", { all = [ "
                + more
                + ", { tag = city, op = exists }, { not "
                + more
                + " } ] }, "
                + more
                + " ] } }\n"
                + "d { name-zh = 群丁, name-en = D, description = d, when { attribute = size, op ="
                + " exists } }\n",
            "events = [unheard_of, add_to_cart]",
            "attributes { level = int }");

    assertThat(lint.definitions()).isEqualTo(4);
    assertThat(lint.errors()).isEmpty();
    String unseen =
        " It is none of the standard events, of segments.events and of segments.attributes; a run"
            + " accepts it once the lake has seen it.";
    assertThat(lint.warnings().stream().map(Problem::toString))
        .containsExactly(
            "segments.attributes: no definition uses 'level'",
            "segments.definitions.a.when.all[1]: unknown event 'add_to_crat'. Did you mean"
                + " 'add_to_cart'?"
                + unseen,
            "segments.definitions.b: always has the people of a: keep one",
            "segments.definitions.b.description: is missing: nobody can tell what it means",
            "segments.definitions.b.name-en: is not English: '群'",
            "segments.definitions.b.name-zh: is that of a too",
            "segments.definitions.b.when.all[0]: unknown event 'add_to_crat'. Did you mean"
                + " 'add_to_cart'?"
                + unseen,
            "segments.definitions.c.when: never holds: not (age greater-than 30) stands beside its"
                + " opposite",
            "segments.definitions.c.when: says the same twice: age greater-than 30",
            "segments.definitions.d.when: unknown attribute 'size'." + unseen,
            "segments.events: no definition uses 'add_to_cart'",
            "segments.events: no definition uses 'unheard_of'");
  }

  @Test
  void whatARunWouldRefuseIsAnErrorAndNoOddity() {
    Lint lint =
        lint("a { name-zh = 群, name-en = A, description = d, when { tag = aeg, op = exists } }\n");

    assertThat(lint.errors().stream().map(Problem::toString))
        .containsExactly("segments.definitions.a.when: unknown tag 'aeg'. Did you mean 'age'?");
    assertThat(lint.warnings()).isEmpty();
  }

  @Test
  void theShippedSegmentsAreSoundAndInTheCatalogue() {
    Lint lint = SegmentLint.of(Crowd.shippedSegments(), Crowd.shipped().portraitColumns());
    String page =
        CatalogFormat.MARKDOWN.render(SegmentCatalog.of(Crowd.shippedSegments().definitions()));

    assertThat(lint.errors()).isEmpty();
    assertThat(lint.warnings()).isEmpty();
    assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSize(lint.definitions());
    assertThat(page)
        .contains("## value\n| id | 名称 | name | condition | version | meaning |\n|---|")
        .contains(
            "| `high_spenders` | 高消费用户 | High spenders | `net_amount_365d"
                + " greater-than-or-equal-to 1000` | ");
  }

  private static Lint lint(String definitions, String... settings) {
    return SegmentLint.of(Crowd.catalogue(definitions, settings), Crowd.plain().portraitColumns());
  }
}
