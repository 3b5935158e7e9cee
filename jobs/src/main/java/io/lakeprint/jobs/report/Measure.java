package io.lakeprint.jobs.report;

import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Text;
import java.util.Locale;

/** What Lakeprint counts by itself, with entries of the book like definitions of operators. */
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
          "Sum of gross less discount less refunded over orders with paid_at or a refund"),
  EVENTS(
      "事件数",
      "Events",
      "人的事件按业务日计数，机器人与没有身份的事件不计；带订单号的事件每个订单计一次",
      "Events of people by business day, without robots and events of nobody; events that carry an order id"
          + " count once per order"),
  CLUSTERS(
      "用户群",
      "Clusters",
      "按特征相似程度分出的人群；每人属于最近的一群，差异以全体的标准差计",
      "Groups of people with similar features, each person in the nearest one; differences are in standard"
          + " deviations of all people"),
  BASE_RATE(
      "基础发生率", "Base rate",
      "目标真的发生的人所占比例；什么都不知道时的 PR-AUC",
          "Share for whom the label came true; the PR-AUC of knowing nothing"),
  PR_AUC(
      "PR-AUC", "PR-AUC",
      "精确率对召回率曲线下的面积，与基础发生率比较，越高越好",
          "Area below precision by recall: compare it with the base rate; higher is better"),
  ROC_AUC(
      "ROC-AUC", "ROC-AUC",
      "随机取一个发生的人和一个没有发生的人，前者得分较高的概率；0.5 为瞎猜",
          "Chance that somebody for whom it came true has the higher score of two; .5 is a guess"),
  BRIER(
      "Brier 分数", "Brier score",
      "得分与结果（0 或 1）之差的平方的平均，越低越好",
          "Mean squared difference of score and outcome, 0 or 1; lower is better"),
  ECE(
      "校准误差 ECE", "Calibration error (ECE)",
      "按得分分十组，各组平均得分与实际发生比例之差按人数加权平均，越低越好",
          "Difference of mean score and share that came true in tenths by score, weighted by people; lower is better"),
  LIFT(
      "提升度", "Lift",
      "名单某十分之一中真的发生的比例除以基础发生率；1 与平均无异",
          "How often it came true in a tenth of the list, over the base rate; 1 is the average"),
  DRIFT(
      "漂移 PSI", "Drift (PSI)",
      "今天的人与训练时的人在冻结分箱上的差别：各箱 (今 − 昔) × ln(今 / 昔) 之和",
          "How far today's people are from those learned from: sum of (now - then) x ln(now / then) over frozen bins"),
  IDENTIFIERS(
      "标识", "Identifiers",
      "一个人在某渠道的号码或设备；同一标识可先后属于不同的人",
          "What a person is known by in a channel; one may belong to several people in turn"),
  IDENTITY_CHANGES(
      "身份变化", "Changes of identity",
      "identity.identity_log 的行：谁何时新建、合并、拆分，标识何时换主",
          "Rows of identity.identity_log: who came to be, merged or split when, and whose an identifier is now"),
  LINKS(
      "关联",
      "Links",
      "两个标识之间的全部证据；ACTIVE 才把它们归为一人，WEAK 证据不足，SUPPRESSED 被规则拦下，CUT 被人工切断",
      "All evidence on two identifiers: ACTIVE joins them, WEAK is too little, SUPPRESSED refused by a rule, CUT"
          + " voided by an operator"),
  REJECTED(
      "拒收的记录", "Refused records",
      "不符合约定而没有进入 events 的记录，每条都有原因，可修复后重放",
          "Records that broke the contract and are no events, each with its reason; they can be replayed once mended"),
  FINDINGS(
      "埋点问题", "Findings",
      "审计发现的与埋点计划不符或与前些日子不同之处",
          "What an audit found against the tracking plan, or against the days before"),
  EXPECTATIONS(
      "数据规则", "Expectations",
      "表必须满足的条件（主键唯一、非空、取值）；写入前检查，不满足则不写",
          "What must hold for a table (unique key, no nulls, allowed values): checked before it is written");

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

  /** A block linked to the entries of what it counts. */
  static Block linked(Block block, Measure... measures) {
    Block linked = block;
    for (Measure measure : measures) {
      linked = linked.defined(KIND, measure.id());
    }
    return linked;
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
