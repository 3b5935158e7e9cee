package io.lakeprint.jobs.simulate;

/**
 * What a person is born with; recomputed from the seed whenever it is needed, so it takes no
 * memory.
 *
 * @param kind what the person can become
 * @param acquiredDay day of the first visit; negative for people from before the start
 * @param visitRate visits per day while active
 * @param purchaseRate chance that a visit ends in an order, before the repurchase cycle
 * @param cycleDays days after an order at which the next one is likeliest
 * @param household whether the person also uses a device shared with the neighbour in number
 * @param unlucky whether things often go wrong for this person
 * @param baseHazard daily chance to churn while nothing speaks for it
 * @param skewMillis how far the clocks of the person's devices are off
 * @param consent 0 never asked, 1 analytics only, 2 analytics and marketing
 */
record Traits(
    Kind kind,
    int acquiredDay,
    double visitRate,
    double purchaseRate,
    int cycleDays,
    int category,
    int hour,
    boolean app,
    boolean miniProgram,
    boolean store,
    boolean iot,
    boolean household,
    boolean unlucky,
    double baseHazard,
    long skewMillis,
    int consent) {

  enum Kind {
    MEMBER,
    CONTACTABLE,
    ANONYMOUS
  }

  static Traits of(SimulateConfig config, int person) {
    Rng rng = new Rng(Rng.hash(config.seed(), 1, person, 0));
    double u = rng.unit();
    Kind kind = u < .62 ? Kind.MEMBER : u < .78 ? Kind.CONTACTABLE : Kind.ANONYMOUS;
    boolean known = rng.chance(kind == Kind.ANONYMOUS ? .1 : .55);
    int acquired = known ? -1 - rng.below(400) : rng.below(config.days());
    boolean member = kind == Kind.MEMBER;
    boolean anonymous = kind == Kind.ANONYMOUS;
    return new Traits(
        kind,
        acquired,
        Math.min(.9, rng.logNormal(anonymous ? .1 : .125, .45)),
        Math.min(.6, rng.logNormal(anonymous ? .03 : .16, .6)),
        rng.between(10, 40),
        rng.below(Product.CATEGORIES),
        rng.between(9, 21),
        rng.chance(.5) && member,
        (rng.chance(.5) && !anonymous) || kind == Kind.CONTACTABLE,
        rng.chance(.4) && !anonymous,
        rng.chance(.2) && member,
        member && new Rng(Rng.hash(config.seed(), 5, person / 2, 0)).chance(.15),
        rng.chance(.15),
        (anonymous ? .04 : .0012) * rng.logNormal(1, .3),
        rng.chance(.06) ? rng.between(-7_200, 7_200) * 1_000L : 0,
        rng.below(3));
  }
}
