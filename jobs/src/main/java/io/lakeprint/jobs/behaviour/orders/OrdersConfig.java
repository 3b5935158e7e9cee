package io.lakeprint.jobs.behaviour.orders;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which events make an order.
 *
 * @param placedEvents names of events that say an order was placed
 * @param paidEvents names of events that say it was paid, wholly or in part
 * @param refundEvents names of events that give something back
 * @param cancelEvents names of events that call it off
 */
public record OrdersConfig(
    List<String> placedEvents,
    List<String> paidEvents,
    List<String> refundEvents,
    List<String> cancelEvents) {

  public OrdersConfig {
    placedEvents = List.copyOf(placedEvents);
    paidEvents = List.copyOf(paidEvents);
    refundEvents = List.copyOf(refundEvents);
    cancelEvents = List.copyOf(cancelEvents);
    List<String> all =
        Stream.of(placedEvents, paidEvents, refundEvents, cancelEvents)
            .flatMap(List::stream)
            .toList();
    all.stream()
        .filter(name -> all.indexOf(name) != all.lastIndexOf(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("event '" + name + "' is listed twice");
            });
  }

  /** All of them. */
  List<String> names() {
    return Stream.of(placedEvents, paidEvents, refundEvents, cancelEvents)
        .flatMap(List::stream)
        .toList();
  }
}
