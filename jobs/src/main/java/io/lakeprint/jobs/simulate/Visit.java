package io.lakeprint.jobs.simulate;

import io.lakeprint.jobs.simulate.Act.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One visit to an online channel, act by act, each some seconds after the one before. */
final class Visit {

  private final Format format;
  private final Output output;
  private final Rng rng;
  private Touch touch;
  private long time;

  Visit(Format format, Output output, Rng rng, Touch touch, long start) {
    this.format = format;
    this.output = output;
    this.rng = rng;
    this.touch = touch;
    this.time = start;
  }

  long time() {
    return time;
  }

  boolean loggedIn() {
    return touch.memberId() != null;
  }

  void register(String memberId) {
    touch = touch.loggedIn(memberId);
    act(Kind.REGISTER);
  }

  void login(String memberId) {
    touch = touch.loggedIn(memberId);
    act(Kind.LOGIN);
  }

  void logout() {
    act(Kind.LOGOUT);
    touch = touch.loggedOut();
  }

  void act(Kind kind) {
    say(kind, null);
  }

  void say(Kind kind, @Nullable String text) {
    write(new Act(kind, time, null, 0, null, text));
  }

  void review(Product product, int rating, String text) {
    write(new Act(Kind.REVIEW, time, product, rating, null, text));
  }

  void refund(Order order) {
    write(new Act(Kind.REFUND, time, null, 0, order, null));
  }

  /** Looks around and returns what lies in the cart at the end, perhaps nothing. */
  List<Order.Line> browse(int category) {
    say(Kind.PAGE_VIEW, rng.chance(.6) ? "/" : "/category");
    List<Order.Line> cart = new ArrayList<>();
    int looks = 1 + rng.skewed(5);
    for (int i = 0; i < looks; i++) {
      if (rng.chance(.2)) {
        say(Kind.SEARCH, rng.pick(Texts.SEARCHES));
      } else if (rng.chance(.3)) {
        say(Kind.PAGE_VIEW, "/category");
      }
      look(product(category), cart);
    }
    if (rng.chance(.02)) {
      say(Kind.LESSON_START, "手冲咖啡入门");
    }
    return cart;
  }

  /** Checks out: a cart that ends in an order, or is left standing with null. */
  void checkout(Order order, boolean buys) {
    write(new Act(Kind.CHECKOUT_START, time, null, 0, order, null));
    if (buys) {
      if (order.coupon() != null) {
        say(Kind.COUPON_RECEIVE, order.coupon());
      }
      write(new Act(Kind.ORDER_PLACED, time, null, 0, order, null));
      write(new Act(Kind.PURCHASE, time, null, 0, order, null));
    }
  }

  private void look(Product product, List<Order.Line> cart) {
    write(new Act(Kind.PRODUCT_VIEW, time, product, 1, null, null));
    for (int ping = rng.below(2); ping > 0; ping--) {
      time += 9_000;
      write(new Act(Kind.PAGE_PING, time, product, rng.below(100), null, null));
    }
    if (rng.chance(.25)) {
      write(new Act(Kind.CLICK, time, null, rng.below(1_280), null, "gallery-next"));
    }
    if (rng.chance(.08)) {
      write(new Act(Kind.FAVORITE, time, product, 1, null, null));
    }
    if (rng.chance(.03)) {
      write(new Act(Kind.SHARE, time, product, 1, null, null));
    }
    if (rng.chance(.25)) {
      Order.Line line = new Order.Line(product, rng.between(1, 2), 0);
      write(new Act(Kind.ADD_TO_CART, time, product, line.quantity(), null, null));
      if (rng.chance(.12)) {
        write(new Act(Kind.REMOVE_FROM_CART, time, product, line.quantity(), null, null));
      } else {
        cart.add(line);
      }
    }
  }

  /** Puts a product of the category into the cart without ado. */
  Order.Line quickAdd(int category) {
    Product product = product(category);
    write(new Act(Kind.PRODUCT_VIEW, time, product, 1, null, null));
    write(new Act(Kind.ADD_TO_CART, time, product, 1, null, null));
    return new Order.Line(product, 1, 0);
  }

  private Product product(int category) {
    int wanted = rng.chance(.6) ? category : rng.below(Product.CATEGORIES);
    return Product.ALL.get(wanted * Product.PER_CATEGORY + rng.skewed(Product.PER_CATEGORY));
  }

  private void write(Act act) {
    format.write(touch, act, output);
    time += rng.between(1_500, 20_000);
  }
}
