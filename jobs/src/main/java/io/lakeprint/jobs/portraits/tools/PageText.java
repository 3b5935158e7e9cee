package io.lakeprint.jobs.portraits.tools;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of one person for a terminal.
 *
 * @param words how values are written
 */
record PageText(PersonPage page, Words words) {

  private static final Map<String, String> KINDS =
      Map.of("member", "会员", "contactable", "可触达", "anonymous", "匿名");

  List<String> lines() {
    Lines lines = new Lines();
    String kind = page.who().kind();
    lines.add(
        page.oneId()
            + "  "
            + KINDS.getOrDefault(kind, kind)
            + " · "
            + kind
            + "  截至 · as of "
            + page.asOf());
    if (page.askedId() != null) {
      lines.add("  " + page.askedId() + " 已并入此人 · was merged into this person");
    }
    who(lines);
    where(lines);
    what(lines);
    why(lines);
    tags(lines);
    scores(lines);
    segments(lines);
    new Timeline(page, words, lines).tell();
    return lines.all();
  }

  private void who(Lines lines) {
    PersonPage.Who who = page.who();
    lines.heading("谁", "Who");
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("首次出现 · first seen", words.moment(who.firstSeenAt())));
    facts.add(List.of("最近出现 · last seen", words.moment(who.lastSeenAt())));
    if (!who.retiredIds().isEmpty()) {
      facts.add(List.of("曾用编号 · earlier ids", String.join(", ", who.retiredIds())));
    }
    if (who.cluster() != null) {
      facts.add(List.of("聚类 · cluster", who.cluster()));
    }
    if (who.value() != null) {
      facts.add(List.of("客户价值 · value", value(who.value())));
    }
    lines.table(2, facts);
    lines.table(
        2,
        List.of("标识 · identifier", "值 · value", "首次 · first", "最近 · last"),
        who.identifiers().stream()
            .map(
                known ->
                    List.of(
                        known.type() + (known.scope().isEmpty() ? "" : "@" + known.scope()),
                        known.value() == null ? "（已加密 · kept as a token）" : known.value(),
                        words.day(known.firstSeenAt()),
                        words.day(known.lastSeenAt())))
            .toList());
  }

  private static String value(PersonPage.Value value) {
    List<String> parts = new ArrayList<>();
    if (value.clvAmount() != null) {
      parts.add("CLV " + Words.money(value.clvAmount(), value.clvCurrency()));
    }
    if (value.clvDecile() != null) {
      parts.add("第 " + value.clvDecile() + " 档 · tenth " + value.clvDecile() + " of 10");
    }
    if (value.aliveScore() != null) {
      parts.add("P(alive) " + Words.number(value.aliveScore()));
    }
    if (value.expectedPurchases() != null) {
      parts.add("预期购买 · purchases ahead " + Words.number(value.expectedPurchases()));
    }
    return String.join(", ", parts);
  }

  private void where(Lines lines) {
    section(
        lines,
        "何处",
        "Where",
        List.of("渠道 · channel", "事件 · events", "天数 · days", "最近 · last"),
        page.channels().stream()
            .map(
                one ->
                    List.of(
                        one.channel(),
                        Words.count(one.events()),
                        Words.count(one.days()),
                        words.moment(one.lastAt())))
            .toList());
  }

  private void what(Lines lines) {
    section(
        lines,
        "何事",
        "What",
        List.of("事件 · event", "次数 · times", "最近 · last"),
        page.deeds().stream()
            .map(one -> List.of(one.event(), Words.count(one.events()), words.moment(one.lastAt())))
            .toList());
    lines.table(
        2,
        List.of("订单 · orders", "净额 · net amount", "首单 · first", "最近 · last"),
        page.orders().stream()
            .map(
                one ->
                    List.of(
                        Words.count(one.orders()),
                        Words.money(one.netAmount(), one.currency()),
                        words.moment(one.firstAt()),
                        words.moment(one.lastAt())))
            .toList());
  }

  private void why(Lines lines) {
    section(
        lines,
        "为何",
        "Why",
        List.of("来源 · what brought them", "访问 · visits", "最近 · last"),
        page.sources().stream()
            .map(
                one ->
                    List.of(
                        Words.source(
                                one.campaignSource(),
                                one.campaignMedium(),
                                one.campaignName(),
                                one.referrer())
                            .orElse("（直接或未知 · direct or unknown）"),
                        Words.count(one.visits()),
                        words.moment(one.lastAt())))
            .toList());
  }

  private void tags(Lines lines) {
    lines.heading("标签", "Tags");
    if (page.tags().isEmpty()) {
      lines.add("  尚无画像 · no portrait yet: lakeprint tags, then lakeprint portraits");
    }
    Map<String, List<List<String>>> groups = new LinkedHashMap<>();
    page.tags()
        .forEach(
            tag ->
                groups
                    .computeIfAbsent(tag.group(), group -> new ArrayList<>())
                    .add(
                        List.of(
                            tag.nameZh() + " · " + tag.nameEn(),
                            told(tag.value()) + (tag.unit() == null ? "" : " " + tag.unit()))));
    groups.forEach(
        (group, tags) -> {
          lines.add("  " + group);
          lines.table(4, tags);
        });
  }

  private void scores(Lines lines) {
    section(
        lines,
        "评分",
        "Scores",
        List.of("模型 · model", "分值 · score", "档 · tenth", "截至 · as of", "原因 · because of"),
        page.scores().stream()
            .map(
                one ->
                    List.of(
                        one.model(),
                        Words.number(one.score()),
                        String.valueOf(one.decile()),
                        one.asOf().toString(),
                        one.reasons().stream()
                            .map(
                                reason ->
                                    reason.feature()
                                        + (reason.effect() < 0 ? " " : " +")
                                        + Words.number(reason.effect()))
                            .collect(Collectors.joining(", "))))
            .toList());
  }

  private void segments(Lines lines) {
    section(
        lines,
        "人群",
        "Segments",
        List.of("名称 · name", "编号 · id", "自 · since"),
        page.segments().stream()
            .map(
                one ->
                    List.of(one.nameZh() + " · " + one.nameEn(), one.id(), one.since().toString()))
            .toList());
  }

  private static void section(
      Lines lines, String zh, String en, List<String> head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      lines.heading(zh, en);
      lines.table(2, head, rows);
    }
  }

  private String told(Object value) {
    if (value instanceof Instant at) {
      return words.moment(at);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    if (value instanceof BigDecimal amount) {
      return String.format(Locale.ROOT, "%,.2f", amount);
    }
    return value instanceof Double number
        ? Words.number(number)
        : value instanceof Number whole ? Words.count(whole.longValue()) : value.toString();
  }
}
