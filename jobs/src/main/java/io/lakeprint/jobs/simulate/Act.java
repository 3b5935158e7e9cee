package io.lakeprint.jobs.simulate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something a person does, before any format.
 *
 * @param time true time, epoch milliseconds
 * @param product what it is about, null when about no product
 * @param quantity pieces; for {@link Kind#CLICK} the horizontal position instead
 * @param order the order, null outside checkout and refund
 * @param text keyword, review, message or page, null when there is none
 */
record Act(
    Kind kind,
    long time,
    @Nullable Product product,
    int quantity,
    @Nullable Order order,
    @Nullable String text) {

  /** The kinds, by their standard event names in lower case. */
  enum Kind {
    PAGE_VIEW,
    PAGE_PING,
    CLICK,
    SEARCH,
    PRODUCT_VIEW,
    FAVORITE,
    SHARE,
    ADD_TO_CART,
    REMOVE_FROM_CART,
    CHECKOUT_START,
    COUPON_RECEIVE,
    ORDER_PLACED,
    PURCHASE,
    REFUND,
    REVIEW,
    FORM_SUBMIT,
    SERVICE_MESSAGE,
    REGISTER,
    LOGIN,
    LOGOUT,
    CONSENT,
    WECOM_CONTACT_ADD,
    LESSON_START,
    FEATURE_USE;

    String eventName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
