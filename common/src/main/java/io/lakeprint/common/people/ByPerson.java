package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of each person together and turns them into one row, with one shuffle of the rows
 * as they are.
 *
 * <p>Spark's own aggregation of objects would sort by person twice, because it keeps no more than
 * some hundred buffers at a time; rows sorted by one number need no comparison at all (radix sort)
 * and may spill. That number is a hash of the person, so a few people may share it: they are held
 * apart by name.
 */
public final class ByPerson {

  private static final String HASH = "hash of person";

  /** How the rows of one person become one row. Used by one task at a time. */
  public interface Gather<A> extends Serializable {

    /** What is known of a person before the first row. */
    A start();

    /**
     * Takes in one row of the person, in any order.
     *
     * @param row columns as given to {@link #gathered}, the person as bytes
     */
    void add(A all, Row row);

    /** What comes out of a person, fit for the schema; null = nothing. */
    @Nullable Row finish(String person, A all);
  }

  private ByPerson() {}

  /**
   * One row per person, or none, in no order. As deterministic as {@code gather} is, which sees the
   * rows of a person in any order.
   *
   * @param rows its first column is the person, a text that is never null
   * @param schema of what {@code gather} makes
   */
  public static <A> Dataset<Row> gathered(Dataset<Row> rows, Gather<A> gather, StructType schema) {
    String person = rows.columns()[0];
    int hash = rows.columns().length;
    MapPartitionsFunction<Row, Row> work = sorted -> new People<>(sorted, hash, gather);
    // As bytes: making a text of it once per row would cost more than all else.
    return rows.withColumn(HASH, xxhash64(col(person)))
        .withColumn(person, col(person).cast(DataTypes.BinaryType))
        .repartition(col(HASH))
        .sortWithinPartitions(col(HASH))
        .mapPartitions(work, Encoders.row(schema));
  }

  /**
   * The people of one partition, one hash after the other.
   *
   * <p>Rows have the person as bytes in their first column, and a hash of it at {@code hash}, by
   * which they are sorted.
   */
  static final class People<A> implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final int hash;
    private final Gather<A> gather;
    private @Nullable Row ahead;
    private Iterator<Map.Entry<String, A>> done = Map.<String, A>of().entrySet().iterator();
    private @Nullable Row next;

    People(Iterator<Row> rows, int hash, Gather<A> gather) {
      this.rows = rows;
      this.hash = hash;
      this.gather = gather;
      ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (next == null && (done.hasNext() || ahead != null)) {
        if (!done.hasNext()) {
          done = ofOneHash().entrySet().iterator();
        }
        Map.Entry<String, A> person = done.next();
        next = gather.finish(person.getKey(), person.getValue());
      }
      return next != null;
    }

    @Override
    public Row next() {
      Row row = hasNext() ? next : null;
      if (row == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return row;
    }

    private Map<String, A> ofOneHash() {
      Map<String, A> people = new LinkedHashMap<>();
      Row row = ahead;
      long of = row == null ? 0 : row.getLong(hash);
      byte[] last = {};
      @Nullable A all = null;
      while (row != null && row.getLong(hash) == of) {
        byte[] person = row.getAs(0);
        if (all == null || !Arrays.equals(person, last)) {
          all =
              people.computeIfAbsent(
                  new String(person, StandardCharsets.UTF_8), name -> gather.start());
          last = person;
        }
        gather.add(all, row);
        row = rows.hasNext() ? rows.next() : null;
      }
      ahead = row;
      return people;
    }
  }
}
