package io.lakeprint.jobs.portraits.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of one person says; as JSON, its fields in snake case are the answer for
 * programs. Null is unknown, or not said.
 *
 * @param oneId the person
 * @param askedId the id that was asked for, where that one was merged away; null = none was
 * @param asOf day at whose end it holds
 * @param who what they are
 * @param channels where they were, the busiest first
 * @param deeds what they did, the most frequent first
 * @param sources what brought them, the most frequent first
 * @param orders what they bought, per currency
 * @param tags their tags, by group
 * @param scores what models say of them
 * @param segments in which they are
 * @param visits the latest, the last first
 * @param others latest events outside any visit (messages, receipts), the last first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonPage(
    String oneId,
    @Nullable String askedId,
    LocalDate asOf,
    Who who,
    List<Channel> channels,
    List<Deed> deeds,
    List<Source> sources,
    List<Orders> orders,
    List<Tag> tags,
    List<Score> scores,
    List<Segment> segments,
    List<Visit> visits,
    List<Act> others) {

  /**
   * What they are.
   *
   * @param kind member, contactable or anonymous
   * @param retiredIds ids of people that turned out to be this one
   * @param identifiers what they are known by, now
   * @param value what they are worth as customers; null = no portrait, or never bought
   */
  record Who(
      String kind,
      Instant firstSeenAt,
      Instant lastSeenAt,
      List<String> retiredIds,
      List<Known> identifiers,
      @Nullable String cluster,
      @Nullable Value value) {}

  /**
   * An identifier.
   *
   * @param value as stored in the clear; null = kept as a token only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Known(
      String type, String scope, @Nullable String value, Instant firstSeenAt, Instant lastSeenAt) {}

  /** What a customer is worth, as the job {@code value} tells it. */
  record Value(
      @Nullable Double aliveScore,
      @Nullable Double expectedPurchases,
      @Nullable BigDecimal clvAmount,
      @Nullable String clvCurrency,
      @Nullable Integer clvDecile) {}

  /** A touchpoint: events, days with any, and the last one. */
  record Channel(String channel, long events, long days, Instant lastAt) {}

  /** An event name, with how often and when last. */
  record Deed(String event, long events, Instant lastAt) {}

  /** A campaign or a site that led to visits. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Source(
      @Nullable String campaignSource,
      @Nullable String campaignMedium,
      @Nullable String campaignName,
      @Nullable String referrer,
      long visits,
      Instant lastAt) {}

  /** Orders of one currency. */
  record Orders(
      @Nullable String currency,
      long orders,
      BigDecimal netAmount,
      Instant firstAt,
      Instant lastAt) {}

  /** A tag that is known of them; a list has its values in order. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tag(
      String id, String nameZh, String nameEn, String group, @Nullable String unit, Object value) {}

  /** The latest score of a model's champion. */
  record Score(
      String model,
      String modelVersion,
      LocalDate asOf,
      double score,
      int decile,
      List<Reason> reasons) {}

  /** A feature that moved a score, and how much. */
  record Reason(String feature, double effect) {}

  /** A segment that they are in. */
  record Segment(String id, String nameZh, String nameEn, LocalDate since) {}

  /** A session with what was done in it, first to last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Visit(
      Instant startedAt,
      Instant endedAt,
      String channel,
      @Nullable String deviceType,
      long events,
      long engagedSeconds,
      boolean converted,
      @Nullable String campaignSource,
      @Nullable String campaignMedium,
      @Nullable String campaignName,
      @Nullable String referrer,
      List<Act> acts) {}

  /**
   * One event.
   *
   * @param about product, search, page or element that it is about
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Act(
      Instant at,
      String event,
      String channel,
      @Nullable String about,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      @Nullable String campaignName) {}
}
