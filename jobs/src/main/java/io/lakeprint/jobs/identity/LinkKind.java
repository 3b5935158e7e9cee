package io.lakeprint.jobs.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds of evidence that two identifiers belong to one person, and how strong each is. */
enum LinkKind {
  /** An operator's word. */
  OPERATOR(100),
  /** A login with a principal, or an explicit bind. */
  VERIFIED(90),
  /** A child and its parent on one record: openid and unionid. */
  PLATFORM(90),
  /** A sender's {@code identify} or {@code alias}. */
  IDENTIFY(70),
  /** Card and phone on one order. */
  TILL(60),
  /** Anything else on one record. */
  CO_SEEN(30);

  private static final Map<String, LinkKind> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(LinkKind::label, kind -> kind));

  private final int strength;

  LinkKind(int strength) {
    this.strength = strength;
  }

  int strength() {
    return strength;
  }

  /** As {@code id_links} names it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of all kinds. */
  static Object[] labels() {
    return BY_LABEL.keySet().stream().sorted().toArray();
  }

  /** The kind that {@code id_evidence} names so; null for what is no link. */
  static @Nullable LinkKind of(String label) {
    return BY_LABEL.get(label);
  }
}
