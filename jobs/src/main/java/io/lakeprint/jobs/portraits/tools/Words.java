package io.lakeprint.jobs.portraits.tools;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values as a person reads them.
 *
 * @param zone the zone in which times are told
 */
record Words(ZoneId zone) {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

  String moment(Instant at) {
    return MINUTE.format(at.atZone(zone));
  }

  String day(Instant at) {
    return at.atZone(zone).toLocalDate().toString();
  }

  String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  String second(Instant at) {
    return SECOND.format(at.atZone(zone));
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String number(double number) {
    return new BigDecimal(String.format(Locale.ROOT, "%.3f", number))
        .stripTrailingZeros()
        .toPlainString();
  }

  static String money(BigDecimal amount, @Nullable String currency) {
    return String.format(Locale.ROOT, "%s%,.2f", currency == null ? "" : currency + " ", amount);
  }

  /** What led to a visit; empty where nobody said. */
  static Optional<String> source(
      @Nullable String source,
      @Nullable String medium,
      @Nullable String campaign,
      @Nullable String referrer) {
    String told =
        Stream.of(source, medium, campaign)
            .filter(part -> part != null)
            .collect(Collectors.joining(" / "));
    String all = told + (referrer == null ? "" : (told.isEmpty() ? "" : ", ") + referrer);
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }
}
