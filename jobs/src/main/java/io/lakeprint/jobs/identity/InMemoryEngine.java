package io.lakeprint.jobs.identity;

import io.lakeprint.common.tables.IdLinksTable;
import java.nio.LongBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * One task and a union-find over primitive arrays in it: some 60 bytes a node and nothing a link,
 * so 10 million nodes want 0.6 GB of heap. What goes to that task and back goes packed.
 */
record InMemoryEngine(LimitKeys limits) implements PartitionEngine {
  private static final long NODES = 0;
  private static final long LINKS = 1;

  /** Rows out. */
  static final StructType SCHEMA =
      new StructType()
          .add(GraphColumns.NODE.name(), GraphColumns.NODE.type(), false)
          .add(GraphColumns.GROUP.name(), GraphColumns.GROUP.type(), false)
          .add(GraphColumns.CONTESTED.name(), GraphColumns.CONTESTED.type(), false);

  @Override
  public Dataset<Row> groups(Dataset<Row> nodes, Dataset<Row> links) {
    LimitKeys keys = limits;
    MapPartitionsFunction<Row, byte[]> packNodes = rows -> new Packed(NODES, rows, 2);
    MapPartitionsFunction<Row, byte[]> packLinks = rows -> new Packed(LINKS, rows, 2);
    MapPartitionsFunction<byte[], byte[]> solve = packs -> solve(packs, keys);
    FlatMapFunction<byte[], Row> unpack = Unpacked::new;
    int tasks = nodes.sparkSession().sparkContext().defaultParallelism();
    return nodes
        .select(GraphColumns.NODE.col(), LimitKeys.KEY.col())
        .mapPartitions(packNodes, Encoders.BINARY())
        .union(
            links
                .select(IdLinksTable.NODE_A.col(), IdLinksTable.NODE_B.col())
                .mapPartitions(packLinks, Encoders.BINARY()))
        .repartition(1)
        .mapPartitions(solve, Encoders.BINARY())
        .repartition(tasks)
        .flatMap(unpack, Encoders.row(SCHEMA));
  }

  private static Iterator<byte[]> solve(Iterator<byte[]> packs, LimitKeys limits) {
    UnionFind forest = new UnionFind();
    GroupLimits counts = new GroupLimits(limits);
    while (packs.hasNext()) {
      LongBuffer pack = Packed.open(packs.next());
      boolean isNodes = pack.get() == NODES;
      while (pack.hasRemaining()) {
        int node = forest.index(pack.get());
        if (isNodes) {
          counts.add(node, pack.get());
        } else {
          forest.join(node, forest.index(pack.get()));
        }
      }
    }
    return counts.judge(forest);
  }

  /** Rows of one pack. */
  private static final class Unpacked implements Iterator<Row> {
    private final LongBuffer pack;

    Unpacked(byte[] pack) {
      this.pack = Packed.open(pack);
    }

    @Override
    public boolean hasNext() {
      return pack.hasRemaining();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return RowFactory.create(pack.get(), pack.get(), pack.get() != 0);
    }
  }
}
