package io.lakeprint.jobs.behaviour.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The functions in SQL, on the examples of ClickHouse's documentation and tests; no line of this
 * class registers them.
 */
@ExtendWith(SparkExtension.class)
class BehaviourFunctionsTest {

  private final SparkSession spark;

  BehaviourFunctionsTest(SparkSession spark) {
    this.spark = spark;
  }

  /** Answers per group, ordered by it; rows are (group, second, name). */
  private List<String> ask(String rows, String call) {
    return spark
        .sql(
            "select concat_ws(' ', id, coalesce(string("
                + call
                + "), 'null')) from (select id, timestamp_seconds(s) as at, e from values "
                + rows
                + " as t(id, s, e)) group by id order by id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private String one(String rows, String call) {
    return ask(rows, call).get(0).substring(2);
  }

  private static final String NINE =
      "(1,0,1000),(1,1,1001),(1,2,1002),(1,3,1003),(1,4,1004),(1,5,1005),(1,6,1006),(1,7,1007),"
          + "(1,8,1008)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 10000 | e = 1000",
        "2 | 10000 | e = 1000, e = 1001",
        "3 | 10000 | e = 1000, e = 1001, e = 1002",
        "4 | 10000 | e = 1000, e = 1001, e = 1002, e = 1008",
        "3 | 2 | e = 1003, e = 1004, e = 1005, e = 1006, e = 1007",
        "4 | 3 | e = 1003, e = 1004, e = 1005, e = 1006, e = 1007",
        "5 | 4 | e = 1003, e = 1004, e = 1005, e = 1006, e = 1007",
        "1 | 10000 | e = 1008, e = 1001"
      })
  void windowFunnelOfTheDocumentation(String level, int window, String conditions) {
    assertThat(one(NINE, "window_funnel(" + window + ", '', at, array(" + conditions + "))"))
        .isEqualTo(level);
  }

  @Test
  void windowFunnelModes() {
    String users =
        "(1,1,'a'),(1,2,'b'),(1,3,'c'), (2,1,'a'),(2,2,'d'),(2,3,'b'),(2,4,'c'),"
            + "(3,1,'a'),(3,2,'a'),(3,3,'b'),(3,4,'b'),(3,5,'c'),(3,6,'c'),"
            + "(5,1,'a'),(5,2,'a'),(5,3,'b'),(5,4,'b'),(5,5,'d'),(5,6,'c'),(5,7,'c'),"
            + "(6,1,'c'),(6,2,'c'),(6,3,'b'),(6,4,'b'),(6,5,'a'),(6,6,'a'),"
            + "(7,1,'a'),(7,2,'c'),(7,3,'b')";
    String conditions = "at, array(e = 'a', e = 'b', e = 'c'))";
    assertThat(ask(users, "window_funnel(86400, '', " + conditions))
        .containsExactly("1 3", "2 3", "3 3", "5 3", "6 1", "7 2");
    assertThat(ask(users, "window_funnel(86400, 'strict_order', " + conditions))
        .containsExactly("1 3", "2 1", "3 3", "5 2", "6 1", "7 1");
    assertThat(
            ask(users, "window_funnel(86400, 'strict_deduplication, strict_order', " + conditions))
        .containsExactly("1 3", "2 1", "3 2", "5 2", "6 1", "7 1");
    assertThat(ask(users, "window_funnel(86400, 'strict_order, allow_reentry', " + conditions))
        .as("what comes too early is skipped")
        .containsExactly("1 3", "2 1", "3 3", "5 2", "6 1", "7 2");

    String increase = "(1,0,1000),(1,1,1001),(1,1,1002),(1,1,1003),(1,2,1004)";
    String five = "at, array(e = 1000, e = 1001, e = 1002, e = 1003, e = 1004))";
    assertThat(one(increase, "window_funnel(10000, '', " + five)).isEqualTo("5");
    assertThat(one(increase, "window_funnel(10000, 'strict_increase', " + five)).isEqualTo("2");
    String thrice = "at, array(e = 1004, e = 1004, e = 1004))";
    assertThat(one(increase, "window_funnel(10000, '', " + thrice)).isEqualTo("3");
    assertThat(one(increase, "window_funnel(10000, 'strict_increase', " + thrice)).isEqualTo("1");
  }

  @Test
  void retentionOfTheDocumentation() {
    assertThat(
            spark
                .sql(
                    """
                    select sum(r[0]), sum(r[1]), sum(r[2]) from (
                      select id, retention(array(d = 1, d = 2, d = 3)) as r
                      from (select id, 1 as d from range(5) union all select id, 2 from range(10)
                        union all select id, 3 from range(15))
                      group by id)
                    """)
                .head()
                .toString())
        .isEqualTo("[5,5,5]");
  }

  @Test
  void sequencesOfTheDocumentation() {
    String three = "(1,1,1),(1,2,3),(1,3,2)";
    assertThat(one(three, "sequence_match('(?1)(?2)', at, array(e = 1, e = 2))")).isEqualTo("true");
    assertThat(one(three, "sequence_match('(?1)(?2)', at, array(e = 1, e = 2, e = 3))"))
        .isEqualTo("false");
    assertThat(one(three, "sequence_match('(?1)(?2)', at, array(e = 1, e = 2, e = 4))"))
        .isEqualTo("true");
    assertThat(one(three, "sequence_match('(?1)(?t>1)(?2)', at, array(e = 1, e = 2))"))
        .isEqualTo("true");
    assertThat(one(three, "sequence_match('(?1)(?t>2)(?2)', at, array(e = 1, e = 2))"))
        .isEqualTo("false");
    String six = three + ",(1,4,1),(1,5,3),(1,6,2)";
    assertThat(one(six, "sequence_count('(?1).*(?2)', at, array(e = 1, e = 2))")).isEqualTo("2");
  }

  private static final String FLOW =
      "(1,1,'Home'),(1,2,'Gift'),(1,3,'Exit'),"
          + "(2,1,'Home'),(2,2,'Home'),(2,3,'Gift'),(2,4,'Basket'),"
          + "(3,1,'Gift'),(3,2,'Home'),(3,3,'Gift'),(3,4,'Basket')";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "forward | head | e = 'Home' | e = 'Home', e = 'Gift' | 1 Exit, 2 null, 3 null",
        "backward | tail | e = 'Basket' | e = 'Basket', e = 'Gift' | 1 null, 2 Home, 3 Home",
        "forward | first_match | e = 'Gift' | e = 'Gift' | 1 Exit, 2 Basket, 3 Home",
        "forward | first_match | e = 'Gift' | e = 'Gift', e = 'Home' | 1 null, 2 null, 3 Gift",
        "backward | last_match | e = 'Gift' | e = 'Gift' | 1 Home, 2 Home, 3 Home",
        "backward | last_match | e = 'Gift' | e = 'Gift', e = 'Home' | 1 null, 2 Home, 3 Gift"
      })
  void sequenceNextNodeOfTheDocumentation(
      String direction, String base, String canBeBase, String conditions, String expected) {
    assertThat(
            ask(
                FLOW,
                "sequence_next_node('%s', '%s', at, %s, e, array(%s))"
                    .formatted(direction, base, canBeBase, conditions)))
        .containsExactly(expected.split(", "));
  }

  @Test
  void partialResultsOfManyPartitionsAddUp() {
    assertThat(
            spark
                .sql(
                    """
                    select window_funnel(100, '', timestamp_seconds(id), array(id % 10 = 1, id % 10 = 5)),
                      sequence_count('(?1).*(?2)', timestamp_seconds(id), array(id % 10 = 1, id % 10 = 5)),
                      window_funnel(100, '', null, array(true))
                    from (select /*+ REPARTITION(4) */ id from range(0, 100, 1, 7))
                    """)
                .head()
                .toString())
        .isEqualTo("[2,10,0]");
  }

  @Test
  void theExampleOfThePageRuns() throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/behaviour.md"));
    Matcher example = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();
    spark
        .sql(
            """
            select 'ann' as one_id, timestamp_seconds(s) as event_time, e as event_name
            from values (1, 'product_view'), (2, 'add_to_cart'), (2, 'purchase') as t(s, e)
            """)
        .createOrReplaceTempView("events");
    assertThat(spark.sql(example.group(1)).head().toString()).isEqualTo("[ann,2]");
  }

  @Test
  void aWrongCallFailsWithItsReason() {
    assertThatThrownBy(() -> one(NINE, "window_funnel(1, 'strict', at, array(true, true))"))
        .rootCause()
        .hasMessageContaining("unknown mode 'strict'");
  }
}
