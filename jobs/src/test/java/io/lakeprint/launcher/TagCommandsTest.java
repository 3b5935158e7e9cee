package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lakeprint tags} and {@code segments} say of definitions, without a lake. */
@ExtendWith(SparkExtension.class)
class TagCommandsTest {

  private static final int LONG_LADDER = 10_000;

  @TempDir private Path folder;

  /** The session is the one that the command finds. */
  TagCommandsTest(SparkSession spark) {
    assertThat(spark.sparkContext().isStopped()).isFalse();
  }

  @Test
  void everyBadDefinitionIsToldAtOnceWithPlaceAndRemedyAndNoTableIsTouched() throws IOException {
    String definitions =
        """
        tags.definitions {
          unknown_column { name-zh = 名, name-en = Name, group = g, kind = statistic, type = money, expression = "order_sum('net_amuont')" }
          unknown_name { name-zh = 名, name-en = Name, group = g, kind = statistic, type = long, expression = "order_cuont_365d + 1" }
          type_clash { name-zh = 名, name-en = Name, group = g, kind = statistic, type = long, expression = "last_at('purchase')" }
          step_clash { name-zh = 名, name-en = Name, group = g, kind = ladder, type = int, steps = [ { value = high, when { tag = last_purchase_at, op = contains, value = x } } ] }
          twice {
            name-zh = 名, name-en = Name, group = g
            kind = statistic, type = long, expression = "count_of('purchase')"
          }
          empty_window { name-zh = 名, name-en = Name, group = g, kind = statistic, type = long, window = 0d, expression = "count_of('purchase')" }
          never_valid { name-zh = 名, name-en = Name, group = g, kind = statistic, type = long, valid-from = "2026-02-01", valid-until = "2026-01-01", expression = "count_of('purchase')" }
          by_zero { name-zh = 名, name-en = Name, group = g, kind = statistic, type = double, expression = "count_of('purchase') / count_of('page_view')" }
          ring_a { name-zh = 名, name-en = Name, group = g, kind = statistic, type = long, expression = "ring_b + 1" }
          ring_b { name-zh = 名, name-en = Name, group = g, kind = ladder, type = long, steps = [ { value = 1, when { tag = ring_a, op = exists } } ] }
          twice {
            name-zh = 名, name-en = Another, group = g
            kind = statistic, type = long, expression = "days_of('purchase')"
          }
          long_ladder { name-zh = 名, name-en = Name, group = g, kind = ladder, type = text, steps = [
        """
            + IntStream.range(0, LONG_LADDER)
                .mapToObj(
                    i ->
                        "{ value = v%d, when { tag = order_count_365d, op = equals, value = %d } }%n"
                            .formatted(i, i))
                .collect(Collectors.joining())
            + "] } }";
    Path file = Files.writeString(folder.resolve("bad.conf"), definitions);
    Path lake = folder.resolve("lake");

    InProcess.Told run = lakeprint("tags", "--config", file, "--set", "lake.root=" + lake);
    InProcess.Told lint = lakeprint("tags", "lint", "--config", file);

    for (InProcess.Told told : List.of(run, lint)) {
      assertThat(told.code()).as(told.words()).isEqualTo(2);
      assertThat(told.words())
          .contains("unknown_column.expression", "unknown column 'net_amuont'", "'net_amount'?")
          .contains("unknown_name.expression", "'order_cuont_365d'", "'order_count_365d'?")
          .contains("type_clash.expression: is timestamp, but the tag's type is long")
          .contains("step_clash.steps[0].value: got 'high', expected a whole number")
          .contains("step_clash.steps[0].when: op contains does not compare last_purchase_at")
          .contains("twice: is defined twice in " + file, "bad.conf: 15")
          .contains("empty_window.window: window '0d' is empty")
          .contains("never_valid.valid-until: lies before valid-from")
          .contains("by_zero.expression", "write nullif(…, 0) around it")
          .contains("ring_a: refers to itself: ring_a -> ring_b -> ring_a")
          .contains("long_ladder.steps: has 10000 steps, at most 100 can be read")
          .contains("code: CONFIG_INVALID")
          .doesNotContain("\tat ", "Exception");
    }
    assertThat(lake).doesNotExist();
  }

  @Test
  void lintPassesWhatIsFineAndRefusesOdditiesWhereAsked() throws IOException {
    Path odd =
        Files.writeString(
            folder.resolve("odd.conf"),
            """
            tags.definitions.odd { name-zh = 怪, name-en = Odd, group = g, kind = ladder, type = text
              steps = [
                { value = some, when { tag = order_count_365d, op = greater-than, value = 0 } }
                { value = many, when { tag = order_count_365d, op = greater-than, value = 5 } }
              ]
            }
            """);

    InProcess.Told fine = lakeprint("tags", "lint", "--set", "packs=[engagement, shop]");
    InProcess.Told told = lakeprint("tags", "lint", "--config", odd);
    InProcess.Told strict = lakeprint("tags", "lint", "--strict", "--config", odd);

    assertThat(fine.code()).as(fine.words()).isZero();
    assertThat(fine.words()).contains("nothing wrong, 0 odd");
    assertThat(told.code()).as(told.words()).isZero();
    assertThat(told.words())
        .contains("odd: tags.definitions.odd.steps[1]: is never reached")
        .contains("nothing wrong, 2 odd");
    assertThat(strict.code()).as(strict.words()).isEqualTo(2);
    assertThat(strict.words()).contains("code: TAGS_ODD");
  }

  @Test
  void segmentsAreLintedAsTagsAre() throws IOException {
    Path bad =
        Files.writeString(
            folder.resolve("bad.conf"),
            """
            segments.definitions {
              odd { name-zh = 怪, name-en = Odd, when { done { event = add_to_crat, window = 7d } } }
              wrong { name-zh = 错, name-en = Wrong, when { segment = odds } }
            }
            segments.lists.vip { path = "/no/such/list.csv", type = phone }
            """);
    Path odd = Files.writeString(folder.resolve("odd.conf"), "segments.events = [unheard_of]");

    InProcess.Told fine = lakeprint("segments", "lint");
    InProcess.Told wrong = lakeprint("segments", "lint", "--config", bad);
    InProcess.Told strict = lakeprint("segments", "lint", "--strict", "--config", odd);

    assertThat(fine.code()).as(fine.words()).isZero();
    assertThat(fine.words()).contains("14 segments, nothing wrong, 0 odd");
    assertThat(wrong.code()).as(wrong.words()).isEqualTo(2);
    assertThat(wrong.words())
        .contains("odd: segments.definitions.odd.when: unknown event 'add_to_crat'")
        .contains("segments.definitions.wrong.when: unknown segment 'odds'. Did you mean 'odd'?")
        .contains("segments.lists.vip.path: there is no file /no/such/list.csv")
        .doesNotContain("\tat ", "Exception");
    assertThat(strict.code()).as(strict.words()).isEqualTo(2);
    assertThat(strict.words()).contains("no definition uses 'unheard_of'", "code: SEGMENTS_ODD");
  }

  @Test
  void theCatalogueIsPrintedWithoutALake() {
    InProcess.Told told = lakeprint("tags", "catalog", "--set", "packs=[clinic]");

    assertThat(told.code()).as(told.words()).isZero();
    assertThat(told.words()).contains("| `recall` | 复诊提醒 | Recall | text |");
  }

  @Test
  void theCommandsOfThePageWork() throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/tags.md"));
    Path mine =
        Files.writeString(
            folder.resolve("mine.conf"),
            Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(example -> example.group(1))
                .collect(Collectors.joining()));
    List<String> commands =
        Pattern.compile("^lakeprint (tags (?:lint|catalog).*mine.conf.*)$", Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map(command -> command.group(1).replace("mine.conf", mine.toString()))
            .toList();

    assertThat(commands).hasSize(2);
    for (String command : commands) {
      InProcess.Told told = lakeprint((Object[]) command.split(" "));
      assertThat(told.code()).as(told.words()).isZero();
      assertThat(told.words()).containsAnyOf("nothing wrong", "\"needs_care\"");
    }
  }

  private static InProcess.Told lakeprint(Object... words) {
    return InProcess.run(List.of(words).stream().map(String::valueOf).toList());
  }
}
