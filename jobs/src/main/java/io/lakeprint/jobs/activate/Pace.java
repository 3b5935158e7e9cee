package io.lakeprint.jobs.activate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time as it passes between requests. */
interface Pace {

  /** The machine's own. */
  Pace REAL =
      new Pace() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration length) {
          try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while delivering", e);
          }
        }
      };

  /** Nanoseconds since some moment, which only differences tell. */
  long nanos();

  /** Waits. */
  void pause(Duration length);
}
