package io.lakeprint.common.run;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person sees while a run works: one status line that changes on a terminal, and one line
 * per finished step. In a log there are only the finished steps.
 */
public final class Terminal {

  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean interactive;
  private final Map<String, String> running = new TreeMap<>();
  private boolean closed;

  public Terminal(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** Shows what {@code job} is doing now. */
  public synchronized void status(String job, String step) {
    running.put(job, step);
    draw();
  }

  /** Takes {@code job} off the status line. */
  public synchronized void clear(String job) {
    running.remove(job);
    draw();
  }

  /** Prints a line that stays. */
  public synchronized void line(String text) {
    if (!closed) {
      erase();
      out.println(text);
      draw();
    }
  }

  /** Takes everything off the status line, for good. */
  public synchronized void close() {
    erase();
    out.flush();
    closed = true;
  }

  private void draw() {
    if (interactive && !closed) {
      erase();
      if (!running.isEmpty()) {
        String text = "… " + String.join(" · ", running.values());
        out.print(text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text);
      }
      out.flush();
    }
  }

  private void erase() {
    if (interactive) {
      out.print("\r\u001b[K");
    }
  }
}
