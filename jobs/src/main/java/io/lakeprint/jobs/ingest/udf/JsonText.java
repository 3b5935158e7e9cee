package io.lakeprint.jobs.ingest.udf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parts of JSON text as text: scalars as they are written, objects and lists as their JSON. Of
 * equal keys the last wins. What is no JSON has no parts.
 */
final class JsonText {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private JsonText() {}

  private interface Reading {
    void read(JsonParser json) throws IOException;
  }

  /** The values of an object by key, without nulls. */
  static Map<String, String> fields(@Nullable String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    reading(
        text,
        json -> {
          if (json.nextToken() == JsonToken.START_OBJECT) {
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
              String value = value(json, json.nextToken(), String.valueOf(text));
              if (value != null) {
                fields.put(key, value);
              }
            }
          }
        });
    return fields;
  }

  /** The elements of a list, without nulls. */
  static List<String> elements(@Nullable String text) {
    List<String> elements = new ArrayList<>();
    reading(
        text,
        json -> {
          if (json.nextToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              String value = value(json, json.currentToken(), String.valueOf(text));
              if (value != null) {
                elements.add(value);
              }
            }
          }
        });
    return elements;
  }

  /** All scalars and lists below an object, by keys joined with dots behind the prefix. */
  static void leaves(@Nullable String text, String prefix, Map<String, @Nullable String> into) {
    reading(
        text,
        json -> {
          if (json.nextToken() == JsonToken.START_OBJECT) {
            object(json, prefix, into, String.valueOf(text));
          }
        });
  }

  private static void object(
      JsonParser json, String prefix, Map<String, @Nullable String> into, String text)
      throws IOException {
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_OBJECT) {
        object(json, prefix + key + ".", into, text);
      } else {
        into.put(prefix + key, value(json, token, text));
      }
    }
  }

  private static @Nullable String value(JsonParser json, JsonToken token, String text)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return json.getText();
    }
    int start = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    return text.substring(start, (int) json.currentLocation().getCharOffset());
  }

  private static void reading(@Nullable String text, Reading reading) {
    if (text == null) {
      return;
    }
    try (JsonParser json = JSON.createParser(text)) {
      reading.read(json);
    } catch (JsonProcessingException e) {
      // Text that is no JSON has no parts; the reader has refused such records before.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
