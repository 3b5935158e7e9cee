package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Which limits nodes count against, and which groups break one of them when taken whole. */
final class GroupLimits {
  private static final int PACK = 3 << 13;
  private static final int NONE = -1;

  private final LimitKeys limits;
  private final IntArrayList nodes = new IntArrayList();
  private final LongArrayList keys = new LongArrayList();

  GroupLimits(LimitKeys limits) {
    this.limits = limits;
  }

  /** A node, by its index, counts against a limit. */
  void add(int node, long key) {
    nodes.add(node);
    keys.add(key);
  }

  /** Packs of (node, smallest node of its group, 1 where the group breaks a limit else 0). */
  Iterator<byte[]> judge(UnionFind forest) {
    return new Judged(forest);
  }

  private final class Judged implements Iterator<byte[]> {
    private final UnionFind forest;
    private final int[] sorted;
    private final int[] head;
    private final int[] next;
    private final Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
    private final long[] pack = new long[PACK];
    private int start;
    private int end;
    private int at;
    private long smallest;
    private boolean broken;

    Judged(UnionFind forest) {
      this.forest = forest;
      this.sorted = forest.bySet();
      this.head = new int[forest.size()];
      this.next = new int[nodes.size()];
      Arrays.fill(head, NONE);
      for (int entry = 0; entry < next.length; entry++) {
        next[entry] = head[nodes.getInt(entry)];
        head[nodes.getInt(entry)] = entry;
      }
    }

    @Override
    public boolean hasNext() {
      return at < sorted.length;
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int size = 0;
      while (size < PACK && at < sorted.length) {
        if (at == end) {
          group();
        }
        pack[size++] = forest.value(sorted[at]);
        pack[size++] = smallest;
        pack[size++] = broken ? 1 : 0;
        at++;
      }
      return Packed.close(pack, size);
    }

    /** Looks at the next group as a whole. */
    private void group() {
      start = end;
      end = start + forest.sizeOf(forest.find(sorted[start]));
      smallest = Long.MAX_VALUE;
      broken = end - start > limits.maxNodes();
      counts.clear();
      for (int i = start; i < end; i++) {
        smallest = Math.min(smallest, forest.value(sorted[i]));
        for (int entry = head[sorted[i]]; entry != NONE; entry = next[entry]) {
          long key = keys.getLong(entry);
          broken |= counts.addTo(key, 1) >= limits.max(key);
        }
      }
    }
  }
}
