package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which limit each node counts against. Nodes are numbered from 0 in the order of {@link #add},
 * which is (type, scope, stored value), so that a smaller number is a smaller identifier.
 */
final class NodeLimits {
  private static final int NONE = -1;

  private final int maxNodes;
  private final IntArrayList keys = new IntArrayList();
  private final IntArrayList maxima = new IntArrayList();
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> byName = new HashMap<>();

  NodeLimits(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  /** Adds the next node, which counts against no limit but that of all nodes. */
  void add() {
    keys.add(NONE);
  }

  /** Adds the next node, which counts against the limit {@code name} of {@code max} per person. */
  void add(String name, int max) {
    Integer key = byName.get(name);
    if (key == null) {
      key = names.size();
      byName.put(name, key);
      names.add(name);
      maxima.add(max);
    }
    keys.add(key.intValue());
  }

  int nodes() {
    return keys.size();
  }

  int keys() {
    return names.size();
  }

  /** The limit that a node counts against, -1 for none. */
  int key(int node) {
    return keys.getInt(node);
  }

  int max(int key) {
    return maxima.getInt(key);
  }

  int maxNodes() {
    return maxNodes;
  }

  /** The rule behind a verdict, as {@code id_links} names it. */
  String rule(int verdict) {
    return "limit:" + (verdict == ConstrainedUnion.TOO_MANY_NODES ? "nodes" : names.get(verdict));
  }
}
