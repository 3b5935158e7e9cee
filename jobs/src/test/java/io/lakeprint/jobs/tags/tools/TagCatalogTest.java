package io.lakeprint.jobs.tags.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.definitions.CatalogFormat;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagsConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TagCatalogTest {

  private static final Map<String, TagDefinition> TAGS =
      ConfigLoader.load(List.of(), List.of("packs=[shop]"), TagCatalogTest.class.getClassLoader())
          .bind(TagsConfig.PATH, TagsConfig.class)
          .definitions();

  @Test
  void markdownHasARowPerTagBelowItsGroup() {
    String page = CatalogFormat.MARKDOWN.render(TagCatalog.of(TAGS));
    TagDefinition count = tag("order_count_365d");

    assertThat(page)
        .contains("## RFM\n| id |")
        .contains(
            "| `order_count_365d` | 近一年订单数 | Orders in a year | long (orders) | 365d |"
                + " `order_count()` | `"
                + DefinitionText.of(count).version()
                + "` | Paid orders that were not cancelled |\n")
        .contains("`days since last_purchase_at`")
        .contains("`view (product_view) > cart (add_to_cart) > checkout (checkout_start)")
        .contains("monetary_score greater-than-or-equal-to 4 and recency_score");
    assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSize(TAGS.size());
  }

  @Test
  void jsonHasAnObjectPerTag() throws IOException {
    JsonNode catalogue =
        new ObjectMapper().readTree(CatalogFormat.JSON.render(TagCatalog.of(TAGS)));

    assertThat(catalogue).hasSize(TAGS.size());
    for (JsonNode node : catalogue) {
      TagDefinition tag = tag(node.get("id").asText());
      assertThat(node.get("name_zh").asText()).isEqualTo(tag.nameZh());
      assertThat(node.get("type").asText()).isEqualTo(tag.type().written());
      assertThat(node.has("window")).isEqualTo(tag.window().isPresent());
      assertThat(node.get("version").asText()).isEqualTo(DefinitionText.of(tag).version());
      assertThat(node.get("definition").asText()).isNotBlank();
    }
  }

  private static TagDefinition tag(String id) {
    return Objects.requireNonNull(TAGS.get(id), id);
  }
}
