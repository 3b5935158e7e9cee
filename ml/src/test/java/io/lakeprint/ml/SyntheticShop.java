package io.lakeprint.ml;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * Roll-ups of seeded people with a planted hazard of leaving: everyone comes at a pace of their
 * own, from every other day to once a month, and each day may be the last, twenty times as likely
 * for those who keep writing to service. So how long somebody has been away says little without
 * their pace and their complaints: knowing both by heart predicts with a ROC-AUC of .90, recency
 * alone with .82 (of those active in the last 30 days).
 *
 * @param people how many
 * @param days from {@link #FIRST_DAY} on
 * @param seed of everything
 */
public record SyntheticShop(int people, int days, long seed) {
  public static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

  public LocalDate lastDay() {
    return FIRST_DAY.plusDays(days - 1L);
  }

  public RollUpRows rows() {
    Random random = new Random(seed);
    RollUpRows rows = new RollUpRows();
    for (int person = 0; person < people; person++) {
      live(String.format(Locale.ROOT, "p%05d", person), random, rows);
    }
    return rows;
  }

  private void live(String id, Random random, RollUpRows rows) {
    double pace = 0.03 * Math.pow(0.8 / 0.03, random.nextDouble());
    boolean complains = random.nextInt(4) == 0;
    double leaves = complains ? 0.04 : 0.002;
    double taste = 20 + 200 * random.nextDouble() * random.nextDouble();
    for (int day = random.nextInt(Math.max(1, days * 3 / 4)); day < days; day++) {
      if (random.nextDouble() < pace) {
        LocalDate date = FIRST_DAY.plusDays(day);
        rows.did(id, date, "page_view", 1 + random.nextInt(8), null);
        rows.visited(id, date, 30 + random.nextInt(600), random.nextInt(4) == 0);
        rows.met(id, date, "c" + random.nextInt(6));
        if (complains && random.nextInt(3) == 0) {
          rows.did(id, date, "service_message", 1, null);
        }
        if (random.nextInt(5) == 0) {
          double amount = taste * (0.5 + random.nextDouble());
          rows.did(id, date, "purchase", 1, String.format(Locale.ROOT, "%.2f", amount));
        }
      }
      if (random.nextDouble() < leaves) {
        return;
      }
    }
  }
}
