package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Histograms out of rows of {@code behaviour.distribution_cells}, bucket by bucket. */
final class Buckets {

  static final String SECONDS = "seconds";

  private static final String BUCKET = "bucket";

  private Buckets() {}

  /**
   * A histogram.
   *
   * @param series tells its rows apart
   * @param cells its rows by bucket; buckets that hold nobody have none
   */
  static Block block(String id, Text title, Field series, List<Row> cells) {
    String measure =
        cells.isEmpty() ? SECONDS : Reading.text(cells.get(0), DistributionCellsTable.MEASURE);
    Rows table =
        Rows.of(
            series,
            Field.of(BUCKET, "区间", "Bucket", Format.TEXT),
            Field.of(
                DistributionCellsTable.USERS,
                measure.equals(SECONDS) ? "次数或人数" : "人数",
                measure.equals(SECONDS) ? "Times or people" : "People",
                Format.COUNT),
            Field.of(DistributionCellsTable.USER_RATIO, "占比", "Share", Format.RATIO),
            Field.of(DistributionCellsTable.WINDOW_COMPLETE, "已完整", "Over", Format.FLAG));
    // Buckets stand in their order also where the first series lacks some of them.
    Map<Integer, Row> byNumber = new TreeMap<>();
    cells.forEach(row -> byNumber.putIfAbsent(number(row), row));
    for (Object one : cells.stream().map(row -> row.getAs(series.id())).distinct().toList()) {
      List<Row> own = cells.stream().filter(row -> one.equals(row.getAs(series.id()))).toList();
      Object complete = own.get(0).getAs(DistributionCellsTable.WINDOW_COMPLETE.name());
      @Nullable BigDecimal beyond = null;
      for (Row bound : byNumber.values()) {
        BigDecimal from = bound.getAs(DistributionCellsTable.BUCKET_FROM.name());
        if (beyond != null && from != null && beyond.compareTo(from) < 0) {
          table.add(one, label(measure, beyond, from), 0L, 0.0, complete);
        }
        beyond = bound.getAs(DistributionCellsTable.BUCKET_TO.name());
        Row cell =
            own.stream().filter(row -> number(row) == number(bound)).findFirst().orElse(null);
        table.add(
            one,
            label(measure, from, beyond),
            cell == null ? 0L : cell.getAs(DistributionCellsTable.USERS.name()),
            cell == null ? 0.0 : cell.getAs(DistributionCellsTable.USER_RATIO.name()),
            complete);
      }
    }
    return Block.chart(
        id,
        title,
        Chart.of(Chart.Kind.BAR, BUCKET, DistributionCellsTable.USER_RATIO.name())
            .by(series.id())
            .complete(DistributionCellsTable.WINDOW_COMPLETE),
        "reports",
        table);
  }

  /** The field that tells periods apart. */
  static Field byPeriod() {
    return Field.of(ReportColumns.PERIOD_START, "周期", "From", Format.DAY);
  }

  private static int number(Row row) {
    return row.<Integer>getAs(DistributionCellsTable.BUCKET_NO.name());
  }

  /** What is in a bucket, in words: "6–10", "100–200", "1 min – 5 min". */
  static Text label(String measure, @Nullable BigDecimal from, @Nullable BigDecimal to) {
    return switch (measure) {
      case SECONDS -> range(duration(from), duration(to), " – ");
      case "amount" -> range(plain(from), plain(to), "–");
      default -> whole(from, to);
    };
  }

  /** Buckets of whole numbers end with the last number that is in them. */
  private static Text whole(@Nullable BigDecimal from, @Nullable BigDecimal to) {
    if (from == null || to == null) {
      return range(plain(from), plain(to), "–");
    }
    BigDecimal last = to.subtract(BigDecimal.ONE);
    return from.compareTo(last) == 0
        ? Text.same(number(from))
        : Text.same(number(from) + "–" + number(last));
  }

  private static Text range(@Nullable Text from, @Nullable Text to, String between) {
    if (from == null) {
      return to == null ? Text.of("全部", "all") : Text.of("< " + to.zh(), "< " + to.en());
    }
    return to == null
        ? Text.of("≥ " + from.zh(), "≥ " + from.en())
        : Text.of(from.zh() + between + to.zh(), from.en() + between + to.en());
  }

  private static @Nullable Text plain(@Nullable BigDecimal value) {
    return value == null ? null : Text.same(number(value));
  }

  private static @Nullable Text duration(@Nullable BigDecimal seconds) {
    if (seconds == null) {
      return null;
    }
    long all = seconds.longValue();
    if (all == 0) {
      return Text.same("0");
    }
    if (all % 86_400 == 0) {
      return Text.of(all / 86_400 + " 天", all / 86_400 + " d");
    }
    if (all % 3_600 == 0) {
      return Text.of(all / 3_600 + " 小时", all / 3_600 + " h");
    }
    return all % 60 == 0
        ? Text.of(all / 60 + " 分", all / 60 + " min")
        : Text.of(all + " 秒", all + " s");
  }

  private static String number(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return plain.scale() <= 0
        ? String.format(Locale.ROOT, "%d", plain.toBigInteger())
        : plain.toPlainString();
  }
}
