package io.lakeprint.jobs.segments;

import io.lakeprint.common.definitions.CatalogPage;
import io.lakeprint.common.definitions.ConditionLine;
import io.lakeprint.common.definitions.SegmentDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue of segments, to be shown. */
final class SegmentCatalog {

  private static final String NO_GROUP = "other";

  private SegmentCatalog() {}

  static CatalogPage of(Map<String, SegmentDefinition> segments) {
    return new CatalogPage(
        List.of("condition"),
        new TreeMap<>(segments)
            .entrySet().stream()
                .map(segment -> entry(segment.getKey(), segment.getValue()))
                .toList());
  }

  private static CatalogPage.Entry entry(String id, SegmentDefinition segment) {
    String condition = ConditionLine.of(segment.when());
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("name_zh", segment.nameZh());
    fields.put("name_en", segment.nameEn());
    segment.group().ifPresent(group -> fields.put("group", group));
    segment.owner().ifPresent(owner -> fields.put("owner", owner));
    segment.description().ifPresent(description -> fields.put("description", description));
    fields.put("condition", condition);
    return new CatalogPage.Entry(
        id,
        segment.group().orElse(NO_GROUP),
        segment,
        segment.description(),
        List.of("`" + condition + "`"),
        fields);
  }
}
