package io.lakeprint.jobs.simulate;

import static java.util.Objects.requireNonNull;

import io.lakeprint.jobs.simulate.Act.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One person's day over all channels. */
final class Shopper {

  private static final long HOUR = 3_600_000;

  private final SimulateConfig config;
  private final People people;
  private final Lifecycle lifecycle;
  private final Holdings holdings;
  private final Identifiers identifiers;
  private final Output output;
  private final Map<Place, Format> formats;
  private final StoreTill till;
  private final ServerLog log;
  private final Orders orders;
  private final HomeLife home;

  Shopper(
      SimulateConfig config,
      People people,
      Lifecycle lifecycle,
      Holdings holdings,
      Identifiers identifiers,
      Output output) {
    this.config = config;
    this.people = people;
    this.lifecycle = lifecycle;
    this.holdings = holdings;
    this.identifiers = identifiers;
    this.output = output;
    Times times = new Times(config.zone());
    this.formats =
        Map.of(
            Place.WEB,
            new WebFormat(identifiers),
            Place.APP,
            new AppFormat(identifiers),
            Place.MINI_PROGRAM,
            new MiniProgramFormat(identifiers));
    this.till = new StoreTill(times);
    this.log = new ServerLog(times);
    this.orders = new Orders(people);
    this.home = new HomeLife(people, new Things(identifiers));
  }

  /** Lives the day; {@code dayStart} and {@code dayLength} in milliseconds. */
  void live(int person, Traits traits, int day, long dayStart, long dayLength, Rng rng) {
    long latest = dayLength - 2 * HOUR;
    long at = Math.min(latest, traits.hour() * HOUR + rng.between(-5_400, 5_400) * 1_000L);
    followUp(person, traits, day, dayStart + 8 * HOUR, rng);
    for (int number = 0; number < 3 && at <= latest; number++) {
      double chance = lifecycle.visitChance(person, traits, day, season(day));
      if (!rng.chance(number == 0 ? chance : .12)) {
        break;
      }
      Place place = place(traits, rng);
      Call call = new Call(person, traits, day, number, place, rng);
      long end = visit(call, dayStart + at);
      people.lastVisitDay[person] = (short) day;
      people.visits[person] = People.plusOne(people.visits[person]);
      at = end - dayStart + HOUR + rng.below(3_600_000);
    }
    home.live(person, traits, day, dayStart, rng, output);
    if (rng.chance(.0006)) {
      holdings.changePhone(person, day);
    }
  }

  private long visit(Call call, long start) {
    switch (call.place()) {
      case STORE -> {
        atTheTill(call, start);
        return start + HOUR;
      }
      case SERVER -> {
        boolean known = people.registered(call.person()) && call.rng().chance(.4);
        log.visit(touch(call, "-", known), start, call.rng(), output);
        return start + HOUR;
      }
      default -> {
        return online(call, start);
      }
    }
  }

  private long online(Call call, long start) {
    int person = call.person();
    Rng rng = call.rng();
    boolean registered = people.registered(person);
    boolean household =
        registered && call.place() == Place.WEB && call.traits().household() && rng.chance(.3);
    boolean kiosk =
        registered && call.place() == Place.APP && call.traits().store() && rng.chance(.15);
    boolean shared = household || kiosk;
    String token =
        household
            ? identifiers.householdCookie(person)
            : kiosk ? identifiers.kiosk(person % StoreTill.STORES) : token(call);
    boolean loggedIn = !shared && registered && login(call.place())[person];
    Visit visit = new Visit(format(call.place()), output, rng, touch(call, token, loggedIn), start);
    if (people.visits[person] == 0 && call.traits().consent() > 0) {
      visit.act(Kind.CONSENT);
    }
    enter(call, visit, shared);
    shop(call, visit);
    complain(call, visit);
    if (shared && rng.chance(kiosk ? .95 : .7)) {
      visit.logout();
    }
    return visit.time();
  }

  private void enter(Call call, Visit visit, boolean shared) {
    int person = call.person();
    if (visit.loggedIn()) {
      return;
    }
    String member = Identifiers.member(person);
    if (people.registered(person)) {
      if (shared || call.rng().chance(.6)) {
        visit.login(member);
        remember(call, shared);
      }
    } else if (call.traits().kind() == Traits.Kind.MEMBER && call.rng().chance(.4)) {
      visit.say(Kind.PAGE_VIEW, "/register");
      people.registeredDay[person] = (short) call.day();
      visit.register(member);
      remember(call, false);
      if (call.place() == Place.MINI_PROGRAM && call.rng().chance(.2)) {
        visit.act(Kind.WECOM_CONTACT_ADD);
      }
    }
  }

  private void remember(Call call, boolean shared) {
    if (!shared) {
      login(call.place())[call.person()] = true;
    }
    if (call.place() == Place.MINI_PROGRAM) {
      people.releasedPhone[call.person()] = -1;
    }
  }

  private void shop(Call call, Visit visit) {
    int person = call.person();
    Rng rng = call.rng();
    List<Order.Line> cart = visit.browse(call.traits().category());
    boolean buys = rng.chance(lifecycle.purchaseChance(person, call.traits(), call.day()));
    if (buys && cart.isEmpty()) {
      cart = List.of(visit.quickAdd(call.traits().category()));
    }
    if (cart.isEmpty() || (!buys && rng.chance(.65))) {
      return;
    }
    if (!visit.loggedIn() && people.registered(person) && rng.chance(.8)) {
      visit.login(Identifiers.member(person));
      remember(call, false);
    }
    Order order = orders.of(call, cart);
    visit.checkout(order, buys);
    if (buys) {
      orders.placed(call, order);
    }
  }

  private void complain(Call call, Visit visit) {
    int person = call.person();
    Rng rng = call.rng();
    if (people.orders[person] > 0 && rng.chance(call.traits().unlucky() ? .15 : .02)) {
      visit.say(Kind.SERVICE_MESSAGE, rng.pick(Texts.COMPLAINTS));
      people.complaintDay[person] = (short) call.day();
      people.complaints[person] = People.plusOne(people.complaints[person]);
    } else if (rng.chance(.02)) {
      visit.say(
          rng.chance(.5) ? Kind.SERVICE_MESSAGE : Kind.FORM_SUBMIT, rng.pick(Texts.QUESTIONS));
    }
  }

  private void atTheTill(Call call, long start) {
    Rng rng = call.rng();
    int lines = rng.between(1, 3);
    List<Order.Line> cart =
        IntStream.range(0, lines)
            .mapToObj(i -> new Order.Line(rng.pick(Product.ALL), rng.between(1, 2), 0))
            .toList();
    Order order = orders.of(call, cart);
    till.sale(buyer(call.person(), call.traits(), rng), order, "sale", start, rng, output);
    orders.placed(call, order);
  }

  private StoreTill.Buyer buyer(int person, Traits traits, Rng rng) {
    boolean card = people.registered(person) && traits.store() && rng.chance(.75);
    double typed = rng.unit();
    String phone =
        typed < .55
            ? holdings.phone(person)
            : typed < .6 ? Texts.CLERK_PHONE : typed < .61 ? rng.pick(Texts.JUNK) : null;
    return new StoreTill.Buyer(person, card ? Identifiers.card(person) : null, phone);
  }

  /** A refund or review of the latest order, in the channel of the order. */
  private void followUp(int person, Traits traits, int day, long time, Rng rng) {
    if (people.followUpDay[person] == People.NEVER || people.followUpDay[person] > day) {
      return;
    }
    people.followUpDay[person] = People.NEVER;
    boolean complained = People.daysSince(people.complaintDay[person], day, 20) < 20;
    boolean refund = rng.chance(complained ? .7 : .12);
    Place place = people.orderPlace[person];
    Order back = orders.latest(person);
    Call call = new Call(person, traits, day, 3, place, rng);
    if (place == Place.STORE) {
      if (refund) {
        Order returned = new Order("R" + back.id(), back.lines(), null);
        till.sale(buyer(person, traits, rng), returned, "refund", time + 3 * HOUR, rng, output);
      }
      return;
    }
    boolean loggedIn = people.registered(person) && login(place)[person];
    Format format = format(place);
    Visit visit = new Visit(format, output, rng, touch(call, token(call), loggedIn), time);
    if (refund) {
      visit.refund(back);
    } else {
      boolean bad = complained || rng.chance(.12);
      visit.review(
          back.lines().get(0).product(),
          bad ? rng.between(1, 2) : rng.between(4, 5),
          rng.pick(bad ? Texts.BAD_REVIEWS : Texts.GOOD_REVIEWS));
    }
  }

  /** The last things a person does. */
  void leave(int person, int day, long dayStart, Rng rng) {
    holdings.leave(person, day, rng);
    home.leave(person, dayStart, rng, output);
  }

  private Touch touch(Call call, String token, boolean loggedIn) {
    int person = call.person();
    Rng rng = call.rng();
    boolean campaign = rng.chance(people.visits[person] == 0 ? .6 : .2);
    int released = people.releasedPhone[person];
    return new Touch(
        person,
        call.traits(),
        token,
        Rng.hash(config.seed(), 7, person, call.day() * 4L + call.number()),
        loggedIn ? Identifiers.member(person) : null,
        holdings.phone(person),
        released < 0 ? null : Identifiers.phone(released),
        campaign ? rng.pick(Texts.CAMPAIGNS) : null);
  }

  private String token(Call call) {
    return switch (call.place()) {
      case APP -> holdings.device(call.person(), call.day(), call.rng());
      case MINI_PROGRAM -> identifiers.openId(call.person());
      default -> holdings.cookie(call.person(), call.day(), call.rng());
    };
  }

  private Format format(Place place) {
    return requireNonNull(formats.get(place));
  }

  private boolean[] login(Place place) {
    return switch (place) {
      case APP -> people.appLogin;
      case MINI_PROGRAM -> people.miniProgramLogin;
      default -> people.webLogin;
    };
  }

  private static Place place(Traits traits, Rng rng) {
    double web = traits.kind() == Traits.Kind.CONTACTABLE ? 0 : 3;
    double app = traits.app() ? 4 : 0;
    double mini = traits.miniProgram() ? 3 : 0;
    double store = traits.store() ? 1.2 : 0;
    double u = rng.unit() * (web + app + mini + store + .7);
    if (u < web) {
      return Place.WEB;
    }
    if (u < web + app) {
      return Place.APP;
    }
    if (u < web + app + mini) {
      return Place.MINI_PROGRAM;
    }
    return u < web + app + mini + store ? Place.STORE : Place.SERVER;
  }

  private double season(int day) {
    LocalDate date = config.start().plusDays(day);
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    return (weekend ? 1.2 : 1) * (date.getDayOfMonth() == 18 ? 1.5 : 1);
  }
}
