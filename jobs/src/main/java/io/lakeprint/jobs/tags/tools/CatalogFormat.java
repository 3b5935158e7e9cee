package io.lakeprint.jobs.tags.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.TagDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a catalogue of tags is shown. */
enum CatalogFormat {
  /** A table per group, for people. */
  MARKDOWN {
    @Override
    String render(Map<String, TagDefinition> tags) {
      Map<String, List<String>> groups = new TreeMap<>();
      new TreeMap<>(tags)
          .forEach(
              (id, tag) ->
                  groups
                      .computeIfAbsent(tag.group(), group -> new ArrayList<>())
                      .add(row(id, tag)));
      return groups.entrySet().stream()
          .map(group -> "## " + group.getKey() + "\n" + HEAD + String.join("", group.getValue()))
          .collect(Collectors.joining("\n"));
    }
  },

  /** One object per tag, for programs. */
  JSON {
    @Override
    String render(Map<String, TagDefinition> tags) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode root = mapper.createArrayNode();
      new TreeMap<>(tags)
          .forEach(
              (id, tag) -> {
                ObjectNode node = root.addObject();
                fields(id, tag).forEach(node::put);
                node.put("text", DefinitionText.of(tag).text());
              });
      try {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree of texts is JSON", e);
      }
    }
  };

  private static final String HEAD =
      """
      | tag | 名称 | name | type | window | definition | version | meaning |
      |---|---|---|---|---|---|---|---|
      """;

  /** The catalogue as text, tags in order of their ids. */
  abstract String render(Map<String, TagDefinition> tags);

  private static String row(String id, TagDefinition tag) {
    Map<String, String> fields = fields(id, tag);
    String type = fields.get("type") + tag.unit().map(unit -> " (" + unit + ")").orElse("");
    return List.of(
            "`" + id + "`",
            tag.nameZh(),
            tag.nameEn(),
            type,
            tag.window().orElse(""),
            "`" + DefinitionLine.of(tag) + "`",
            "`" + DefinitionText.of(tag).version() + "`",
            tag.description().orElse(""))
        .stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static Map<String, String> fields(String id, TagDefinition tag) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("name_zh", tag.nameZh());
    fields.put("name_en", tag.nameEn());
    fields.put("group", tag.group());
    fields.put("kind", DefinitionLine.written(tag.kind()));
    fields.put("type", tag.type().written());
    Map<String, Optional<?>> optional = new LinkedHashMap<>();
    optional.put("unit", tag.unit());
    optional.put("window", tag.window());
    optional.put("valid_from", tag.validFrom());
    optional.put("valid_until", tag.validUntil());
    optional.put("owner", tag.owner());
    optional.put("description", tag.description());
    optional.forEach(
        (key, value) -> value.ifPresent(present -> fields.put(key, String.valueOf(present))));
    fields.put("definition", DefinitionLine.of(tag));
    fields.put("version", DefinitionText.of(tag).version());
    return fields;
  }
}
