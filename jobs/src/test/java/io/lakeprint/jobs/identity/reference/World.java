package io.lakeprint.jobs.identity.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small closed world: what happens in it, and what operators say of it. Values carry the world's
 * name, so that many worlds fit one lake without touching.
 */
public final class World {
  public static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  public static final int DAYS = 20;
  public static final LocalDate LAST = FIRST.plusDays(DAYS - 1L);

  private final String name;
  private final Rules rules;
  private final List<Deed> deeds = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();

  public World(String name, Rules rules) {
    this.name = name;
    this.rules = rules;
  }

  public String name() {
    return name;
  }

  /** An event on a day of March at a time, {@code 05T10:00}; it arrives the same day. */
  public World event(String time, String event, String... ids) {
    return late(0, time, event, ids);
  }

  /** The same, in the lake so many days later. */
  public World late(int days, String time, String event, String... ids) {
    Instant at = Instant.parse("2026-03-" + time + ":00Z");
    return add(at, event, days, List.of(ids));
  }

  /** The same at any instant, arriving on a day of March. */
  public World event(Instant at, int arrives, String event, String... ids) {
    add(at, event, 0, List.of(ids));
    Deed last = deeds.remove(deeds.size() - 1);
    LocalDate day = FIRST.plusDays(arrives - 1L);
    deeds.add(new Deed(last.key(), event, at, last.ids(), day));
    return this;
  }

  /** What an operator says, from a day of March on. */
  public World word(int day, String kind, String a, @Nullable String b) {
    words.add(new Word(kind, id(a), b == null ? null : id(b), FIRST.plusDays(day - 1L)));
    return this;
  }

  /** The identifier {@code type:value} of this world. */
  public Id id(String text) {
    Id plain = Id.of(text);
    return name.isEmpty() ? plain : new Id(plain.type(), plain.scope(), name + "." + plain.value());
  }

  private World add(Instant at, String event, int late, List<String> ids) {
    Set<Id> unique = new LinkedHashSet<>();
    ids.forEach(id -> unique.add(id(id)));
    LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
    deeds.add(
        new Deed(
            name + "-" + deeds.size(),
            event,
            at,
            unique.stream().sorted(rules.byPriority()).toList(),
            day.plusDays(late)));
    return this;
  }

  public List<Deed> deeds() {
    return deeds;
  }

  public List<Word> words() {
    return words;
  }

  /** Who is who at the end of a day. */
  public Reference at(LocalDate asOf) {
    return new Reference(
        rules,
        deeds.stream()
            .filter(deed -> !deed.day().isAfter(asOf) && !deed.arrives().isAfter(asOf))
            .toList(),
        words.stream().filter(word -> !word.on().isAfter(asOf)).toList());
  }

  // ---- generated worlds ------------------------------------------------------------------------

  /** All kinds of dirt in 5 to 40 identifiers. */
  public static World generated(long seed, Rules rules, boolean operators) {
    World world = new World("w" + seed, rules);
    Random random = new Random(seed * 7919 + 17);
    Dirt dirt = new Dirt(world, random);
    dirt.life();
    int themes = 1 + random.nextInt(4);
    for (int i = 0; i < themes; i++) {
      dirt.theme(random.nextInt(Dirt.THEMES));
    }
    if (operators && random.nextInt(3) == 0) {
      dirt.operators();
    }
    return world;
  }

  /** What goes wrong in worlds. */
  private record Dirt(World world, Random random) {
    static final int THEMES = 14;

    private static final String[] NAMES = {
      "page_view",
      "page_view",
      "page_view",
      "login",
      "login",
      "logout",
      "purchase",
      "identify",
      "bind",
      "unbind",
      "register",
      "alias",
      "click"
    };

    /** A little of everything. */
    void life() {
      int members = 1 + random.nextInt(4);
      int cookies = 1 + random.nextInt(6);
      int size = 6 + random.nextInt(25);
      for (int i = 0; i < size; i++) {
        String name = NAMES[random.nextInt(NAMES.length)];
        List<String> ids = new ArrayList<>();
        if (one(2)) {
          ids.add("cookie:c" + random.nextInt(cookies));
        }
        if (one(3)) {
          ids.add("device_id:d" + random.nextInt(3));
        }
        if (one(name.equals("page_view") ? 6 : 2)) {
          ids.add("member_id:m" + random.nextInt(members));
        }
        if (one(5)) {
          ids.add("phone:p" + random.nextInt(3));
        }
        if (one(9)) {
          ids.add("email:e" + random.nextInt(2));
        }
        if (one(8)) {
          ids.add("pos_card:k" + random.nextInt(3));
        }
        if (one(8)) {
          ids.add("wechat_openid@app" + random.nextInt(2) + ":o" + random.nextInt(3));
        }
        if (one(10)) {
          ids.add("wechat_unionid:u" + random.nextInt(2));
        }
        happen(random.nextInt(DAYS), name, ids);
      }
    }

    void theme(int theme) {
      String a = "member_id:m" + random.nextInt(4);
      String b = "member_id:m" + random.nextInt(4);
      switch (theme) {
        case 0 -> flapping("device_id:flap", a, b);
        case 1 -> flapping("phone:flap", a, b);
        case 2 -> sameInstant(a, b);
        case 3 -> clerk();
        case 4 -> crowd();
        case 5 -> cliques();
        case 6 -> ring();
        case 7 -> chain();
        case 8 -> star();
        case 9 -> secondLife(a, b);
        case 10 -> happen(random.nextInt(DAYS), "login", List.of(a, b, "cookie:two"));
        case 11 -> twins();
        case 12 -> unionUnbound(a);
        default -> evidenceThrough(a, b);
      }
    }

    private void flapping(String shared, String a, String b) {
      String verb = shared.startsWith("phone") ? "bind" : "login";
      for (int day = 2; day < 2 + random.nextInt(8); day++) {
        happen(day, verb, List.of(shared, day % 2 == 0 ? a : b));
        happen(day, "page_view", List.of(shared, "cookie:f" + day % 3));
        if (one(3)) {
          happen(day, "logout", List.of(shared));
        }
      }
    }

    private void sameInstant(String a, String b) {
      Instant at = time(random.nextInt(DAYS));
      world.add(at, "login", 0, List.of("cookie:same", a));
      world.add(at, "login", late(), List.of("cookie:same", b));
      world.add(at.plusSeconds(600), "page_view", 0, List.of("cookie:same", "device_id:same"));
    }

    /** A dummy phone on many cards, crossing the limit on some day. */
    private void clerk() {
      int cards = 2 + random.nextInt(5);
      for (int card = 0; card < cards; card++) {
        happen(3 + card, "purchase", List.of("pos_card:clerk" + card, "phone:dummy"));
        happen(3 + card, "page_view", List.of("phone:dummy", "cookie:clerk", "email:shop"));
      }
    }

    private void crowd() {
      int people = 2 + random.nextInt(3);
      for (int member = 0; member < people; member++) {
        happen(random.nextInt(DAYS), "bind", List.of("email:hot", "member_id:crowd" + member));
      }
      happen(random.nextInt(DAYS), "page_view", List.of("email:hot", "cookie:hot"));
    }

    private void cliques() {
      for (String side : List.of("left", "right")) {
        for (int i = 0; i < 3; i++) {
          happen(4, "identify", List.of("phone:" + side, "cookie:" + side + i));
        }
        happen(5, "login", List.of("phone:" + side, "member_id:" + side));
      }
      happen(6, "page_view", List.of("cookie:left0", "cookie:right0"));
      happen(8, "page_view", List.of("cookie:left0", "cookie:right0"));
    }

    private void ring() {
      int size = 3 + random.nextInt(2);
      for (int i = 0; i < size; i++) {
        happen(5 + i, "login", List.of("device_id:ring" + i, "member_id:ring" + i));
        happen(7 + i, "login", List.of("device_id:ring" + (i + 1) % size, "member_id:ring" + i));
      }
    }

    private void chain() {
      for (int i = 0; i < 4 + random.nextInt(12); i++) {
        happen(random.nextInt(DAYS), "identify", List.of("cookie:n" + i, "cookie:n" + (i + 1)));
      }
    }

    private void star() {
      for (int i = 0; i < 3 + random.nextInt(8); i++) {
        happen(random.nextInt(DAYS), "identify", List.of("device_id:hub", "cookie:leaf" + i));
      }
    }

    private void secondLife(String a, String b) {
      happen(1, "login", List.of("cookie:old", a));
      happen(2, "page_view", List.of("cookie:old"));
      int back = 2 + 3 + random.nextInt(4);
      happen(back, one(2) ? "page_view" : "login", List.of("cookie:old", b));
      happen(back, "page_view", List.of("cookie:old", "device_id:old"));
    }

    /** The same value under two types, and in two scopes. */
    private void twins() {
      happen(3, "identify", List.of("cookie:twin", "device_id:twin"));
      happen(4, "bind", List.of("wechat_openid@app0:twin", "member_id:m0"));
      happen(4, "bind", List.of("wechat_openid@app1:twin", "member_id:m1"));
    }

    private void unionUnbound(String a) {
      List<String> both = List.of("wechat_unionid:gone", "wechat_openid@app0:gone");
      happen(3, "page_view", both);
      happen(4, "bind", List.of("wechat_unionid:gone", a));
      happen(4, "bind", List.of("wechat_openid@app0:gone", a));
      happen(9, "unbind", List.of("wechat_unionid:gone", a));
      happen(11, "page_view", List.of("wechat_openid@app0:gone", "cookie:gone"));
    }

    private void evidenceThrough(String a, String b) {
      happen(3, "bind", List.of("phone:through", a));
      happen(4, "purchase", List.of("phone:through", "pos_card:early"));
      happen(7, "bind", List.of("phone:through", b));
      happen(7, "purchase", List.of("phone:through", "pos_card:late"));
      happen(8, "purchase", List.of("phone:through", "pos_card:late"));
    }

    void operators() {
      List<Id> ids =
          world.deeds.stream().flatMap(deed -> deed.ids().stream()).distinct().sorted().toList();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        String[] operations = {"MUST_LINK", "CUT", "CANNOT_LINK", "BLOCK"};
        String operation = operations[random.nextInt(operations.length)];
        Deed deed = world.deeds.get(random.nextInt(world.deeds.size()));
        Id a = ids.get(random.nextInt(ids.size()));
        Id b = ids.get(random.nextInt(ids.size()));
        if (one(2) && deed.ids().size() > 1) {
          a = deed.ids().get(0);
          b = deed.ids().get(1 + random.nextInt(deed.ids().size() - 1));
        }
        boolean block = operation.equals("BLOCK");
        if (!a.equals(b) && !(block && world.rules.isPrincipal(a))) {
          world.words.add(
              new Word(
                  operation, a, block ? null : b, FIRST.plusDays(4 + random.nextInt(DAYS - 4))));
        }
      }
    }

    private void happen(int day, String name, List<String> ids) {
      world.add(time(Math.min(day, DAYS - 1)), name, late(), ids);
      if (one(25)) {
        world.add(time(Math.min(day, DAYS - 1)), name, 0, ids);
      }
    }

    /** On few times of a day, so that ties and short gaps are common. */
    private Instant time(int day) {
      int[] minutes = {0, 0, 10, 29, 30, 31, 59};
      return FIRST
          .plusDays(day)
          .atStartOfDay()
          .plusHours(random.nextInt(4) * 6L)
          .plusMinutes(minutes[random.nextInt(minutes.length)])
          .toInstant(ZoneOffset.UTC);
    }

    private int late() {
      return one(8) ? 1 + random.nextInt(4) : one(20) ? -2 : 0;
    }

    private boolean one(int of) {
      return random.nextInt(of) == 0;
    }
  }
}
