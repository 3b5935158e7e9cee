package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/** Disjoint sets of long numbers, in primitive arrays: union by size, path halving. */
final class UnionFind {
  private final Long2IntOpenHashMap indexes = new Long2IntOpenHashMap();
  private final LongArrayList values = new LongArrayList();
  private final IntArrayList parents = new IntArrayList();

  /** Size of the set at its root. */
  private final IntArrayList sizes = new IntArrayList();

  UnionFind() {
    indexes.defaultReturnValue(-1);
  }

  /** The index of a number, new where it was not seen before. */
  int index(long value) {
    int next = values.size();
    int known = indexes.putIfAbsent(value, next);
    if (known >= 0) {
      return known;
    }
    values.add(value);
    parents.add(next);
    sizes.add(1);
    return next;
  }

  int size() {
    return values.size();
  }

  long value(int index) {
    return values.getLong(index);
  }

  int find(int index) {
    int[] parent = parents.elements();
    int current = index;
    while (parent[current] != current) {
      parent[current] = parent[parent[current]];
      current = parent[current];
    }
    return current;
  }

  void join(int one, int other) {
    int a = find(one);
    int b = find(other);
    if (a != b) {
      int larger = sizes.getInt(a) >= sizes.getInt(b) ? a : b;
      int smaller = larger == a ? b : a;
      parents.set(smaller, larger);
      sizes.set(larger, sizes.getInt(a) + sizes.getInt(b));
    }
  }

  /** Members of the set whose root this is. */
  int sizeOf(int root) {
    return sizes.getInt(root);
  }

  /** All indexes, those of one set side by side: a counting sort by root. */
  int[] bySet() {
    int[] next = new int[size()];
    int offset = 0;
    for (int index = 0; index < next.length; index++) {
      if (find(index) == index) {
        next[index] = offset;
        offset += sizes.getInt(index);
      }
    }
    int[] sorted = new int[next.length];
    for (int index = 0; index < sorted.length; index++) {
      sorted[next[find(index)]++] = index;
    }
    return sorted;
  }
}
