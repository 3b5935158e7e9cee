package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntLists;
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
  private static final String APART = "apart:";

  private final int maxNodes;
  private final IntArrayList keys = new IntArrayList();
  private final IntArrayList maxima = new IntArrayList();
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private final Int2ObjectOpenHashMap<IntArrayList> further = new Int2ObjectOpenHashMap<>();

  NodeLimits(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  /** Adds the next node, which counts against no limit but that of all nodes. */
  void add() {
    keys.add(NONE);
  }

  /** Adds the next node, which counts against the limit {@code name} of {@code max} per person. */
  void add(String name, int max) {
    keys.add(limit(name, max));
  }

  /** An operator's word that two nodes are never one person. */
  void keepApart(int one, int other) {
    int key = limit(APART + Math.min(one, other) + ":" + Math.max(one, other), 1);
    further.computeIfAbsent(one, node -> new IntArrayList()).add(key);
    further.computeIfAbsent(other, node -> new IntArrayList()).add(key);
  }

  private int limit(String name, int max) {
    Integer key = byName.get(name);
    if (key == null) {
      key = names.size();
      byName.put(name, key);
      names.add(name);
      maxima.add(max);
    }
    return key;
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

  /** Limits that a node counts against besides {@link #key}. */
  IntList further(int node) {
    IntArrayList more = further.get(node);
    return more == null ? IntLists.emptyList() : more;
  }

  int max(int key) {
    return maxima.getInt(key);
  }

  int maxNodes() {
    return maxNodes;
  }

  /** Whether one limit is named rather than the other where both are broken. */
  boolean isBefore(int key, int other) {
    return isApart(key) == isApart(other) ? key < other : isApart(key);
  }

  private boolean isApart(int key) {
    return names.get(key).startsWith(APART);
  }

  /** The rule behind a verdict, as {@code id_links} names it. */
  String rule(int verdict) {
    if (verdict >= 0 && isApart(verdict)) {
      return "cannot-link";
    }
    return "limit:" + (verdict == ConstrainedUnion.TOO_MANY_NODES ? "nodes" : names.get(verdict));
  }
}
