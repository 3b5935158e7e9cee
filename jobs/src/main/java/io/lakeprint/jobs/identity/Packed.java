package io.lakeprint.jobs.identity;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * Long numbers packed by the thousands, because one row each costs more on its way than it says.
 * The first number of a pack tells what the others are.
 */
final class Packed implements Iterator<byte[]> {
  private static final int NUMBERS = 1 << 15;

  private final long tag;
  private final Iterator<Row> rows;
  private final int width;

  /**
   * @param tag first number of each pack
   * @param rows rows of {@code width} numbers, none null
   */
  Packed(long tag, Iterator<Row> rows, int width) {
    this.tag = tag;
    this.rows = rows;
    this.width = width;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ByteBuffer bytes = ByteBuffer.allocate((1 + NUMBERS) * Long.BYTES);
    LongBuffer pack = bytes.asLongBuffer();
    pack.put(tag);
    while (rows.hasNext() && pack.remaining() >= width) {
      Row row = rows.next();
      for (int i = 0; i < width; i++) {
        pack.put(row.getLong(i));
      }
    }
    return Arrays.copyOf(bytes.array(), pack.position() * Long.BYTES);
  }

  /** The numbers of a pack; the first is its tag. */
  static LongBuffer open(byte[] pack) {
    return ByteBuffer.wrap(pack).asLongBuffer();
  }

  /** {@code size} numbers as one pack without a tag. */
  static byte[] close(long[] numbers, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size * Long.BYTES);
    bytes.asLongBuffer().put(numbers, 0, size);
    return bytes.array();
  }
}
