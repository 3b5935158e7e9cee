package io.lakeprint.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators say, and values that come back after a long silence. */
@ExtendWith(SparkExtension.class)
final class WordsAndLivesTest {
  private static final String LAST = "2026-03-31";

  private final SparkSession spark;

  WordsAndLivesTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void operatorsTieKeepApartVoidAndBlock() {
    Dataset<Row> events =
        new IdentityWorld()
            .event("01T10:00", "login", "cookie:a", "member_id:ann")
            .event("01T10:00", "page_view", "cookie:loose")
            .event("02T10:00", "login", "cookie:wrong", "member_id:ann")
            .event("02T11:00", "login", "cookie:never", "member_id:ann")
            .event("02T12:00", "login", "phone:clerk", "member_id:ann")
            .event("03T10:00", "login", "cookie:b", "member_id:bob")
            .on(spark);
    TableRows words = TableRows.of(IdOverridesTable.SPEC);
    word(words, "MUST_LINK", "cookie:loose", "member_id:ann");
    word(words, "MUST_LINK", "member_id:ann", "member_id:bob");
    word(words, "CUT", "cookie:wrong", "member_id:ann");
    word(words, "CANNOT_LINK", "cookie:never", "member_id:ann");
    word(words, "BLOCK", "phone:clerk", null);

    IdentityWorld.Outcome outcome =
        IdentityWorld.Lab.of().run(events, IdentityWorld.emptyLog(spark), words.on(spark), LAST);

    String ann = outcome.owner("member_id:ann");
    assertThat(outcome.owner("cookie:a")).isEqualTo(ann);
    assertThat(outcome.owner("cookie:loose")).isEqualTo(ann);
    assertThat(outcome.owner("member_id:bob")).isNotEqualTo(ann);
    assertThat(outcome.owner("cookie:wrong")).isNotNull().isNotEqualTo(ann);
    assertThat(outcome.owner("cookie:never")).isNotNull().isNotEqualTo(ann);
    assertThat(outcome.states()).containsEntry("phone:clerk", "blocked");
    assertThat(outcome.links())
        .containsEntry("cookie:loose|member_id:ann", "ACTIVE null operator")
        .containsEntry("member_id:ann|member_id:bob", "SUPPRESSED limit:member_id operator")
        .containsEntry("cookie:wrong|member_id:ann", "CUT operator verified")
        .containsEntry("cookie:never|member_id:ann", "CUT operator verified")
        .containsEntry("member_id:ann|phone:clerk", "SUPPRESSED blocked verified");
  }

  @Test
  void aValueThatWasSilentForLongerThanItsTtlIsAnotherAndTakesNothingFromItsPast() {
    Dataset<Row> events =
        new IdentityWorld()
            .event("01T10:00", "login", "cookie:c", "member_id:ann")
            .event("06T10:00", "page_view", "cookie:c")
            .event("12T10:00", "login", "cookie:c", "member_id:bob")
            .on(spark);
    IdentityWorld.Lab lab = IdentityWorld.Lab.of("identifiers.types.cookie.ttl-days=5");

    IdentityWorld.Outcome before =
        lab.run(events, IdentityWorld.emptyLog(spark), null, "2026-03-11");
    IdentityWorld.Outcome over = lab.run(events, IdentityWorld.emptyLog(spark), null, LAST);

    String ann = before.owner("member_id:ann");
    assertThat(before.owner("cookie:c"))
        .as("silence of exactly the TTL still belongs")
        .isEqualTo(ann);
    assertThat(over.states()).containsEntry("cookie:c", "active");
    assertThat(over.owner("cookie:c@" + Instant.EPOCH)).isEqualTo(over.owner("member_id:ann"));
    assertThat(over.owner("cookie:c@2026-03-12T10:00:00Z")).isEqualTo(over.owner("member_id:bob"));
    assertThat(over.map()).as("the last life is over, too").doesNotContainKey("cookie:c");
    assertThat(over.persons()).hasSize(2);
  }

  private static void word(TableRows words, String kind, String one, @Nullable String other) {
    long a = IdentityWorld.node(one);
    Long b = other == null ? null : Long.valueOf(IdentityWorld.node(other));
    words.row(
        IdOverridesTable.OVERRIDE_ID,
        kind + one,
        IdOverridesTable.KIND,
        kind,
        IdOverridesTable.NODE_A,
        b == null ? a : Math.min(a, b),
        IdOverridesTable.NODE_B,
        b == null ? null : Long.valueOf(Math.max(a, b)),
        IdOverridesTable.EFFECTIVE_ON,
        LocalDate.of(2026, 3, 5),
        IdOverridesTable.SAID_BY,
        "operator");
  }
}
