package io.lakeprint.jobs.simulate;

import java.util.Arrays;

/**
 * The changing state of every person in flat arrays: about 70 bytes each, however many events they
 * cause. It is all that grows; files are streamed.
 */
final class People {

  /** Where a person stands in the life cycle. */
  enum Stage {
    NOT_YET,
    ACQUIRED,
    ACTIVE,
    LOYAL,
    DORMANT,
    CHURNED
  }

  static final short NEVER = Short.MIN_VALUE;

  private final Stage[] stage;

  /** 1 while active; falls day by day while dormant: the visit rate is multiplied with it. */
  final float[] vigour;

  final short[] acquiredDay;
  final short[] registeredDay;
  final short[] churnedDay;
  final short[] lastVisitDay;
  final short[] lastOrderDay;
  final short[] complaintDay;
  final short[] visits;
  final short[] orders;
  final short[] complaints;

  /** Which number, device and cookie a person holds now, and since which day. */
  final int[] phone;

  final int[] releasedPhone;
  final int[] device;
  final byte[] cookie;
  final short[] phoneSince;
  final short[] deviceSince;
  final short[] cookieSince;
  final boolean[] webLogin;
  final boolean[] appLogin;
  final boolean[] miniProgramLogin;

  /** The latest order: where, in which visit of the day, first product, whether with a coupon. */
  final Place[] orderPlace;

  final byte[] orderVisit;

  final byte[] orderProduct;
  final boolean[] orderCoupon;

  /** The day on which the latest order is refunded or reviewed. */
  final short[] followUpDay;

  final short[] boundDay;

  People(int people) {
    stage = new Stage[people];
    vigour = new float[people];
    acquiredDay = never(people);
    registeredDay = never(people);
    churnedDay = never(people);
    lastVisitDay = never(people);
    lastOrderDay = never(people);
    complaintDay = never(people);
    visits = new short[people];
    orders = new short[people];
    complaints = new short[people];
    phone = new int[people];
    releasedPhone = new int[people];
    device = new int[people];
    cookie = new byte[people];
    phoneSince = never(people);
    deviceSince = never(people);
    cookieSince = never(people);
    webLogin = new boolean[people];
    appLogin = new boolean[people];
    miniProgramLogin = new boolean[people];
    followUpDay = never(people);
    orderPlace = new Place[people];
    orderVisit = new byte[people];
    Arrays.fill(orderPlace, Place.WEB);
    orderProduct = new byte[people];
    orderCoupon = new boolean[people];
    boundDay = never(people);
    Arrays.fill(stage, Stage.NOT_YET);
    Arrays.fill(vigour, 1);
    Arrays.fill(releasedPhone, -1);
    Arrays.fill(phone, -1);
    Arrays.fill(device, -1);
  }

  int size() {
    return stage.length;
  }

  Stage stage(int person) {
    return stage[person];
  }

  void stage(int person, Stage next) {
    stage[person] = next;
  }

  boolean registered(int person) {
    return registeredDay[person] != NEVER;
  }

  /** Days since {@code since}, at most {@code cap}; {@code cap} when it never was. */
  static int daysSince(short since, int day, int cap) {
    return since == NEVER ? cap : Math.min(cap, day - since);
  }

  /** One more, stopping at the largest short. */
  static short plusOne(short count) {
    return (short) Math.min(Short.MAX_VALUE, count + 1);
  }

  private static short[] never(int people) {
    short[] days = new short[people];
    Arrays.fill(days, NEVER);
    return days;
  }
}
