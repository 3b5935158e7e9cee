package io.lakeprint.jobs.tags;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One raw event of a random log.
 *
 * @param anchor the node it was seen with; a person has two
 * @param order the order that it belongs to
 */
record Deed(
    String id,
    String person,
    long anchor,
    String name,
    Instant at,
    String channel,
    @Nullable String category,
    @Nullable String order,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal discount,
    @Nullable String currency) {

  static final int PEOPLE = 10;

  static final List<String> NAMES =
      List.of("page_view", "search", "add_to_cart", "purchase", "message_sent", "login");
  static final List<String> CHANNELS = List.of("app", "store", "web");
  static final List<String> CATEGORIES = List.of("bags", "hats", "shoes");

  LocalDate day(ZoneId zone) {
    return at.atZone(zone).toLocalDate();
  }

  /** Events in bursts from some days before {@code first} on, some at the same second. */
  static List<Deed> random(Random random, Instant first, int days, int bursts) {
    List<Deed> deeds = new ArrayList<>();
    for (int burst = 0; burst < bursts; burst++) {
      int person = random.nextInt(PEOPLE - 1);
      Instant at = first.plusSeconds(random.nextInt(days * 86_400));
      int length = 1 + random.nextInt(5);
      for (int i = 0; i < length; i++) {
        deeds.add(one(random, deeds.size(), person, at));
        boolean gap = random.nextInt(4) == 0;
        at = at.plus(Duration.ofSeconds(gap ? 1800 + random.nextInt(3) : random.nextInt(1799)));
      }
    }
    return withRefunds(random, deeds);
  }

  private static Deed one(Random random, int number, int person, Instant at) {
    String name = pick(random, NAMES);
    boolean bought = name.equals("purchase");
    boolean told = bought || random.nextInt(5) == 0;
    return new Deed(
        "e%05d".formatted(number),
        "p" + person,
        10L * person + random.nextInt(2),
        name,
        at,
        pick(random, CHANNELS),
        random.nextBoolean() ? pick(random, CATEGORIES) : null,
        bought && random.nextInt(4) > 0 ? "o" + number : null,
        told ? BigDecimal.valueOf(random.nextInt(100_000), 2).setScale(4) : null,
        bought && random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(500), 2) : null,
        told ? (random.nextInt(12) == 0 ? "EUR" : "CNY") : null);
  }

  private static List<Deed> withRefunds(Random random, List<Deed> deeds) {
    List<Deed> all = new ArrayList<>(deeds);
    for (Deed deed : deeds) {
      BigDecimal amount = deed.amount();
      if (deed.order() != null && amount != null && random.nextInt(4) == 0) {
        BigDecimal back = amount.multiply(BigDecimal.valueOf(random.nextInt(2), 0)).setScale(4);
        all.add(
            new Deed(
                "r" + deed.id(),
                deed.person(),
                deed.anchor(),
                "refund",
                deed.at().plusSeconds(1 + random.nextInt(9 * 86_400)),
                deed.channel(),
                null,
                deed.order(),
                back,
                null,
                deed.currency()));
      }
    }
    return all;
  }

  static String pick(Random random, List<String> values) {
    return Objects.requireNonNull(values.get(random.nextInt(values.size())));
  }
}
