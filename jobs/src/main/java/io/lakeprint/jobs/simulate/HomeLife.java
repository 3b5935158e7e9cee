package io.lakeprint.jobs.simulate;

/**
 * The machines at home: bound some days after registration, used as often as their owner is keen.
 */
record HomeLife(People people, Things things) {

  private static final long HOUR = 3_600_000;

  /** The machine's day. */
  void live(int person, Traits traits, int day, long dayStart, Rng rng, Output output) {
    if (!traits.iot() || !people.registered(person)) {
      return;
    }
    if (people.boundDay[person] == People.NEVER) {
      if (day > people.registeredDay[person] + 5) {
        people.boundDay[person] = (short) day;
        things.bound(person, dayStart + 7 * HOUR, output);
      }
      return;
    }
    if (rng.chance(Math.min(.8, 3 * traits.visitRate()) * people.vigour[person])) {
      long at = dayStart + 7 * HOUR + rng.below(3_000_000);
      for (int cups = rng.between(1, 3); cups > 0; cups--) {
        things.used(person, at, rng, output);
        at += HOUR + rng.below(7_200_000);
      }
    }
  }

  /** The person gives the machine up on the way out. */
  void leave(int person, long dayStart, Rng rng, Output output) {
    if (people.boundDay[person] != People.NEVER && rng.chance(.3)) {
      things.unbound(person, dayStart + 6 * HOUR, output);
    }
  }
}
