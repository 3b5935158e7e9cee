package io.lakeprint.ml.value;

import io.lakeprint.ml.value.btyd.History;
import io.lakeprint.ml.value.btyd.Spending;

/**
 * A buyer at the end of a day.
 *
 * @param purchaseDays days on which they bought, at least 1
 * @param recencyDays days from the first of them to the last
 * @param ageDays days from the first of them to the end of observation
 * @param amount all they paid, positive
 * @param recentDays how many of these days lie in the last horizon
 * @param recentAmount what they paid on these
 */
public record Customer(
    int purchaseDays,
    int recencyDays,
    int ageDays,
    double amount,
    int recentDays,
    double recentAmount) {

  History history() {
    return new History(purchaseDays - 1.0, recencyDays, ageDays);
  }

  Spending spending() {
    return new Spending(purchaseDays, amount / purchaseDays);
  }

  /** Days since the last purchase. */
  int silentDays() {
    return ageDays - recencyDays;
  }
}
