package io.lakeprint.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.lakeprint.common.error.UsageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigBinderTest {

  enum OnConflict {
    KEEP_FIRST,
    KEEP_LATEST
  }

  record Everything(
      String text,
      int count,
      long bigCount,
      double ratio,
      boolean enabled,
      BigDecimal price,
      Duration gap,
      Period horizon,
      LocalDate from,
      ZoneId zone,
      ByteSize memory,
      OnConflict onConflict,
      Optional<Integer> limit,
      @Nullable String note,
      List<String> names,
      Map<String, Step> steps,
      Map<String, String> options,
      Step first) {}

  record Step(
      String event, @Default("30 minutes") Duration within, @Default("[]") List<Step> then) {
    Step {
      if (within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException("'within' must be positive, got " + within);
      }
    }
  }

  private static final String GOOD =
      """
      all {
        text = hello, count = 3, big-count = 1e12, ratio = 0.25, enabled = yes, price = 12.30
        gap = 30 minutes, horizon = 3 months, from = 2026-01-31, zone = Asia/Shanghai
        memory = 64 MiB, on-conflict = Keep-First
        names = [b, a]
        steps { z { event = purchase }, a { event = click, within = 1 day } }
        options { kafka.bootstrap.servers = "localhost:9092", start = 5 }
        first { event = search, then = [{ event = click }] }
      }
      """;

  @TempDir Path folder;

  @Test
  void bindsEveryType() throws IOException {
    Everything bound = load(GOOD).bind("all", Everything.class);

    Step click = new Step("click", Duration.ofMinutes(30), List.of());
    assertThat(bound)
        .isEqualTo(
            new Everything(
                "hello",
                3,
                1_000_000_000_000L,
                0.25,
                true,
                new BigDecimal("12.30"),
                Duration.ofMinutes(30),
                Period.ofMonths(3),
                LocalDate.of(2026, 1, 31),
                ZoneId.of("Asia/Shanghai"),
                new ByteSize(64L << 20),
                OnConflict.KEEP_FIRST,
                Optional.empty(),
                null,
                List.of("b", "a"),
                Map.of(
                    "a", new Step("click", Duration.ofDays(1), List.of()),
                    "z", new Step("purchase", Duration.ofMinutes(30), List.of())),
                Map.of("kafka.bootstrap.servers", "localhost:9092", "start", "5"),
                new Step("search", Duration.ofMinutes(30), List.of(click))));
    assertThat(bound.steps().keySet()).containsExactly("a", "z");
  }

  @Test
  void bindsOptionalValuesWhenGiven() throws IOException {
    Everything bound = load(GOOD + "all { limit = 5, note = seen }").bind("all", Everything.class);

    assertThat(bound.limit()).contains(5);
    assertThat(bound.note()).isEqualTo("seen");
  }

  @Test
  void aNullTakesAnEntryOfAMapAway() throws IOException {
    Everything bound = load(GOOD + "all.options.start = null").bind("all", Everything.class);

    assertThat(bound.options()).containsExactly(entry("kafka.bootstrap.servers", "localhost:9092"));
  }

  @Test
  void tellsAllMistakesAtOnce() throws IOException {
    LakeConfig config =
        load(
            GOOD
                + """
                all.gpa = 20 minutes
                all.count = three
                all.gap = 30
                all.on-conflict = keep-frist
                all.steps.a.within = 0 s
                all.first = null
                all.memory = [1]
                """);

    assertThatThrownBy(() -> config.bind("all", Everything.class))
        .isInstanceOf(UsageException.class)
        .hasMessage(golden("seven-mistakes.txt"));
  }

  @Test
  void gathersTheMistakesOfSeveralRecords() throws IOException {
    LakeConfig config = load("one { event = a, thne = [] }\ntwo { within = 1 h }");
    Problems problems = new Problems();

    Optional<Step> one = config.bind("one", Step.class, problems);
    Optional<Step> two = config.bind("two", Step.class, problems);
    config.bind("two", Step.class, problems);

    assertThat(one).isPresent();
    assertThat(two).isEmpty();
    assertThat(problems.found())
        .extracting(Problems.Problem::path)
        .containsExactly("one.thne", "two.event");
  }

  @Test
  void neverPrintsAWrongValueFromTheEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("env.conf"), "one { event = a, within = ${GAP} }");
    LakeConfig config =
        ConfigLoader.load(
            List.of(file.toString()), List.of(), loader(), Map.of("GAP", "private words"));

    assertThatThrownBy(() -> config.bind("one", Step.class))
        .hasMessageContaining("environment variable GAP")
        .hasMessageNotContaining("private words");
  }

  @Test
  void refusesADefinitionThatOneFileWritesTwice() throws IOException {
    LakeConfig good =
        load("one.ids { a { text = x, count = 1 }, b.text = y }\none.ids.b.count = 2\n");
    LakeConfig changed =
        ConfigLoader.load(
            List.of(
                file("first.conf", "one.ids.a { text = x, count = 1 }"),
                file("second.conf", "one.ids.a.count = 2")),
            List.of("one.ids.a.text=z"),
            loader(),
            Map.of());
    LakeConfig twice =
        load("one.ids {\n  a { text = x, count = 1 }\n  b { }\n  a { text = y, count = 1 }\n}\n");

    assertThat(good.bind("one", Defined.class).ids())
        .containsExactly(entry("a", new Once("x", 1)), entry("b", new Once("y", 2)));
    assertThat(changed.bind("one", Defined.class).ids()).containsEntry("a", new Once("z", 2));
    assertThatThrownBy(() -> twice.bind("one", Defined.class))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one.ids.a: is defined twice in " + folder.resolve("shop.conf"));
  }

  @WrittenOnce
  record Once(String text, int count) {}

  record Defined(Map<String, Once> ids) {}

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private LakeConfig load(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("shop.conf"), text);
    return ConfigLoader.load(List.of(file.toString()), List.of(), loader(), Map.of());
  }

  private static ClassLoader loader() {
    return ConfigBinderTest.class.getClassLoader();
  }

  private String golden(String name) throws IOException {
    try (var in = ConfigBinderTest.class.getResourceAsStream(name)) {
      String text =
          new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("FOLDER", folder.toString()).stripTrailing();
    }
  }
}
