package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.SparkExtension;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What conditions compare besides behaviour. */
@ExtendWith(SparkExtension.class)
class PersonFactsTest {

  @Test
  void attributesAreThoseOfWhoeverOwnedTheNodeAndChangeInOrderOfTime(SparkSession spark) {
    Crowd crowd =
        Crowd.plain()
            .person("ann")
            .person("bob")
            .person("cid")
            .owns("ann", 1, "1970-01-01T00:00:00Z", "2026-03-10T00:00:00Z")
            .owns("bob", 1, "2026-03-10T00:00:00Z", null)
            .owns("cid", 2, "1970-01-01T00:00:00Z", null)
            .says(1, "increment", "level", "2", "2026-03-02T00:00:00Z")
            .says(1, "set", "level", "3", "2026-03-01T00:00:00Z")
            .says(1, "set", "level", "9", "2026-03-11T00:00:00Z")
            .says(1, "set_once", "plan", "free", "2026-03-11T00:00:00Z")
            .says(1, "set_once", "plan", "gold", "2026-03-12T00:00:00Z")
            .says(2, "append", "plan", "a", "2026-03-01T00:00:00Z")
            .says(2, "append", "plan", "b", "2026-03-02T00:00:00Z")
            .says(2, "set", "level", "many", "2026-03-02T00:00:00Z")
            .says(2, "set", "level", "7", "2026-04-01T00:00:00Z")
            .says(1, "delete", "*", null, "2026-03-05T00:00:00Z")
            .says(1, "set", "level", "5", "2026-03-06T00:00:00Z");

    Map<String, Set<String>> members =
        crowd.members(
            spark,
            Crowd.catalogue(
                Crowd.segment("five", "{ attribute = level, op = equals, value = 5 }")
                    + Crowd.segment("high", "{ attribute = level, op = greater-than, value = 4 }")
                    + Crowd.segment("unknown", "{ attribute = level, op = missing }")
                    + Crowd.segment("free", "{ attribute = plan, op = equals, value = free }")
                    + Crowd.segment("both", "{ attribute = plan, op = equals, value = \"a,b\" }"),
                "attributes { level = int }"),
            Crowd.AS_OF);

    assertThat(members)
        .containsOnly(
            Map.entry("five", Set.of("ann")),
            Map.entry("high", Set.of("ann", "bob")),
            Map.entry("unknown", Set.of("cid")),
            Map.entry("free", Set.of("bob")),
            Map.entry("both", Set.of("cid")));
  }

  @Test
  void aFunnelHoldsForWhoGotThereByItsWholeRange(SparkSession spark) {
    Crowd crowd =
        Crowd.plain()
            .person("out")
            .person("seen")
            .person("carted")
            .person("bought")
            .got("seen", 1, "total")
            .got("carted", 2, "total")
            .got("carted", 4, "week")
            .got("bought", 4, "total")
            .got("nobody's", 2, "total");

    Map<String, Set<String>> members =
        crowd.members(
            spark,
            Crowd.catalogue(
                Crowd.segment("cart", "{ funnel { report = buy, reached = Cart } }")
                    + Crowd.segment("stopped", "{ funnel { report = buy, stopped-at = 2 } }")
                    + Crowd.segment("never", "{ not { funnel { report = buy, reached = 1 } } }")
                    + Crowd.segment("quiet", "{ funnel { report = quiet, reached = Cart } }")
                    + Crowd.segment("silent", "{ funnel { report = quiet, stopped-at = Cart } }")),
            Crowd.AS_OF);

    assertThat(members)
        .containsOnly(
            Map.entry("cart", Set.of("bought", "carted")),
            Map.entry("stopped", Set.of("carted")),
            Map.entry("never", Set.of("out")));
  }

  @Test
  void portraitsTellScoresKindsAndListTags(SparkSession spark) {
    Crowd crowd =
        Crowd.plain()
            .person("ann", "likes_list", "[\"hats\",\"shoes\"]", "churn_score", 0.9)
            .person("bob", "likes_list", "[\"bags\"]", "churn_decile", 2)
            .person("cid", "age", 30L);

    Map<String, Set<String>> members =
        crowd.members(
            spark,
            Crowd.catalogue(
                Crowd.segment("hats", "{ tag = likes, op = has-some-of, values = [hats, caps] }")
                    + Crowd.segment("no_bags", "{ tag = likes, op = has-none-of, values = [bags] }")
                    + Crowd.segment(
                        "leaving", "{ portrait = churn_score, op = greater-than, value = 0.8 }")
                    + Crowd.segment(
                        "second",
                        "{ all = [ { portrait = churn_decile, op = equals, value = 2 },"
                            + " { portrait = person_kind, op = equals, value = \"\" } ] }")),
            Crowd.AS_OF);

    assertThat(members)
        .containsOnly(
            Map.entry("hats", Set.of("ann")),
            Map.entry("no_bags", Set.of("ann", "cid")),
            Map.entry("leaving", Set.of("ann")),
            Map.entry("second", Set.of("bob")));
  }
}
