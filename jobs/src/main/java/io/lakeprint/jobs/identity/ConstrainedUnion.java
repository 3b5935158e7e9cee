package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntMaps;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Joins nodes along links in their order, and leaves out every link that would break a limit.
 *
 * <p>Kruskal's scheme with limits. Limits only ever fill up, so a component that breaks none with
 * all its links takes them all: only components that break one are sorted and replayed. The result
 * depends on nothing but the nodes' numbers and the links' order, not on how they arrive.
 */
final class ConstrainedUnion {

  /** The link joins its ends. */
  static final int ACCEPTED = -1;

  /** The link would make a person of too many nodes. */
  static final int TOO_MANY_NODES = -2;

  private final NodeLimits limits;
  private final LinkTable links;
  private final int[] parent;
  private final int[] size;
  private final int[] verdicts;

  private ConstrainedUnion(NodeLimits limits, LinkTable links) {
    this.limits = limits;
    this.links = links;
    this.parent = new int[limits.nodes()];
    this.size = new int[limits.nodes()];
    this.verdicts = new int[links.size()];
    for (int node = 0; node < parent.length; node++) {
      alone(node);
    }
    Arrays.fill(verdicts, ACCEPTED);
  }

  /** Solves; the answer keeps no reference to the links. */
  static Solution solve(NodeLimits limits, LinkTable links) {
    ConstrainedUnion union = new ConstrainedUnion(limits, links);
    for (int link = 0; link < links.size(); link++) {
      union.join(links.a(link), links.b(link));
    }
    BitSet broken = union.nodesOfBrokenComponents();
    if (!broken.isEmpty()) {
      union.replay(broken);
    }
    return new Solution(union.smallestOfComponent(), union.verdicts);
  }

  /** Who belongs together. */
  static final class Solution {
    private final int[] component;
    private final int[] verdicts;

    private Solution(int[] component, int[] verdicts) {
      this.component = component;
      this.verdicts = verdicts;
    }

    /** The smallest node of this node's component. */
    int component(int node) {
      return component[node];
    }

    /** {@link #ACCEPTED}, {@link #TOO_MANY_NODES} or the limit that the link would break. */
    int verdict(int link) {
      return verdicts[link];
    }

    int[] components() {
      return component.clone();
    }
  }

  private BitSet nodesOfBrokenComponents() {
    int[] byRoot = nodesByRoot();
    BitSet broken = new BitSet();
    int[] counts = new int[limits.keys()];
    int start = 0;
    while (start < byRoot.length) {
      int root = find(byRoot[start]);
      int end = start + size[root];
      boolean breaks = size[root] > limits.maxNodes();
      for (int i = start; i < end; i++) {
        int key = limits.key(byRoot[i]);
        breaks |= key >= 0 && ++counts[key] > limits.max(key);
        for (int more : limits.further(byRoot[i])) {
          breaks |= ++counts[more] > limits.max(more);
        }
      }
      for (int i = start; i < end; i++) {
        int key = limits.key(byRoot[i]);
        if (key >= 0) {
          counts[key] = 0;
        }
        for (int more : limits.further(byRoot[i])) {
          counts[more] = 0;
        }
        if (breaks) {
          broken.set(byRoot[i]);
        }
      }
      start = end;
    }
    return broken;
  }

  /** All nodes, those of one component side by side: a counting sort by root. */
  private int[] nodesByRoot() {
    int[] next = new int[parent.length];
    int offset = 0;
    for (int node = 0; node < parent.length; node++) {
      if (find(node) == node) {
        next[node] = offset;
        offset += size[node];
      }
    }
    int[] sorted = new int[parent.length];
    for (int node = 0; node < parent.length; node++) {
      sorted[next[find(node)]++] = node;
    }
    return sorted;
  }

  private void replay(BitSet broken) {
    IntArrayList contested = new IntArrayList();
    for (int link = 0; link < links.size(); link++) {
      if (broken.get(links.a(link))) {
        contested.add(link);
      }
    }
    int[] order = contested.toIntArray();
    IntArrays.quickSort(order, links::compare);
    broken.stream().forEach(this::alone);
    Int2ObjectOpenHashMap<Int2IntOpenHashMap> counts = new Int2ObjectOpenHashMap<>();
    for (int link : order) {
      verdicts[link] = tryJoin(find(links.a(link)), find(links.b(link)), counts);
    }
  }

  private int tryJoin(int a, int b, Int2ObjectOpenHashMap<Int2IntOpenHashMap> counts) {
    if (a == b) {
      return ACCEPTED;
    }
    Int2IntOpenHashMap ofA = counts.computeIfAbsent(a, this::own);
    Int2IntOpenHashMap ofB = counts.computeIfAbsent(b, this::own);
    boolean aLarger = ofA.size() >= ofB.size();
    Int2IntOpenHashMap larger = aLarger ? ofA : ofB;
    Int2IntOpenHashMap smaller = aLarger ? ofB : ofA;
    int verdict = firstBroken(larger, smaller);
    if (verdict == ACCEPTED && size[a] + size[b] > limits.maxNodes()) {
      verdict = TOO_MANY_NODES;
    }
    if (verdict == ACCEPTED) {
      for (Int2IntMap.Entry entry : Int2IntMaps.fastIterable(smaller)) {
        larger.addTo(entry.getIntKey(), entry.getIntValue());
      }
      counts.remove(a);
      counts.remove(b);
      counts.put(join(a, b), larger);
    }
    return verdict;
  }

  /**
   * What both together break: an operator's word before any limit, else the smallest one, so that
   * the named rule depends on no order.
   */
  private int firstBroken(Int2IntOpenHashMap larger, Int2IntOpenHashMap smaller) {
    int first = ACCEPTED;
    for (Int2IntMap.Entry entry : Int2IntMaps.fastIterable(smaller)) {
      int key = entry.getIntKey();
      boolean breaks = larger.get(key) + entry.getIntValue() > limits.max(key);
      if (breaks && (first == ACCEPTED || limits.isBefore(key, first))) {
        first = key;
      }
    }
    return first;
  }

  private Int2IntOpenHashMap own(int node) {
    Int2IntOpenHashMap counts = new Int2IntOpenHashMap(2);
    if (limits.key(node) >= 0) {
      counts.put(limits.key(node), 1);
    }
    for (int more : limits.further(node)) {
      counts.addTo(more, 1);
    }
    return counts;
  }

  private void alone(int node) {
    parent[node] = node;
    size[node] = 1;
  }

  private int find(int node) {
    int current = node;
    while (parent[current] != current) {
      parent[current] = parent[parent[current]];
      current = parent[current];
    }
    return current;
  }

  private int join(int a, int b) {
    int rootA = find(a);
    int rootB = find(b);
    if (rootA == rootB) {
      return rootA;
    }
    int larger = size[rootA] >= size[rootB] ? rootA : rootB;
    int smaller = larger == rootA ? rootB : rootA;
    parent[smaller] = larger;
    size[larger] += size[smaller];
    return larger;
  }

  private int[] smallestOfComponent() {
    int[] smallest = new int[parent.length];
    Arrays.fill(smallest, -1);
    int[] component = new int[parent.length];
    for (int node = 0; node < parent.length; node++) {
      int root = find(node);
      if (smallest[root] < 0) {
        smallest[root] = node;
      }
      component[node] = smallest[root];
    }
    return component;
  }
}
