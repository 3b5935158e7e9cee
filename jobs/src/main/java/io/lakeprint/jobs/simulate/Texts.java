package io.lakeprint.jobs.simulate;

import java.util.List;

/** What people write, search for and look with; campaigns that bring them. */
final class Texts {

  private Texts() {}

  static final List<String> GOOD_REVIEWS =
      List.of(
          "质量很好，物流也快，下次还会再买",
          "味道醇厚，包装精致，送人很有面子",
          "Great quality for the price, arrived in two days.",
          "客服态度特别好，问题一下就解决了",
          "Exactly as described, my kids love it!",
          "用了一个月，非常满意，推荐给朋友了");
  static final List<String> BAD_REVIEWS =
      List.of(
          "收到就是坏的，退货还要自己出运费，太差了",
          "和图片差别很大，失望",
          "Broke after a week. Would not buy again.",
          "等了半个月才发货，客服也不回复",
          "Poor packaging, half of it was spilled.");
  static final List<String> COMPLAINTS =
      List.of(
          "我的订单三天了还没有发货，怎么回事",
          "收到的商品有破损，我要退款",
          "Wrong item delivered, I want my money back",
          "客服电话一直打不通，太失望了",
          "The coupon was not applied, please fix my bill");
  static final List<String> QUESTIONS =
      List.of(
          "请问这款什么时候补货",
          "可以开发票吗",
          "Do you ship to Hong Kong?",
          "会员积分怎么用",
          "How do I descale the machine?");
  static final List<String> REMARKS =
      List.of("送货上门", "顾客要求礼品包装\n贺卡写：生日快乐", "Call before delivery,\nside door", "老客户，\"自己人\"价格");
  static final List<String> SEARCHES =
      List.of("咖啡", "coffee beans", "龙井", "防晒霜", "tent", "保温杯", "坚果", "gift for mom", "扫地机器人");
  static final List<String> JUNK =
      List.of("null", "0", "test@test.com", "undefined", "00000000000");
  static final List<String> FAMILY_NAMES = List.of("王", "李", "张", "刘", "陈", "Smith", "杨", "赵");
  static final List<String> CITIES = List.of("上海", "北京", "杭州", "成都", "广州", "深圳", "Hong Kong");

  static final String CLERK_PHONE = "13800138000";

  static final List<String> DESKTOP_AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 14; 23127PN0CC) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36");
  static final List<String> BOT_AGENTS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
          "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
          "curl/8.5.0");

  /** A campaign as utm parameters name it. */
  record Campaign(String source, String medium, String name, String content, String term) {

    String query() {
      return "utm_source=" + source + "&utm_medium=" + medium + "&utm_campaign=" + name;
    }
  }

  static final List<Campaign> CAMPAIGNS =
      List.of(
          new Campaign("baidu", "cpc", "spring_sale", "banner_a", "coffee"),
          new Campaign("wechat", "social", "member_day", "moments_1", ""),
          new Campaign("douyin", "video", "new_arrivals", "live_7", ""),
          new Campaign("newsletter", "email", "spring_sale", "mail_12", ""),
          new Campaign("xiaohongshu", "kol", "tea_season", "note_3", "tea"));
}
