package io.lakeprint.ml;

import io.lakeprint.ml.value.btyd.Histories;
import io.lakeprint.ml.value.btyd.History;
import io.lakeprint.ml.value.btyd.Spending;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Customers that a benchmark fits models to: each buys at a pace of their own (exponential over
 * customers, in the mean once in {@value #DAYS_BETWEEN} days) and may leave after each repeat with
 * a chance of their own (Beta(1, 4)), which is what BG/NBD says with r = 1, α = {@value
 * #DAYS_BETWEEN}, a = 1, b = 4. Time is in whole days, as the lake knows it. The same every time.
 *
 * @param customers how many
 */
record MadeCustomers(int customers) {
  static final double DAYS_BETWEEN = 50;
  private static final int LONGEST = 730;
  private static final double AMOUNT = 40;

  /** One group per customer: grouping is part of a fit. */
  List<Histories.Group> histories() {
    return IntStream.range(0, customers)
        .mapToObj(i -> new Histories.Group(history(new SplittableRandom(i)), 1))
        .toList();
  }

  private static History history(SplittableRandom random) {
    int age = random.nextInt(1, LONGEST);
    double pace = exponential(random) / DAYS_BETWEEN;
    double leaves = 1 - Math.pow(random.nextDouble(), 0.25);
    double time = exponential(random) / pace;
    int repeats = 0;
    int last = 0;
    while (time <= age) {
      int day = (int) Math.ceil(time);
      repeats += day > last ? 1 : 0;
      last = day;
      if (random.nextDouble() < leaves) {
        break;
      }
      time += exponential(random) / pace;
    }
    return new History(repeats, last, age);
  }

  /** What they spend, around a mean of their own. */
  List<Spending> spendings() {
    return IntStream.range(0, customers)
        .mapToObj(
            i -> {
              SplittableRandom random = new SplittableRandom(~(long) i);
              double taste = AMOUNT * (0.2 + exponential(random));
              int purchases = random.nextInt(1, 12);
              double total = 0;
              for (int purchase = 0; purchase < purchases; purchase++) {
                total += taste * (exponential(random) + exponential(random)) / 2;
              }
              return new Spending(purchases, Math.max(0.01, total / purchases));
            })
        .toList();
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }
}
