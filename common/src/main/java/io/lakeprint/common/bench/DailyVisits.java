package io.lakeprint.common.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_seconds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * People who come day after day, for measuring what one more day costs a lake. Deterministic.
 *
 * @param bench where it is measured
 * @param people how many there are
 */
public record DailyVisits(Bench bench, int people) {

  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final long MORNING = 1_767_232_800L; // 2026-01-01T02:00Z, 10:00 in Shanghai
  private static final long DAY_SECONDS = 86_400L;

  /** The date of a day, counted from 1. */
  public static LocalDate date(int day) {
    return START.plusDays(day - 1L);
  }

  /** The setting that makes a run one of that day. */
  public static String asOf(int day) {
    return "time.as-of=" + date(day);
  }

  /**
   * Events of {@code count} days after the first {@code before}, a minute apart from each other.
   *
   * @param comes who comes, from the columns {@code person} (0 to people - 1) and {@code day}
   *     (counted from 0)
   * @param events of a visit
   * @return {@code person int, day int, n int, at string}: {@code n} from 0 within a visit, {@code
   *     at} in ISO 8601
   */
  public Dataset<Row> events(int before, int count, Column comes, int events) {
    Column seconds =
        col("day").multiply(DAY_SECONDS).plus(col("n").multiply(60)).plus(MORNING).cast("bigint");
    return bench
        .spark()
        .range((long) people * count)
        .select(
            pmod(col("id"), lit(people)).cast("int").as("person"),
            floor(col("id").divide(people)).plus(before).cast("int").as("day"))
        .where(comes)
        .withColumn("n", explode(expr("sequence(0, " + (events - 1) + ")")))
        .withColumn("at", date_format(timestamp_seconds(seconds), "yyyy-MM-dd'T'HH:mm:ss'Z'"));
  }

  /** Gives a trial a lake of its own, which is as {@code lake} is. */
  public void copy(String lake, Trial trial) {
    Configuration conf = bench.spark().sparkContext().hadoopConfiguration();
    Path source = new Path(lake);
    Path target = new Path(trial.folder("lake"));
    try {
      FileUtil.copy(
          source.getFileSystem(conf), source, target.getFileSystem(conf), target, false, conf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
