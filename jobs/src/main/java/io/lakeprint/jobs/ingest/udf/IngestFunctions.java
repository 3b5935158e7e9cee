package io.lakeprint.jobs.ingest.udf;

import io.lakeprint.common.privacy.TextMasker;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions that expressions of sources may call:
 *
 * <ul>
 *   <li>{@code json_leaves(json)}: map of all scalars and lists below an object, by dotted path;
 *       JSON's null is null
 *   <li>{@code json_leaves_under(json, prefix)}: the same with a prefix before every path
 *   <li>{@code json_elements(json)}: the elements of a list, as text
 *   <li>{@code keyed_values(json)}: {@code [{"key": k, "value": {"…_value": v}}]} as a map
 *   <li>{@code self_describing(json)}: leaves of a Snowplow event or of its entities
 *   <li>{@code self_describing_data(json, name)}: the data of the entities of a name
 *   <li>{@code campaign_of(url)}: {@code struct<id, source, medium, name, content, term, click_id>}
 *   <li>{@code offset_minutes(zone, millis)}: offset of a zone's local time at an epoch millisecond
 *   <li>{@code merge_maps(first, second)}: both, the second wins; entries without value are left
 *       out
 * </ul>
 */
public final class IngestFunctions {

  /** The property that keeps a time which the event cannot have had. */
  private static final String ORIGINAL_TIME = "original_event_time";

  private static final DataType MAP = Types.STRING_MAP;
  private static final DataType LIST = DataTypes.createArrayType(DataTypes.StringType);

  private IngestFunctions() {}

  /** Makes the functions known to the session's SQL; a second time changes nothing. */
  public static void register(SparkSession session) {
    UDFRegistration udf = session.udf();
    udf.register("json_leaves", text(json -> leaves(json, "")), MAP);
    udf.register("json_leaves_under", texts(IngestFunctions::leaves), MAP);
    udf.register("json_elements", text(JsonText::elements), LIST);
    udf.register("keyed_values", text(IngestFunctions::keyedValues), MAP);
    udf.register("self_describing", text(SelfDescribing::leaves), MAP);
    udf.register("self_describing_data", texts(SelfDescribing::data), LIST);
    udf.register("campaign_of", text(Campaign::of), Campaign.TYPE);
    udf.register("offset_minutes", offsetMinutes(), DataTypes.IntegerType);
    udf.register("merge_maps", mergeMaps(), MAP);
  }

  /**
   * An event's properties: both maps as {@code merge_maps} joins them, personal values in free text
   * masked where that is wanted, {@code original_event_time} where {@code originalTime} is not
   * null, and {@code dropped_ids} where {@code dropped} has elements; null when there are none. In
   * one step, because a map is taken apart and put together again for each.
   */
  public static Column properties(
      Column rest, Column said, Column originalTime, Column dropped, boolean maskText) {
    return functions
        .udf(new PropertiesFunction(maskText), MAP)
        .withName("properties")
        .apply(rest, said, originalTime, dropped);
  }

  private record PropertiesFunction(boolean maskText)
      implements UDF4<
          scala.collection.@Nullable Map<String, @Nullable String>,
          scala.collection.@Nullable Map<String, @Nullable String>,
          @Nullable String,
          scala.collection.Seq<String>,
          @Nullable Map<String, @Nullable String>> {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Map<String, @Nullable String> call(
        scala.collection.@Nullable Map<String, @Nullable String> rest,
        scala.collection.@Nullable Map<String, @Nullable String> said,
        @Nullable String originalTime,
        scala.collection.Seq<String> dropped) {
      Map<String, @Nullable String> properties = new LinkedHashMap<>();
      put(rest, properties);
      put(said, properties);
      if (maskText) {
        properties.replaceAll((name, value) -> TextMasker.mask(value));
      }
      if (originalTime != null) {
        properties.put(ORIGINAL_TIME, originalTime);
      }
      if (!dropped.isEmpty()) {
        properties.put(
            EventsTable.DROPPED_IDS, String.join(",", CollectionConverters.asJava(dropped)));
      }
      return properties.isEmpty() ? null : properties;
    }
  }

  private interface OfText<R> extends java.io.Serializable {
    @Nullable R apply(String text);
  }

  private interface OfTexts<R> extends java.io.Serializable {
    @Nullable R apply(String first, String second);
  }

  private static <R> UDF1<@Nullable String, @Nullable R> text(OfText<R> function) {
    return text -> text == null ? null : function.apply(text);
  }

  private static <R> UDF2<@Nullable String, @Nullable String, @Nullable R> texts(
      OfTexts<R> function) {
    return (first, second) ->
        first == null || second == null ? null : function.apply(first, second);
  }

  private static Map<String, @Nullable String> leaves(String json, String prefix) {
    Map<String, @Nullable String> leaves = new LinkedHashMap<>();
    JsonText.leaves(json, prefix, leaves);
    return leaves;
  }

  private static Map<String, String> keyedValues(String json) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String element : JsonText.elements(json)) {
      Map<String, String> entry = JsonText.fields(element);
      String key = entry.get("key");
      List<String> value =
          JsonText.fields(entry.get("value")).entrySet().stream()
              .filter(typed -> typed.getKey().endsWith("_value"))
              .map(Map.Entry::getValue)
              .toList();
      if (key != null && !value.isEmpty()) {
        values.put(key, value.get(0));
      }
    }
    return values;
  }

  private static UDF2<@Nullable String, @Nullable Long, @Nullable Integer> offsetMinutes() {
    return (zone, millis) -> {
      if (zone == null || millis == null) {
        return null;
      }
      try {
        return ZoneId.of(zone).getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds()
            / 60;
      } catch (DateTimeException e) {
        return null;
      }
    };
  }

  private static UDF2<
          scala.collection.@Nullable Map<String, @Nullable String>,
          scala.collection.@Nullable Map<String, @Nullable String>,
          Map<String, @Nullable String>>
      mergeMaps() {
    return (first, second) -> {
      Map<String, @Nullable String> merged = new LinkedHashMap<>();
      put(first, merged);
      put(second, merged);
      return merged;
    };
  }

  private static void put(
      scala.collection.@Nullable Map<String, @Nullable String> map,
      Map<String, @Nullable String> into) {
    if (map != null) {
      CollectionConverters.asJava(map)
          .forEach(
              (key, value) -> {
                if (value != null) {
                  into.put(key, value);
                }
              });
    }
  }
}
