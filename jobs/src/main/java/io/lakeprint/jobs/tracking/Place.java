package io.lakeprint.jobs.tracking;

import java.util.Comparator;

/**
 * Where an event comes from.
 *
 * @param source configured source; empty = all
 * @param channel touchpoint; empty = all
 * @param event event name; empty = all
 */
record Place(String source, String channel, String event) implements Comparable<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::event).thenComparing(Place::source).thenComparing(Place::channel);

  /** The event, wherever it comes from. */
  static Place anywhere(String event) {
    return new Place("", "", event);
  }

  /** All events of the same source and channel. */
  Place whole() {
    return new Place(source, channel, "");
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
