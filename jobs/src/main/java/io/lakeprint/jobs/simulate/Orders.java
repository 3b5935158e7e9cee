package io.lakeprint.jobs.simulate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes orders and remembers of each person the latest one, so that it can be taken back. */
record Orders(People people) {

  /** What is in the cart as an order, one in four online with a coupon of a tenth. */
  Order of(Call call, List<Order.Line> cart) {
    boolean coupon = call.place() != Place.STORE && call.rng().chance(.25);
    List<Order.Line> lines =
        coupon
            ? cart.stream()
                .map(line -> discounted(line.product(), line.quantity()))
                .collect(Collectors.toUnmodifiableList())
            : List.copyOf(cart);
    String id = id(call.person(), call.day(), call.place(), call.number());
    return new Order(id, lines, coupon ? "CPN-" + call.day() / 30 : null);
  }

  private static Order.Line discounted(Product product, int quantity) {
    return new Order.Line(product, quantity, quantity * product.cents() / 10);
  }

  private static String id(int person, int day, Place place, int number) {
    return String.format(Locale.ROOT, "%c%04d%08d%d", place.name().charAt(0), day, person, number);
  }

  void placed(Call call, Order order) {
    int person = call.person();
    people.orders[person] = People.plusOne(people.orders[person]);
    people.lastOrderDay[person] = (short) call.day();
    people.orderVisit[person] = (byte) call.number();
    people.orderPlace[person] = call.place();
    people.orderProduct[person] = (byte) order.lines().get(0).product().index();
    people.orderCoupon[person] = order.coupon() != null;
    people.followUpDay[person] =
        call.rng().chance(.3) ? (short) (call.day() + call.rng().between(2, 10)) : People.NEVER;
  }

  /** One piece of the first line of the person's latest order, to be given back. */
  Order latest(int person) {
    Product product = Product.ALL.get(people.orderProduct[person]);
    String id =
        id(
            person,
            people.lastOrderDay[person],
            people.orderPlace[person],
            people.orderVisit[person]);
    return new Order(
        id,
        List.of(
            people.orderCoupon[person] ? discounted(product, 1) : new Order.Line(product, 1, 0)),
        null);
  }
}
