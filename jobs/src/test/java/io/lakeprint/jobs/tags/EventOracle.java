package io.lakeprint.jobs.tags;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tag is, by looking at every raw event of one person: no roll-up, no Spark, no code of the
 * engine. Values are texts, {@code null} for unknown.
 *
 * @param deeds all events of the person
 * @param zone the business zone
 * @param asOf the day at whose end it is
 */
record EventOracle(List<Deed> deeds, ZoneId zone, LocalDate asOf) {

  private static final Set<String> PASSIVE = Set.of("message_sent", "refund");
  private static final Comparator<Deed> IN_TIME =
      Comparator.comparing(Deed::at).thenComparing(Deed::id);

  /** A visit, or an order: when it began, and its events. */
  private record Group(Instant began, List<Deed> deeds) {}

  /** The same without what is yet to come. */
  EventOracle past() {
    return new EventOracle(
        deeds.stream().filter(deed -> !deed.day(zone).isAfter(asOf)).toList(), zone, asOf);
  }

  String value(RandomTag tag, Map<String, RandomTag> others) {
    List<Deed> did = inWindow(deeds, Deed::at, tag.window()).filter(is(tag.event())).toList();
    List<Group> visits = inWindow(visits(), Group::began, tag.window()).toList();
    List<Group> orders = inWindow(orders(), Group::began, tag.window()).toList();
    return switch (tag.what()) {
      case "count_of" -> text(did.size());
      case "days_of" -> text(did.stream().map(deed -> deed.day(zone)).distinct().count());
      case "first_at" -> text(did.stream().map(Deed::at).min(Comparator.naturalOrder()));
      case "last_at" -> text(did.stream().map(Deed::at).max(Comparator.naturalOrder()));
      case "sum_of" -> sum(did, Deed::amount);
      case "currency_of" -> currency(did).orElse("null");
      case "session_count" -> text(visits.size());
      case "session_sum" ->
          text(visits.stream().mapToLong(visit -> size(visit, tag.other())).sum());
      case "session_max" ->
          text(visits.stream().map(visit -> size(visit, tag.other())).max(Long::compare));
      case "sessions_with" ->
          text(
              visits.stream()
                  .filter(visit -> visit.deeds().stream().anyMatch(is("purchase")))
                  .count());
      case "order_count" -> text(orders.size());
      case "order_sum" -> sum(goods(orders), deed -> amount(deed, tag.other()));
      case "orders_with" ->
          text(orders.stream().filter(order -> amountOf(order, tag.other()).signum() > 0).count());
      case "first_order_at" ->
          text(orders.stream().map(Group::began).min(Comparator.naturalOrder()));
      case "last_order_at" ->
          text(orders.stream().map(Group::began).max(Comparator.naturalOrder()));
      case "values_of" -> text(weights(did, tag.other()).size());
      case "total_of" ->
          text(weights(did, tag.other()).values().stream().mapToLong(Long::longValue).sum());
      case "top_count" ->
          text(
              weights(did, tag.other()).values().stream()
                  .mapToLong(Long::longValue)
                  .max()
                  .orElse(0));
      case "count_in" -> text(weights(did, tag.other()).getOrDefault(tag.value(), 0L));
      case "top" -> top(weights(did, tag.other()));
      case "ratio" ->
          ratio(did, inWindow(deeds, Deed::at, tag.window()).filter(is(tag.other())).count());
      case "funnel" -> funnel(tag);
      case "sequence" -> text(isSequence(tag));
      case "behaved" -> isBehaved(tag) ? "yes" : "no";
      case "ladder" -> ladder(tag, Optional.of(Long.parseLong(value(on(tag, others), others))));
      case "age" -> ladder(tag, age(value(on(tag, others), others)));
      default -> throw new IllegalArgumentException(tag.what());
    };
  }

  private static RandomTag on(RandomTag tag, Map<String, RandomTag> others) {
    return Objects.requireNonNull(others.get(tag.other()));
  }

  private <T> Stream<T> inWindow(List<T> things, Function<T, Instant> at, String window) {
    return things.stream()
        .filter(thing -> counts(at.apply(thing).atZone(zone).toLocalDate(), window, asOf));
  }

  /** Whether a day lies in a window, as docs/tags.md says. */
  static boolean counts(LocalDate day, String window, LocalDate asOf) {
    if (window.endsWith("-before")) {
      String base = window.replace("-before", "");
      return counts(day, base, asOf.minusDays(length(base)));
    }
    if (window.endsWith("-a-year-ago")) {
      String base = window.replace("-a-year-ago", "");
      return counts(
          day,
          base,
          base.equals("this-week") ? asOf.minusDays(364) : asOf.withYear(asOf.getYear() - 1));
    }
    if (day.isAfter(asOf)) {
      return false;
    }
    return switch (window) {
      case "lifetime" -> true;
      case "this-month" -> YearMonth.from(day).equals(YearMonth.from(asOf));
      case "this-week" -> week(day).equals(week(asOf));
      default -> ChronoUnit.DAYS.between(day, asOf) < length(window);
    };
  }

  private static int length(String days) {
    return Integer.parseInt(days.replace("d", ""));
  }

  private static List<Integer> week(LocalDate day) {
    return List.of(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private static Predicate<Deed> is(String event) {
    return deed -> event.equals("*") ? !PASSIVE.contains(deed.name()) : event.equals(deed.name());
  }

  private boolean isSequence(RandomTag tag) {
    List<Deed> all = inWindow(deeds, Deed::at, tag.window()).sorted(IN_TIME).toList();
    Duration within = Duration.ofHours(tag.limits().get(0));
    return all.stream()
        .filter(is(tag.event()))
        .anyMatch(
            first ->
                all.stream()
                    .filter(is(tag.other()))
                    .map(Deed::at)
                    .filter(at -> !at.isBefore(first.at()))
                    .findFirst()
                    .filter(at -> Duration.between(first.at(), at).compareTo(within) <= 0)
                    .filter(
                        at ->
                            all.stream()
                                .filter(is(tag.value()))
                                .map(Deed::at)
                                .noneMatch(x -> x.isAfter(first.at()) && x.isBefore(at)))
                    .isPresent());
  }

  private boolean isBehaved(RandomTag tag) {
    Predicate<Deed> which =
        switch (tag.value()) {
          case "channel" -> deed -> deed.channel().equals("web");
          case "category", "of" -> deed -> Set.of("hats", "bags").contains(deed.category() + "");
          default -> deed -> true;
        };
    List<LocalDate> did =
        deeds.stream().filter(is(tag.event()).and(which)).map(deed -> deed.day(zone)).toList();
    int again = tag.limits().get(1);
    int silent = tag.limits().get(2);
    long times = did.stream().filter(day -> counts(day, tag.window(), asOf)).count();
    return switch (tag.other()) {
      case "done" -> times > tag.limits().get(0);
      case "days" ->
          did.stream().filter(day -> counts(day, tag.window(), asOf)).distinct().count()
              == tag.limits().get(0);
      case "not-done" -> times == 0;
      case "regularly" ->
          Stream.of(0, 1, 2).filter(n -> isAny(did, n * again, (n + 1) * again)).count() >= 2;
      case "stopped" -> isAny(did, silent, silent + 60) && !isAny(did, 0, silent);
      case "restarted" ->
          isAny(did, 0, again)
              && !isAny(did, again, again + silent)
              && isAny(did, again + silent, again + silent + 60);
      default -> throw new IllegalArgumentException(tag.other());
    };
  }

  /** Whether one of the days is {@code from} days ago or more, and fewer than {@code to}. */
  private boolean isAny(List<LocalDate> days, int from, int to) {
    return days.stream()
        .mapToLong(day -> ChronoUnit.DAYS.between(day, asOf))
        .anyMatch(ago -> ago >= from && ago < to);
  }

  private List<Group> visits() {
    List<Group> visits = new ArrayList<>();
    Optional<Instant> before = Optional.empty();
    for (Deed deed : deeds.stream().filter(is("*")).sorted(IN_TIME).toList()) {
      boolean idle =
          before
              .map(last -> Duration.between(last, deed.at()).compareTo(Duration.ofMinutes(30)) >= 0)
              .orElse(true);
      if (idle) {
        visits.add(new Group(deed.at(), new ArrayList<>()));
      }
      visits.get(visits.size() - 1).deeds().add(deed);
      before = Optional.of(deed.at());
    }
    return visits;
  }

  private static long size(Group visit, String column) {
    return visit.deeds().stream()
        .filter(deed -> column.equals("event_count") || deed.name().equals("page_view"))
        .count();
  }

  private List<Group> orders() {
    Map<String, List<Deed>> byId = new TreeMap<>();
    for (Deed deed : deeds) {
      if (deed.order() != null) {
        byId.computeIfAbsent(deed.order(), id -> new ArrayList<>()).add(deed);
      }
    }
    return byId.values().stream()
        .map(
            all ->
                new Group(
                    all.stream().map(Deed::at).min(Comparator.naturalOrder()).orElseThrow(), all))
        .toList();
  }

  private static List<Deed> goods(List<Group> orders) {
    return orders.stream().flatMap(order -> order.deeds().stream()).toList();
  }

  private static BigDecimal amountOf(Group order, String column) {
    return order.deeds().stream()
        .map(deed -> amount(deed, column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What an event adds to an amount of its order: {@code amount} is what was paid. */
  private static BigDecimal amount(Deed deed, String column) {
    BigDecimal amount = Objects.requireNonNullElse(deed.amount(), BigDecimal.ZERO);
    BigDecimal discount = Objects.requireNonNullElse(deed.discount(), BigDecimal.ZERO);
    boolean refund = deed.name().equals("refund");
    return switch (column) {
      case "net_amount" -> refund ? amount.negate() : amount;
      case "gross_amount" -> refund ? BigDecimal.ZERO : amount.add(discount);
      case "discount_amount" -> refund ? BigDecimal.ZERO : discount;
      case "refunded_amount" -> refund ? amount : BigDecimal.ZERO;
      default -> throw new IllegalArgumentException(column);
    };
  }

  private static Set<String> currencies(List<Deed> deeds) {
    return deeds.stream()
        .filter(deed -> deed.amount() != null)
        .map(deed -> String.valueOf(deed.currency()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> currency(List<Deed> deeds) {
    Set<String> all = currencies(deeds);
    return all.size() == 1 ? all.stream().findFirst() : Optional.empty();
  }

  private static String sum(
      List<Deed> deeds, Function<Deed, @org.jspecify.annotations.Nullable BigDecimal> value) {
    if (currencies(deeds).size() > 1) {
      return "null";
    }
    return deeds.stream()
        .map(value)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(4)
        .toPlainString();
  }

  private Map<String, Long> weights(List<Deed> did, String dimension) {
    return did.stream()
        .map(
            deed ->
                switch (dimension) {
                  case "category" -> Optional.ofNullable(deed.category());
                  case "channel" -> Optional.of(deed.channel());
                  default -> Optional.of("%02d".formatted(deed.at().atZone(zone).getHour()));
                })
        .flatMap(Optional::stream)
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  private static String top(Map<String, Long> weights) {
    return weights.isEmpty()
        ? "null"
        : weights.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(2)
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
  }

  private static String ratio(List<Deed> did, long by) {
    return by == 0 ? "null" : String.valueOf((double) did.size() / by);
  }

  private String funnel(RandomTag tag) {
    Set<String> names =
        inWindow(deeds, Deed::at, tag.window()).map(Deed::name).collect(Collectors.toSet());
    return names.contains("purchase")
        ? "c"
        : names.contains(tag.other()) ? "b" : names.contains("page_view") ? "a" : "none";
  }

  private Optional<Long> age(String moment) {
    return moment.equals("null")
        ? Optional.empty()
        : Optional.of(
            ChronoUnit.DAYS.between(Instant.parse(moment).atZone(zone).toLocalDate(), asOf));
  }

  /** {@code not} is the plain opposite: who has no value is not below a limit. */
  private static String ladder(RandomTag tag, Optional<Long> value) {
    if (value.isEmpty()) {
      return "b";
    }
    long number = value.get();
    int low = tag.limits().get(0);
    if (number > tag.limits().get(2)) {
      return "a";
    }
    return (number >= low && number <= low + 2) || number >= tag.limits().get(1) ? "b" : "c";
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(String::valueOf).orElse("null")
        : String.valueOf(value);
  }
}
