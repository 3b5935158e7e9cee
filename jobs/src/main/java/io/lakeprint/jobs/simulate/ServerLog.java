package io.lakeprint.jobs.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The help and campaign site, which has no tracker, in NCSA combined log lines. Some query strings
 * carry a phone number or an address that must not reach the lake in the clear. Robots come too.
 */
record ServerLog(Times times) {

  private static final List<String> PAGES =
      List.of(
          "/help/returns", "/help/shipping", "/promo/618", "/promo/member-day", "/download/app");

  /** A few pages by one person; {@code start} on a full second. */
  void visit(Touch touch, long start, Rng rng, Output output) {
    long time = start / 1_000 * 1_000;
    int pages = rng.between(1, 4);
    Texts.Campaign campaign = touch.campaign();
    for (int i = 0; i < pages; i++) {
      String query = i == 0 && campaign != null ? "?" + campaign.query() : "";
      if (rng.chance(.02)) {
        query = (query.isEmpty() ? "?" : query + "&") + leaked(touch, rng);
      }
      line(
          Identifiers.ip(touch.person()),
          touch.memberId(),
          time,
          rng.pick(PAGES) + query,
          rng.chance(.03) ? 404 : 200,
          rng.between(900, 60_000),
          Texts.DESKTOP_AGENTS.get(touch.person() % 4),
          touch.person(),
          output);
      time += rng.between(2, 40) * 1_000L;
    }
  }

  /** A robot's walk. */
  void robot(int number, long start, Rng rng, Output output) {
    long time = start / 1_000 * 1_000;
    int pages = rng.between(3, 12);
    for (int i = 0; i < pages; i++) {
      line(
          "66.249.66." + (1 + number % 250),
          null,
          time,
          rng.chance(.2) ? "/robots.txt" : rng.pick(PAGES),
          200,
          rng.between(200, 9_000),
          Texts.BOT_AGENTS.get(number % 4),
          -1,
          output);
      time += rng.between(1, 9) * 1_000L;
    }
  }

  private static String leaked(Touch touch, Rng rng) {
    return rng.chance(.5)
        ? "phone=" + touch.phone()
        : "email=" + Identifiers.email(touch.person()).replace("@", "%40");
  }

  private void line(
      String ip,
      @Nullable String user,
      long time,
      String path,
      int status,
      int bytes,
      String agent,
      int person,
      Output output) {
    String text =
        ip
            + (user == null ? " - - [" : " - " + user + " [")
            + times.log(time)
            + "] \"GET "
            + path
            + " HTTP/1.1\" "
            + status
            + " "
            + bytes
            + " \"-\" \""
            + agent
            + '"';
    output.event(Source.SERVER, "", text, person, time);
  }
}
