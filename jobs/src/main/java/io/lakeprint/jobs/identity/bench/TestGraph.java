package io.lakeprint.jobs.identity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.IdLinksTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Graphs that are hard for some way of finding components: rows (node_a, node_b), node_a &lt;
 * node_b. Made by hashing, so the same size gives the same graph on every machine.
 */
enum TestGraph {
  /** Every round of label propagation moves a label one step. */
  G1_SORTED_CHAIN(false, false) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      return pairs(numbers, NUMBER, NUMBER.plus(1));
    }
  },
  G2_SHUFFLED_CHAIN(false, false) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      return pairs(numbers, xxhash64(NUMBER), xxhash64(NUMBER.plus(1)));
    }
  },
  /** One key with all rows. */
  G3_STAR_MINIMUM(false, true) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      return pairs(numbers, lit(-1L), NUMBER);
    }
  },
  G4_STAR_MAXIMUM(false, true) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      return pairs(numbers, NUMBER, lit(Long.MAX_VALUE));
    }
  },
  /** Events with identifiers of which few are very common (Zipf, exponent 1.6). */
  G5_EVENTS_ZIPF(true, true) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      Column rank = least(floor(pow(chance(1), lit(-1 / 0.6))), lit(links / 2.0)).cast("long");
      Column event = xxhash64(lit("event"), pmod(xxhash64(NUMBER, lit(2)), lit(links / 2)));
      return pairs(numbers, event, xxhash64(lit("identifier"), rank.multiply(31), lit(3)));
    }
  },
  /** People of 2 to 8 identifiers. */
  G6_SMALL(true, true) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      Column person = floor(NUMBER.divide(8)).cast("long");
      Column member = pmod(NUMBER, lit(8));
      Column size = pmod(xxhash64(person, lit(4)), lit(7)).plus(2);
      return pairs(
          numbers.where(member.lt(size.minus(1))),
          xxhash64(person, member.plus(1)),
          xxhash64(person, floor(chance(5).multiply(member.plus(1))).cast("long")));
    }
  },
  /** Chains of 40. */
  G7_CHAINS(true, true) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      return pairs(
          numbers.where(pmod(NUMBER, lit(40)).notEqual(39)),
          xxhash64(NUMBER),
          xxhash64(NUMBER.plus(1)));
    }
  },
  /** Recursive matrix (Chakrabarti, Zhan, Faloutsos 2004): .57, .19, .19, .05. */
  G8_RMAT(false, true) {
    @Override
    Dataset<Row> links(Dataset<Row> numbers, long links) {
      int scale = Math.max(4, 64 - Long.numberOfLeadingZeros(links / 16));
      Column from = lit(0L);
      Column to = lit(0L);
      for (int bit = 0; bit < scale; bit++) {
        Column chance = chance(10 + bit);
        from = from.multiply(2).plus(when(chance.lt(0.76), 0L).otherwise(1L));
        Column right = chance.geq(0.57).and(chance.lt(0.76)).or(chance.geq(0.95));
        to = to.multiply(2).plus(when(right, 1L).otherwise(0L));
      }
      return pairs(numbers, xxhash64(from), xxhash64(to));
    }
  };

  private static final Column NUMBER = col("id");

  private final boolean likeIdentity;
  private final boolean isShallow;

  TestGraph(boolean likeIdentity, boolean isShallow) {
    this.likeIdentity = likeIdentity;
    this.isShallow = isShallow;
  }

  /** Whether identity meets such graphs. */
  boolean likeIdentity() {
    return likeIdentity;
  }

  /** Whether label propagation ends in reasonable time. */
  boolean isShallow() {
    return isShallow;
  }

  abstract Dataset<Row> links(Dataset<Row> numbers, long links);

  /** About so many links. */
  Dataset<Row> make(SparkSession spark, long links) {
    return links(spark.range(0, links, 1, 8).toDF(), links);
  }

  /** Uniform in (0, 1), by hash of the row's number. */
  private static Column chance(int salt) {
    return shiftrightunsigned(xxhash64(NUMBER, lit(salt)), 11)
        .plus(0.5)
        .divide((double) (1L << 53));
  }

  private static Dataset<Row> pairs(Dataset<Row> numbers, Column one, Column other) {
    return numbers
        .select(
            least(one, other).as(IdLinksTable.NODE_A.name()),
            greatest(one, other).as(IdLinksTable.NODE_B.name()))
        .where(IdLinksTable.NODE_A.col().notEqual(IdLinksTable.NODE_B.col()));
  }
}
