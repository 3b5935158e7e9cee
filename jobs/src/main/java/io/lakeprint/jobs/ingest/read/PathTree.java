package io.lakeprint.jobs.ingest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wanted paths of JSON records as a tree of keys. Keys met on the way are remembered with their
 * joined path, so that the rest of a record costs no string building; how many is bounded.
 */
final class PathTree {
  private static final int MAX_REMEMBERED = 20_000;

  static final String WITH_REST = ".*";

  private final String path;

  /** Its name in the rest where that is not the path; null = it is. */
  private final @Nullable String shortName;

  private boolean flattened;
  private boolean keepsRest;
  private final Map<String, PathTree> children = new HashMap<>();
  private final int[] remembered;

  /** Indices of the fields that ask for this value. */
  private int[] fields = {};

  private PathTree(String path, @Nullable String shortName, int[] remembered) {
    this.path = path;
    this.shortName = shortName;
    this.remembered = remembered;
  }

  static PathTree of(List<FieldSpec> fields, List<String> flatten) {
    PathTree root = new PathTree("", null, new int[1]);
    for (String path : flatten) {
      root.at(path).flattened = true;
    }
    for (int i = 0; i < fields.size(); i++) {
      String path = fields.get(i).path();
      boolean withRest = path.endsWith(WITH_REST);
      PathTree node =
          root.at(withRest ? path.substring(0, path.length() - WITH_REST.length()) : path);
      node.keepsRest |= withRest;
      node.fields = Arrays.copyOf(node.fields, node.fields.length + 1);
      node.fields[node.fields.length - 1] = i;
    }
    return root;
  }

  /** Splits at dots that no backslash precedes. */
  static List<String> keys(String path) {
    List<String> keys = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' && i + 1 < path.length() && path.charAt(i + 1) == '.') {
        key.append('.');
        i++;
      } else if (c == '.') {
        keys.add(key.toString());
        key.setLength(0);
      } else {
        key.append(c);
      }
    }
    keys.add(key.toString());
    return keys;
  }

  private PathTree at(String path) {
    PathTree node = this;
    for (String key : keys(path)) {
      node = node.add(key);
    }
    return node;
  }

  private PathTree add(String key) {
    return children.computeIfAbsent(key, this::create);
  }

  private PathTree create(String key) {
    String name = flattened ? key : shortName == null ? null : shortName + "." + key;
    return new PathTree(join(key), name, remembered);
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The node of a key if anybody wants something there; null = nobody. */
  @Nullable PathTree wanted(String key) {
    return children.get(key);
  }

  /** The node of a key, wanted or not. */
  PathTree child(String key) {
    PathTree child = children.get(key);
    if (child != null) {
      return child;
    }
    if (remembered[0] >= MAX_REMEMBERED) {
      return create(key);
    }
    remembered[0]++;
    return add(key);
  }

  /** Whether its values stay in the rest although it is a field. */
  boolean keepsRest() {
    return keepsRest;
  }

  /** Whether an empty object here says something of its own. */
  boolean isNamedWhenEmpty() {
    return !isField() && !flattened;
  }

  boolean isField() {
    return fields.length > 0;
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  int[] fields() {
    return fields;
  }

  String path() {
    return path;
  }

  @Nullable String shortName() {
    return shortName;
  }
}
