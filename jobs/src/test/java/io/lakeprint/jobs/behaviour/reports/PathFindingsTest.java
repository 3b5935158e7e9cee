package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.jobs.behaviour.reports.Told.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.testkit.SparkExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Frequent sequences, and groups of paths beside one another. */
@ExtendWith(SparkExtension.class)
class PathFindingsTest {

  private final SparkSession spark;

  PathFindingsTest(SparkSession spark) {
    this.spark = spark;
  }

  /** Against all sub-sequences of every path, counted one by one. */
  @Test
  void sequencesAreThoseThatEnoughPathsHave() {
    ReportPlan ways =
        Told.plan(
            """
            paths.ways {
              name-zh = 路, name-en = Ways, events { event = page_view }, node = page_path
              unit = person, sequences { support = 0.2, longest = 3 }, range { from = "2026-03-01" }
            }
            """);
    Random random = new Random(7);
    List<Event> log = new ArrayList<>();
    Map<List<String>, Integer> counted = new HashMap<>();
    int people = 15;
    for (int person = 0; person < people; person++) {
      List<String> walk = new ArrayList<>();
      for (int i = 2 + random.nextInt(4); i > 0; i--) {
        String page = "/" + random.nextInt(3);
        log.add(Event.of("p" + person, "2026-03-05T10:00:0" + (9 - i) + "Z", "page_view").on(page));
        // A page that follows itself counts once.
        if (walk.isEmpty() || !walk.get(walk.size() - 1).equals(page)) {
          walk.add(page);
        }
      }
      Set<List<String>> within = new HashSet<>(Set.of(List.of()));
      for (String page : walk) {
        for (List<String> shorter : Set.copyOf(within)) {
          within.add(Stream.concat(shorter.stream(), Stream.of(page)).toList());
        }
      }
      within.forEach(sequence -> counted.merge(sequence, 1, Integer::sum));
    }
    List<String> wanted =
        counted.entrySet().stream()
            .filter(one -> one.getKey().size() == 2 || one.getKey().size() == 3)
            .filter(one -> one.getValue() >= 0.2 * people)
            .map(one -> String.join(" ", one.getKey()) + " " + one.getValue() + " " + people)
            .sorted()
            .toList();
    assertThat(wanted).anyMatch(one -> one.matches("/. /. /. .*"));
    assertThat(
            rows(
                new PathSequencesTransform(new Telling(ways.series()))
                    .apply(Told.facts(ways, Told.events(spark, log), Told.noSessions(spark))),
                "array_join(from_json(nodes_json, 'array<string>'), ' ')",
                "paths",
                "all_paths"))
        .isEqualTo(wanted);
  }

  @Test
  void twoGroupsOfPathsAreCompared() {
    ReportPlan ways =
        Told.plan(
            """
            paths.ways {
              name-zh = 路, name-en = Ways, events { event = page_view }, node = page_path
              unit = person, breakdown { attribute = channel }, range { from = "2026-03-01" }
            }
            paths.bought {
              name-zh = 买, name-en = Bought, events { event = page_view }, node = page_path
              unit = person, did { event = purchase }, range { from = "2026-03-01" }
            }
            """);
    List<Event> log = new ArrayList<>();
    // Of ten on the web eight go on to the cart, of ten in the app two; one in the app goes to
    // help.
    for (int person = 0; person < 20; person++) {
      String channel = person < 10 ? "web" : "app";
      log.add(Event.of("p" + person, "2026-03-05T10:00:00Z", "page_view").on("/").by(channel));
      String to = person % 10 < (person < 10 ? 8 : 2) ? "/cart" : person == 19 ? "/help" : "";
      if (!to.isEmpty()) {
        log.add(Event.of("p" + person, "2026-03-05T10:01:00Z", "page_view").on(to).by(channel));
      }
      if (person % 10 < 2) {
        log.add(Event.of("p" + person, "2026-03-07T10:00:00Z", "purchase"));
      }
    }
    assertThat(
            rows(
                new PathTransitionsTransform(new Telling(ways.series()))
                    .apply(Told.facts(ways, Told.events(spark, log), Told.noSessions(spark)))
                    .where(
                        "from_node = '/' and (report_id = 'ways'"
                            + " or breakdown_name = 'did' and to_node = '/cart')"),
                "breakdown_value",
                "to_node",
                "probability",
                "all_probability",
                "coalesce(string(rest_probability), '-')",
                "coalesce(string(round(probability_difference, 2)), '-')",
                "coalesce(string(round(z_score, 3)), '-')"))
        .as(
            "(.8 - .2) / sqrt(.5 * .5 * (1/10 + 1/10)) = 2.683;"
                + " all four buyers, 6 of the 16 others: .625 / sqrt(.25 * (1/4 + 1/16)) = 2.236")
        .containsExactly(
            "all (end) 0.45 0.45 - - -",
            "all /cart 0.5 0.5 - - -",
            "all /help 0.05 0.05 - - -",
            "app (end) 0.7 0.45 0.2 0.5 2.247",
            "app /cart 0.2 0.5 0.8 -0.6 -2.683",
            "app /help 0.1 0.05 0.0 0.1 1.026",
            "no /cart 0.375 0.5 1.0 -0.63 -2.236",
            "web (end) 0.2 0.45 0.7 -0.5 -2.247",
            "web /cart 0.8 0.5 0.2 0.6 2.683",
            "yes /cart 1.0 0.5 0.375 0.63 2.236");
  }
}
