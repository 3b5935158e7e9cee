package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
 * Brings the rows of each person together and makes rows of them, with one shuffle of the rows as
 * they are.
 *
 * <p>Spark's own aggregation of objects would sort by person twice, because it keeps no more than
 * some hundred buffers at a time; rows sorted by one number need no comparison at all (radix sort)
 * and may spill. That number is a hash of the person, so a few people may share it: they are held
 * apart by name.
 */
public final class ByPerson {

  private static final String HASH = "hash of person";

  /** What becomes of the rows of one person. Used by one task at a time. */
  public interface Gather<A> extends Serializable {

    /** What is known of a person before the first row. */
    A start();

    /**
     * Takes in one row of the person, in any order.
     *
     * @param row columns as given to {@link #gathered}, the person as bytes
     */
    void add(A all, Row row);

    /** What comes out of a person, fit for the schema; empty = nothing. */
    List<Row> finish(String person, A all);
  }

  private ByPerson() {}

  /**
   * What comes out of each person, in no order. As deterministic as {@code gather} is, which sees
   * the rows of a person in any order.
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
    private Iterator<Row> told = Collections.emptyIterator();

    People(Iterator<Row> rows, int hash, Gather<A> gather) {
      this.rows = rows;
      this.hash = hash;
      this.gather = gather;
      ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!told.hasNext() && (done.hasNext() || ahead != null)) {
        if (!done.hasNext()) {
          done = ofOneHash().entrySet().iterator();
        }
        Map.Entry<String, A> person = done.next();
        told = gather.finish(person.getKey(), person.getValue()).iterator();
      }
      return told.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return told.next();
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
