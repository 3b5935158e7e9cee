package io.lakeprint.jobs.ingest.udf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Snowplow's self-describing JSON: {@code {"schema": "iglu:vendor/name/jsonschema/1-0-0", "data":
 * …}}, where {@code data} is one such event, or a list of such entities.
 */
final class SelfDescribing {

  /** One event or entity. */
  private record Entity(String name, @Nullable String data) {}

  private SelfDescribing() {}

  /**
   * The leaves of the event by their paths; those of entities behind the name of the schema and a
   * dot, from the second entity of a name on with its number: {@code product[1].sku}.
   */
  static Map<String, @Nullable String> leaves(@Nullable String text) {
    Map<String, @Nullable String> leaves = new LinkedHashMap<>();
    String data = JsonText.fields(text).get("data");
    if (data == null) {
      return leaves;
    }
    if (!data.startsWith("[")) {
      JsonText.leaves(entity(data).data, "", leaves);
      return leaves;
    }
    Map<String, Integer> seen = new HashMap<>();
    for (String element : JsonText.elements(data)) {
      Entity entity = entity(element);
      int number = seen.merge(entity.name, 1, Integer::sum) - 1;
      String prefix = number == 0 ? entity.name + "." : entity.name + "[" + number + "].";
      JsonText.leaves(entity.data, prefix, leaves);
    }
    return leaves;
  }

  /** The data of the entities of a name as JSON text; empty when there are none. */
  static List<String> data(@Nullable String text, String name) {
    return JsonText.elements(JsonText.fields(text).get("data")).stream()
        .map(SelfDescribing::entity)
        .filter(entity -> entity.name.equals(name) && entity.data != null)
        .map(entity -> String.valueOf(entity.data))
        .toList();
  }

  private static Entity entity(String text) {
    Map<String, String> fields = JsonText.fields(text);
    return new Entity(name(fields.getOrDefault("schema", "")), fields.get("data"));
  }

  /** {@code iglu:vendor/name/format/version}. */
  private static String name(String schema) {
    String[] parts = schema.split("/", -1);
    return parts.length == 4 ? parts[1] : schema;
  }
}
