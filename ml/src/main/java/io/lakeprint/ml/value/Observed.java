package io.lakeprint.ml.value;

/**
 * A buyer at the end of a day, and what they did in the horizon after it.
 *
 * @param customer as known then
 * @param laterDays days on which they bought in the horizon
 * @param laterAmount what they paid in it
 */
record Observed(Customer customer, int laterDays, double laterAmount) {}
