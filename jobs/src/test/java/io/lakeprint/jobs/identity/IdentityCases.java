package io.lakeprint.jobs.identity;

import io.lakeprint.jobs.identity.reference.Rules;
import io.lakeprint.jobs.identity.reference.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happens in the worked examples and adversarial cases, each in a world of its own. */
final class IdentityCases {
  static final int CALLERS = 1_000;

  private final Rules rules;
  private final Map<String, World> worlds = new LinkedHashMap<>();

  IdentityCases(Rules rules) {
    this.rules = rules;
    examples();
    shapes();
    sharing();
    times();
    lives();
    words();
  }

  List<World> all() {
    return List.copyOf(worlds.values());
  }

  /** The world of this name. */
  World world(String name) {
    return worlds.computeIfAbsent(name, key -> new World(key, rules));
  }

  private void examples() {
    world("claimed")
        .event("08T10:00", "page_view", "cookie:c")
        .event("11T10:00", "login", "cookie:c", "member_id:m1")
        .event("12T10:00", "login", "cookie:c", "member_id:m2");
    world("weak")
        .event("01T10:00", "bind", "phone:p", "member_id:m1")
        .event("02T10:00", "form_submit", "phone:p", "cookie:c")
        .event("03T10:00", "form_submit", "phone:p", "cookie:c")
        .event("04T10:00", "login", "cookie:c", "member_id:m2");
    world("recycled")
        .event(Instant.parse("2024-05-01T10:00:00Z"), 1, "bind", "phone:p", "member_id:m1")
        .event("10T09:00", "purchase", "phone:p", "pos_card:old")
        .event("12T10:00", "bind", "phone:p", "member_id:m2");
    World testers = world("testers");
    for (int member = 0; member < 2; member++) {
      testers.event("0" + (member + 8) + "T10:00", "bind", "email:e", "member_id:m" + member);
    }
    testers.event("12T10:00", "bind", "email:e", "member_id:m2");
  }

  private void shapes() {
    for (int i = 0; i < 16; i++) {
      world("chain").event("03T10:00", "identify", cookie(i), cookie(i + 1));
    }
    for (int i = 0; i < 5; i++) {
      world("hubs").event("03T10:00", "identify", "device_id:z-hub", cookie(i));
      world("hubs").event("03T10:00", "identify", "alipay_user_id:a-hub", "idfa:" + i);
    }
    for (String side : List.of("left", "right")) {
      for (int i = 0; i < 2; i++) {
        world("cliques").event("04T10:00", "identify", "phone:" + side, "cookie:" + side + i);
        world("members").event("04T10:00", "identify", "phone:" + side, "cookie:" + side + i);
      }
      world("members").event("05T10:00", "login", "phone:" + side, "member_id:" + side);
    }
    for (String name : List.of("cliques", "members")) {
      world(name)
          .event("06T10:00", "page_view", "cookie:left0", "cookie:right0")
          .event("07T10:00", "page_view", "cookie:left0", "cookie:right0");
    }
    world("self").event("02T10:00", "identify", "cookie:c", "cookie:c");
    world("twins")
        .event("02T10:00", "page_view", "cookie:same")
        .event("02T10:00", "page_view", "device_id:same")
        .event("02T10:00", "page_view", "wechat_openid@app1:same")
        .event("02T10:00", "page_view", "wechat_openid@app2:same");
  }

  private void sharing() {
    for (int i = 0; i < 8; i++) {
      world("between")
          .event("03T10:00", "login", cookie(i), "member_id:m1")
          .event("05T10:00", "login", cookie(i), "member_id:m2");
    }
    for (int i = 0; i < 5; i++) {
      world("ring")
          .event("03T10:00", "login", "device_id:d" + i, "member_id:m" + i)
          .event("04T10:00", "login", "device_id:d" + (i + 1) % 5, "member_id:m" + i);
    }
    for (int card = 0; card < 3; card++) {
      world("clerk").event("10T10:00", "purchase", "pos_card:k" + card, "phone:dummy");
    }
    world("clerk")
        .event("11T10:00", "purchase", "pos_card:k3", "phone:dummy")
        .event("12T10:00", "purchase", "pos_card:k4", "phone:dummy");
    for (int caller = 0; caller < CALLERS; caller++) {
      world("callcentre").event("03T10:00", "bind", "phone:desk", "member_id:m" + caller);
    }
    for (int day = 1; day <= 12; day++) {
      String member = "member_id:m" + day % 2;
      String date = String.format(Locale.ROOT, "%02d", day);
      world("flap")
          .event(date + "T10:00", "login", "device_id:d", member)
          .event(date + "T11:00", "page_view", "device_id:d")
          .event(date + "T10:00", "bind", "phone:p", member);
    }
  }

  private void times() {
    world("late")
        .event("05T10:00", "page_view", "cookie:c")
        .late(3, "08T10:00", "login", "cookie:c", "member_id:m");
    world("tie")
        .event("05T10:00", "login", "cookie:c", "member_id:m1")
        .event("05T10:00", "login", "cookie:c", "member_id:m2");
    world("disorder")
        .event("09T10:00", "login", "device_id:d", "member_id:m2")
        .late(5, "06T12:00", "logout", "device_id:d", "member_id:m1")
        .late(3, "08T10:00", "login", "device_id:d", "member_id:m1")
        .event("09T12:00", "page_view", "device_id:d");
    world("clocks")
        .event(Instant.EPOCH, 3, "login", "cookie:old", "member_id:m")
        .event(Instant.parse("2099-01-01T00:00:00Z"), 3, "login", "cookie:new", "member_id:m")
        .event("03T10:00", "page_view", "cookie:new");
    world("again")
        .event("09T10:00", "page_view", "cookie:c", "device_id:d")
        .event("10T10:00", "page_view", "cookie:c", "device_id:d")
        .event("12T10:00", "page_view", "cookie:c", "device_id:d");
  }

  private void lives() {
    Instant autumn = Instant.parse("2025-10-01T10:00:00Z");
    world("lives")
        .event(autumn, 1, "login", "cookie:c", "member_id:m1")
        .event("05T10:00", "login", "cookie:c", "member_id:m2");
    world("silence") // four days is the TTL of cookies here
        .event("01T10:00", "login", "cookie:c", "member_id:m1")
        .event("05T10:00", "login", "cookie:c", "member_id:m2");
    world("back")
        .event(autumn, 1, "page_view", "cookie:c", "device_id:d")
        .event("11T10:00", "page_view", "cookie:c");
  }

  private void words() {
    world("unlinked")
        .event("01T10:00", "page_view", "oaid:x20")
        .event("10T09:00", "login", "cookie:own", "member_id:m1")
        .event("11T10:00", "login", "oaid:x20", "member_id:m1")
        .word(12, "CANNOT_LINK", "oaid:x20", "member_id:m1")
        .event("20T10:00", "login", "oaid:x20", "member_id:m1");
    world("cut")
        .event("09T10:00", "identify", "oaid:c", "phone:p")
        .word(12, "CUT", "oaid:c", "phone:p")
        .event("20T10:00", "identify", "oaid:c", "phone:p");
    world("must")
        .event("09T10:00", "page_view", "cookie:c")
        .event("09T10:00", "page_view", "cookie:d")
        .event("09T10:00", "page_view", "cookie:e")
        .word(11, "MUST_LINK", "cookie:c", "cookie:d")
        .word(11, "MUST_LINK", "cookie:d", "cookie:e")
        .word(12, "CANNOT_LINK", "cookie:d", "cookie:e");
    world("two")
        .event("09T10:00", "login", "cookie:c", "member_id:m1")
        .event("09T10:00", "login", "cookie:d", "member_id:m2")
        .word(11, "MUST_LINK", "member_id:m1", "member_id:m2");
    world("kiosk")
        .event("09T10:00", "identify", "device_id:k", "cookie:c")
        .event("09T10:00", "identify", "device_id:k", "cookie:d")
        .word(11, "BLOCK", "device_id:k", null);
  }

  private static String cookie(int number) {
    return String.format(Locale.ROOT, "cookie:c%03d", number);
  }
}
