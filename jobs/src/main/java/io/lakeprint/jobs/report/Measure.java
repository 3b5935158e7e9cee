package io.lakeprint.jobs.report;

import io.lakeprint.jobs.report.page.Text;
import java.util.Locale;

/** What the overview counts by itself, with entries of the book like definitions of operators. */
enum Measure {
  PEOPLE(
      "用户数", "People",
      "身份识别得到的人，identity.persons 的行数；会员指有 member_id 的人",
          "Rows of identity.persons: those whom identity tells apart; members have a member_id"),
  ACTIVE_PEOPLE(
      "活跃用户", "Active people",
      "期间内至少有一个事件的人；没有身份的事件与机器人不计",
          "People with an event in the period; events without a person and robots are left out"),
  NEW_PEOPLE(
      "新用户", "New people",
      "历史上第一个有事件的日子在期间内的人", "People whose first day with an event ever is in the period"),
  ORDERS(
      "订单数", "Orders",
      "下单日在期间内的订单，不论后来如何", "Orders of the period by the day of the order, whatever became of them"),
  GMV(
      "GMV", "GMV",
      "全部订单折扣前金额之和，不论后来如何", "Sum of gross over all orders, whatever became of them"),
  PAID_REVENUE(
      "已付收入", "Paid revenue",
      "有付款时间的订单：折前金额减折扣之和", "Sum of gross less discount over orders with paid_at"),
  NET_REVENUE(
      "净收入", "Net revenue",
      "有付款或有退款的订单：折前金额减折扣减退款之和",
          "Sum of gross less discount less refunded over orders with paid_at or a refund");

  /** Their kind in the book. */
  static final String KIND = "measure";

  private final String nameZh;
  private final String nameEn;
  private final String meaningZh;
  private final String meaningEn;

  Measure(String nameZh, String nameEn, String meaningZh, String meaningEn) {
    this.nameZh = nameZh;
    this.nameEn = nameEn;
    this.meaningZh = meaningZh;
    this.meaningEn = meaningEn;
  }

  Text title() {
    return Text.of(nameZh, nameEn);
  }

  Text meaning() {
    return Text.of(meaningZh, meaningEn);
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its entry of the book. */
  String definition() {
    return DefinitionNames.key(KIND, id());
  }
}
