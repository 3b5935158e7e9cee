package io.lakeprint.jobs.simulate;

/**
 * One visit: who, when, where.
 *
 * @param day business day, 0 is the first
 * @param number how-manieth visit of the person's day, from 0
 */
record Call(int person, Traits traits, int day, int number, Place place, Rng rng) {}
