package io.lakeprint.jobs.ingest.read;

import java.util.ArrayList;
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

  private final String path;
  private final Map<String, PathTree> children = new HashMap<>();
  private final int[] remembered;

  /** Index of the field that asks for this value; -1 = none. */
  private int field = -1;

  private PathTree(String path, int[] remembered) {
    this.path = path;
    this.remembered = remembered;
  }

  static PathTree of(List<FieldSpec> fields) {
    PathTree root = new PathTree("", new int[1]);
    for (int i = 0; i < fields.size(); i++) {
      PathTree node = root;
      for (String key : keys(fields.get(i).path())) {
        node = node.add(key);
      }
      if (node.field >= 0) {
        throw new IllegalArgumentException(
            "columns '"
                + fields.get(node.field).name()
                + "' and '"
                + fields.get(i).name()
                + "' both ask for "
                + fields.get(i).path());
      }
      node.field = i;
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

  private PathTree add(String key) {
    return children.computeIfAbsent(key, name -> new PathTree(join(name), remembered));
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
      return new PathTree(join(key), remembered);
    }
    remembered[0]++;
    return add(key);
  }

  boolean isField() {
    return field >= 0;
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  int field() {
    return field;
  }

  String path() {
    return path;
  }
}
