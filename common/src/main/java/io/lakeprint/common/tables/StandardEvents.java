package io.lakeprint.common.tables;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Names that events have by agreement. Custom names are welcome beside them.
 *
 * <p>Two kinds: what people do ({@link #BEHAVIOUR}), and records that only say who somebody is,
 * what an item is or what advertising cost ({@link #RECORDS}); analyses of behaviour leave the
 * latter out.
 */
public final class StandardEvents {
  public static final String PAGE_VIEW = "page_view";
  public static final String PAGE_PING = "page_ping";
  public static final String ORDER_PLACED = "order_placed";
  public static final String PURCHASE = "purchase";
  public static final String REFUND = "refund";
  public static final String LOGIN = "login";
  public static final String LOGOUT = "logout";

  public static final String IDENTIFY = "identify";
  public static final String ALIAS = "alias";
  public static final String GROUP = "group";
  public static final String BIND = "bind";
  public static final String UNBIND = "unbind";
  public static final String PROFILE_SET = "profile_set";
  public static final String PROFILE_SET_ONCE = "profile_set_once";
  public static final String PROFILE_INCREMENT = "profile_increment";
  public static final String PROFILE_APPEND = "profile_append";
  public static final String PROFILE_UNSET = "profile_unset";
  public static final String PROFILE_DELETE = "profile_delete";
  public static final String ITEM_SET = "item_set";
  public static final String ITEM_DELETE = "item_delete";
  public static final String AD_COST = "ad_cost";

  /** What people, and things in their name, do. */
  public static final List<String> BEHAVIOUR =
      List.of(
          PAGE_VIEW,
          PAGE_PING,
          "click",
          "scroll",
          "search",
          "product_view",
          "list_view",
          "favorite",
          "add_to_cart",
          "remove_from_cart",
          "checkout_start",
          ORDER_PLACED,
          PURCHASE,
          REFUND,
          "review",
          "share",
          "register",
          LOGIN,
          LOGOUT,
          "form_submit",
          "service_message",
          "appointment_book",
          "coupon_receive",
          "coupon_use",
          "ad_impression",
          "ad_click",
          "message_sent",
          "message_open",
          "message_click",
          "unsubscribe",
          "wecom_contact_add",
          "wecom_contact_remove",
          "group_join",
          "group_leave",
          "store_visit",
          "lesson_start",
          "lesson_complete",
          "feature_use",
          "device_report");

  /** Records about persons, items and costs; nobody did anything. */
  public static final List<String> RECORDS =
      List.of(
          IDENTIFY,
          ALIAS,
          GROUP,
          BIND,
          UNBIND,
          PROFILE_SET,
          PROFILE_SET_ONCE,
          PROFILE_INCREMENT,
          PROFILE_APPEND,
          PROFILE_UNSET,
          PROFILE_DELETE,
          ITEM_SET,
          ITEM_DELETE,
          AD_COST);

  /** Both kinds. */
  public static final Set<String> ALL =
      Stream.concat(BEHAVIOUR.stream(), RECORDS.stream()).collect(Collectors.toUnmodifiableSet());

  private StandardEvents() {}

  /** Whether an event of this name, standard or custom, is something that was done. */
  public static Column isBehaviour(Column eventName) {
    return eventName.isin(RECORDS.toArray()).unary_$bang();
  }
}
