package io.lakeprint.jobs.activate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a destination said to the batches of a send, one after the other. Not thread-safe. */
final class Receipts {

  /** What became of a batch. */
  enum Outcome {
    DELIVERED,
    REFUSED,
    FAILED
  }

  /**
   * One batch.
   *
   * @param number counts the batches of the send, from 0
   * @param outcome what became of it
   * @param targets how many
   * @param attempts how often it was tried
   * @param key by which the receiver knows it again
   * @param detail the answer, without values; null = none
   */
  record Receipt(
      long number,
      Outcome outcome,
      long targets,
      long attempts,
      String key,
      @Nullable String detail) {}

  private final List<Receipt> all = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();

  /** Notes that a batch arrived. */
  void delivered(long targets, long attempts, String key, @Nullable String detail) {
    all.add(new Receipt(all.size(), Outcome.DELIVERED, targets, attempts, key, detail));
  }

  /** Notes that a batch is not taken, and whom it was about. */
  void refused(List<String> targetKeys, long attempts, String key, String detail) {
    all.add(new Receipt(all.size(), Outcome.REFUSED, targetKeys.size(), attempts, key, detail));
    refused.addAll(targetKeys);
  }

  /** Notes that a batch did not arrive, which ends the send. */
  void failed(long targets, long attempts, String key, String detail) {
    all.add(new Receipt(all.size(), Outcome.FAILED, targets, attempts, key, detail));
  }

  List<Receipt> all() {
    return List.copyOf(all);
  }

  /** Keys of the targets that are not taken. */
  Set<String> refusedKeys() {
    return Set.copyOf(refused);
  }

  long refusedBatches() {
    return all.stream().filter(receipt -> receipt.outcome() == Outcome.REFUSED).count();
  }
}
