package io.lakeprint.jobs.identity.reference;

import java.util.Comparator;

/** An identifier in its stored form. */
public record Id(String type, String scope, String value) implements Comparable<Id> {
  private static final Comparator<Id> ORDER =
      Comparator.comparing(Id::type).thenComparing(Id::scope).thenComparing(Id::value);

  /** From {@code type:value} or {@code type@scope:value}. */
  public static Id of(String text) {
    int colon = text.indexOf(':');
    String type = text.substring(0, colon);
    int at = type.indexOf('@');
    return new Id(
        at < 0 ? type : type.substring(0, at),
        at < 0 ? "" : type.substring(at + 1),
        text.substring(colon + 1));
  }

  @Override
  public int compareTo(Id other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type + (scope.isEmpty() ? "" : "@" + scope) + ":" + value;
  }
}
