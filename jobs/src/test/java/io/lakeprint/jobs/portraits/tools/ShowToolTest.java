package io.lakeprint.jobs.portraits.tools;

import static io.lakeprint.jobs.portraits.tools.SamplePerson.ANN;
import static io.lakeprint.jobs.portraits.tools.SamplePerson.OLD;
import static io.lakeprint.jobs.portraits.tools.SamplePerson.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Main;
import io.lakeprint.common.definitions.PortraitsConfig;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TablesContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of one customer, from a few rows of each table. */
@ExtendWith(SparkExtension.class)
class ShowToolTest {

  private final TablesContext context;

  ShowToolTest(SparkSession spark) {
    this.context = SamplePerson.in(spark);
  }

  @Test
  void tellsWhoWhenWhereWhatAndWhy() {
    assertThat(show(ANN, 1, PageFormat.TEXT).lines())
        .containsExactly(
            "0000000000000ann  会员 · member  截至 · as of 2026-03-31",
            "",
            "谁 · Who",
            "  首次出现 · first seen   2025-01-03 10:00",
            "  最近出现 · last seen    2026-03-30 10:30",
            "  曾用编号 · earlier ids  0000000000000old",
            "  聚类 · cluster          Loyal",
            "  客户价值 · value        CLV CNY 1,234.50, 第 1 档 · tenth 1 of 10, P(alive) 0.9, 预期购买 · purchases ahead 2",
            "  标识 · identifier  值 · value                    首次 · first  最近 · last",
            "  member_id          a-7                           2025-01-03    2026-03-30",
            "  phone              （已加密 · kept as a token）  2025-01-03    2026-03-30",
            "",
            "何处 · Where",
            "  渠道 · channel  事件 · events  天数 · days  最近 · last",
            "  web             3              1            2026-03-30 10:20",
            "  app             1              1            2026-03-29 10:20",
            "",
            "何事 · What",
            "  事件 · event  次数 · times  最近 · last",
            "  page_view     3             2026-03-30 10:20",
            "  purchase      1             2026-03-30 10:20",
            "  订单 · orders  净额 · net amount  首单 · first      最近 · last",
            "  1              CNY 99.50          2026-03-30 10:20  2026-03-30 10:20",
            "",
            "为何 · Why",
            "  来源 · what brought them            访问 · visits  最近 · last",
            "  wechat / 春季, mp.weixin.qq.com     1              2026-03-30 10:00",
            "  （直接或未知 · direct or unknown）  1              2026-03-29 10:10",
            "",
            "标签 · Tags",
            "  activity",
            "    近30天活跃天数 · Active days in 30 days  2 days",
            "    活跃度 · Activity level                  low",
            "  preference",
            "    偏好品类 · Preferred categories  hats",
            "  recency",
            "    最近一次购买时间 · Last purchase  2026-03-30 10:20",
            "",
            "评分 · Scores",
            "  模型 · model  分值 · score  档 · tenth  截至 · as of  原因 · because of",
            "  churn         0.25          7           2026-03-31    recency -0.4",
            "",
            "人群 · Segments",
            "  名称 · name              编号 · id  自 · since",
            "  忠诚用户 · Loyal people  loyal      2026-02-01",
            "",
            "轨迹 · Timeline",
            "  时间为 · times are those of Asia/Shanghai",
            "  2026-03-30",
            "    20:00:00  message_sent      crm  春季",
            "    10:00–10:20  web mobile  3 个事件 · events  75 s 停留 · engaged  已转化 · converted  来自 · from wechat / 春季, mp.weixin.qq.com",
            "      10:00:00  page_view     /hats",
            "      10:10:00  product_view  帽\uFFFD[31m",
            "      10:20:00  purchase               CNY 99.50");
  }

  @Test
  void findsAPersonByAnIdentifierAndByAnIdThatIsRetired() throws IOException {
    JsonNode page = json(PHONE);
    assertThat(page.path("one_id").asText()).isEqualTo(ANN);
    assertThat(page.has("asked_id")).isFalse();
    assertThat(json(OLD).path("one_id").asText()).isEqualTo(ANN);
    assertThat(json(OLD).path("asked_id").asText()).isEqualTo(OLD);
    assertThat(json("member_id:a-7").path("one_id").asText()).isEqualTo(ANN);
  }

  @Test
  void programsGetTheSameAsJson() throws IOException {
    JsonNode page = json(ANN);
    assertThat(page.path("as_of").asText()).isEqualTo("2026-03-31");
    assertThat(page.path("who").path("first_seen_at").asText()).isEqualTo("2025-01-03T02:00:00Z");
    assertThat(page.path("orders").path(0).path("net_amount").decimalValue())
        .isEqualByComparingTo("99.5");
    assertThat(page.path("tags").findValuesAsText("id"))
        .containsExactly(
            "active_days_30d", "activity_level", "preferred_category", "last_purchase_at");
    assertThat(page.path("tags").get(2).path("value").get(0).asText()).isEqualTo("hats");
    assertThat(page.path("scores")).hasSize(1);
    assertThat(page.path("scores").get(0).path("score").asDouble())
        .as("the score of the id that survived")
        .isEqualTo(0.25);
    assertThat(page.path("visits")).hasSize(2);
    assertThat(page.path("visits").get(0).path("acts").findValuesAsText("event"))
        .containsExactly("page_view", "product_view", "purchase");
    assertThat(page.path("others").findValuesAsText("event")).containsExactly("message_sent");
  }

  @Test
  void noTokenAndNoSecretValueIsShown() {
    for (PageFormat format : PageFormat.values()) {
      assertThat(show(PHONE, 5, format))
          .doesNotContain("13812345678", SamplePerson.typed(context, PHONE).id().value(), "\u001b")
          .contains("a-7");
    }
  }

  @Test
  void whomNobodyKnowsIsSaid() {
    assertThatThrownBy(() -> json("0000000000000000"))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("UNKNOWN_PERSON");
    assertThatThrownBy(() -> json("cookie:c-1")).hasMessageContaining("UNKNOWN_IDENTIFIER");
    assertThatThrownBy(() -> json("phone:13900000000"))
        .hasMessageContaining("NOBODYS_IDENTIFIER")
        .hasMessageContaining("blocked");
    assertThatThrownBy(() -> json("phon:13900000000"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean 'phone'?");
  }

  @Test
  void theCommandSaysWhatItNeeds() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    Console console = new Console(out, out, false, Map.of(), Clock.systemUTC());
    assertThat(Main.run(console, "portrait", "show", "--help")).isZero();
    assertThat(Main.run(console, "portrait")).isEqualTo(2);
    assertThat(Main.run(console, "portrait", "show", ANN, "--visits", "0")).isEqualTo(2);
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains("--visits", "--format", "TEXT, JSON", "needs a subcommand", "NOTHING_TO_SHOW");
  }

  private String show(String asked, int visits, PageFormat format) {
    List<String> said = new ArrayList<>();
    new ShowTool(asked, visits, format, said::add)
        .run(context, context.settings(PortraitsConfig.PATH, PortraitsConfig.class));
    return String.join("\n", said);
  }

  private JsonNode json(String asked) throws IOException {
    return new ObjectMapper().readTree(show(asked, 5, PageFormat.JSON));
  }
}
