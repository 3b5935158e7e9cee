package io.lakeprint.jobs.simulate;

import io.lakeprint.jobs.simulate.People.Stage;

/**
 * How people come, stay, fade and go: acquired, active, loyal, dormant, churned.
 *
 * <p>The planted churn hazard of a day is
 *
 * <pre>
 * h = base · exp(2.2 · fading + 1.0 · [complaint within 30 days] + 0.5 · [no order within 45 days]
 *                + 0.8 · min(days since last visit, 30) / 15)
 * </pre>
 *
 * where fading = 1 - vigour is how far the visit rate has fallen. Every term leaves traces that
 * features can see. A complaint also makes it eight times likelier to start fading.
 */
record Lifecycle(People people) {

  /** Chance per day that this person leaves for good, given everything up to yesterday. */
  double churnHazard(int person, Traits traits, int day) {
    if (people.stage(person) == Stage.CHURNED) {
      return 0;
    }
    double idle = People.daysSince(people.lastVisitDay[person], day, 30) / 15.0;
    double exponent =
        2.2 * (1 - people.vigour[person])
            + (recentComplaint(person, day) ? 1.0 : 0)
            + (People.daysSince(people.lastOrderDay[person], day, 46) > 45 ? .5 : 0)
            + .8 * idle;
    return Math.min(.5, traits.baseHazard() * StrictMath.exp(exponent));
  }

  /**
   * Chance that a visit on this day ends in an order: the person's rate, low right after an order,
   * highest one cycle later.
   */
  double purchaseChance(int person, Traits traits, int day) {
    int since = People.daysSince(people.lastOrderDay[person], day, 400);
    double rate = traits.purchaseRate() * (people.stage(person) == Stage.LOYAL ? 1.3 : 1);
    if (since >= 400) {
      return rate;
    }
    double distance = (since - traits.cycleDays()) / (.3 * traits.cycleDays());
    double bump = StrictMath.exp(-distance * distance);
    return Math.min(.85, rate * ((since < .4 * traits.cycleDays() ? .4 : .9) + 2 * bump));
  }

  /** Chance of a visit on this day. */
  double visitChance(int person, Traits traits, int day, double season) {
    if (people.acquiredDay[person] == day) {
      return 1;
    }
    double stage =
        switch (people.stage(person)) {
          case ACQUIRED -> 1.3;
          case ACTIVE, DORMANT -> 1;
          case LOYAL -> 1.5;
          case NOT_YET, CHURNED -> 0;
        };
    return Math.min(.95, traits.visitRate() * stage * season * people.vigour[person]);
  }

  /** Moves a person one day on; true when the person leaves today. */
  boolean advance(int person, Traits traits, int day, Rng rng) {
    if (rng.chance(churnHazard(person, traits, day))) {
      people.stage(person, Stage.CHURNED);
      people.churnedDay[person] = (short) day;
      return true;
    }
    Stage stage = people.stage(person);
    if (stage == Stage.DORMANT) {
      people.vigour[person] = Math.max(.04f, people.vigour[person] * .93f);
      if (rng.chance(.008)) {
        people.vigour[person] = 1;
        people.stage(person, Stage.ACTIVE);
      }
      return false;
    }
    double fade = (stage == Stage.LOYAL ? .003 : .006) * (traits.unlucky() ? 1.5 : 1);
    if (rng.chance(fade * (recentComplaint(person, day) ? 8 : 1))) {
      people.stage(person, Stage.DORMANT);
    } else if (people.orders[person] >= 2 && people.visits[person] >= 4) {
      people.stage(person, Stage.LOYAL);
    } else if (people.visits[person] >= 2 || people.registered(person)) {
      people.stage(person, Stage.ACTIVE);
    }
    return false;
  }

  private boolean recentComplaint(int person, int day) {
    return People.daysSince(people.complaintDay[person], day, 31) <= 30;
  }
}
