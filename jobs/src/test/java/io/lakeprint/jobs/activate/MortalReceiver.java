package io.lakeprint.jobs.activate;

import java.util.List;
import java.util.Map;

/** Somebody outside who keeps contacts, and who may be killed in the middle of a delivery. */
interface MortalReceiver extends AutoCloseable {

  /** Settings of a destination that leads to it. */
  String destination();

  /** Part of what it is told next it keeps; then it is killed ({@code kill -9}). */
  void dieInDelivery();

  /** Starts it where it was, with what it has kept. */
  void startAgain();

  /** Phone and tier of every contact. */
  Map<String, String> contacts();

  /**
   * What changed for it since the last time it was asked, each change as often as it took effect,
   * as {@code change phone}.
   */
  List<String> changes();

  @Override
  void close();
}
