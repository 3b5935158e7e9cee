package io.lakeprint.jobs.ingest.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One pass over a JSON object. Scalars become their exact text (a number is never rounded), {@code
 * null} becomes null, objects and lists that are asked for become the JSON text as it stands. Of
 * equal keys the last wins. Half of a surrogate pair in an escape becomes a question mark.
 */
final class JsonRecordParser implements RecordParser {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  private final PathTree root;
  private Slice slice = new Slice();

  JsonRecordParser(ReadPlan plan) {
    root = PathTree.of(plan.fields(), plan.options().flatten());
  }

  @Override
  public boolean parse(Slice record, Draft draft) throws BadRecord {
    if (record.isBlank()) {
      return false;
    }
    slice = record;
    try (JsonParser json = JSON.createParser(record.bytes, record.start, record.length())) {
      read(json, draft);
      return true;
    } catch (StreamConstraintsException e) {
      throw BadRecord.of(
          "nested deeper or with longer numbers or keys than 1,000 levels or digits");
    } catch (JsonEOFException e) {
      throw BadRecord.of("the JSON object ends too early, after " + record.length() + " bytes");
    } catch (JsonParseException e) {
      throw BadRecord.of("no JSON at column " + column(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long column(JsonParseException e) {
    return e.getLocation() == null ? 1 : Math.max(0, e.getLocation().getByteOffset()) + 1;
  }

  private void read(JsonParser json, Draft draft) throws IOException, BadRecord {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw BadRecord.of("a JSON object is expected, but there is a list or a bare value");
    }
    object(json, root, draft, draft.withRest());
    if (somethingFollows(json)) {
      throw BadRecord.of("text follows the JSON object");
    }
  }

  private static boolean somethingFollows(JsonParser json) throws IOException {
    try {
      return json.nextToken() != null;
    } catch (JsonParseException e) {
      return true;
    }
  }

  /** From behind the opening brace to the closing one; false if there is nothing between. */
  private boolean object(JsonParser json, PathTree node, Draft draft, boolean rest)
      throws IOException {
    boolean any = false;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      PathTree child = rest ? node.child(key) : node.wanted(key);
      JsonToken token = json.nextToken();
      if (child == null) {
        json.skipChildren();
      } else {
        value(json, token, child, draft, rest);
      }
      any = true;
    }
    return any;
  }

  private void value(JsonParser json, JsonToken token, PathTree node, Draft draft, boolean rest)
      throws IOException {
    switch (token) {
      case START_OBJECT -> nested(json, node, draft, rest);
      case START_ARRAY -> {
        if (node.isField() || rest) {
          long start = json.currentTokenLocation().getByteOffset();
          json.skipChildren();
          put(node, text(json, start), draft, rest);
        } else {
          json.skipChildren();
        }
      }
      case VALUE_NULL -> {
        if (node.isField()) {
          draft.fields(node.fields(), null);
        } else if (rest) {
          draft.forget(node);
        }
      }
      default -> put(node, json.getText(), draft, rest);
    }
  }

  private void nested(JsonParser json, PathTree node, Draft draft, boolean rest)
      throws IOException {
    boolean within = rest && (!node.isField() || node.keepsRest());
    if (!node.isField() && !within && node.isLeaf()) {
      json.skipChildren();
      return;
    }
    long start = node.isField() ? json.currentTokenLocation().getByteOffset() : 0;
    if (within) {
      if (!object(json, node, draft, true) && node.isNamedWhenEmpty()) {
        draft.rest(node, "{}");
      }
    } else {
      object(json, node, draft, false);
    }
    if (node.isField()) {
      draft.fields(node.fields(), text(json, start));
    }
  }

  private static void put(PathTree node, String text, Draft draft, boolean rest) {
    if (node.isField()) {
      draft.fields(node.fields(), text);
    } else if (rest) {
      draft.rest(node, text);
    }
  }

  /** The record's own text from the byte to where the parser stands. */
  private String text(JsonParser json, long start) {
    int from = slice.start + (int) start;
    int to = slice.start + (int) json.currentLocation().getByteOffset();
    return new String(slice.bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
