package io.lakeprint.jobs.tags.tools;

import io.lakeprint.common.definitions.CatalogPage;
import io.lakeprint.common.definitions.TagDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalogue of tags, to be shown. */
final class TagCatalog {

  private TagCatalog() {}

  static CatalogPage of(Map<String, TagDefinition> tags) {
    return new CatalogPage(
        List.of("type", "window", "definition"),
        new TreeMap<>(tags)
            .entrySet().stream().map(tag -> entry(tag.getKey(), tag.getValue())).toList());
  }

  private static CatalogPage.Entry entry(String id, TagDefinition tag) {
    String type = tag.type().written() + tag.unit().map(unit -> " (" + unit + ")").orElse("");
    return new CatalogPage.Entry(
        id,
        tag.group(),
        tag,
        tag.description(),
        List.of(type, tag.window().orElse(""), "`" + DefinitionLine.of(tag) + "`"),
        fields(id, tag));
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
    return fields;
  }
}
