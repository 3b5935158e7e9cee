package io.lakeprint.jobs.ingest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a run that never ends by itself when to end. {@code SIGTERM} and {@code SIGINT} let it
 * finish what it has begun, and the process then ends as it would have: a hook at shutdown would
 * come too late for the exit code. A second signal ends the process at once.
 */
final class StopSignal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final String[] NAMES = {"TERM", "INT"};
  private static final String HANDLER_TYPE = "sun.misc.SignalHandler";

  private final CountDownLatch asked = new CountDownLatch(1);

  /** Who listened before, to listen again afterwards. */
  private final Map<String, Object> before = new ConcurrentHashMap<>();

  /** One that only {@link #stop} gives. */
  StopSignal() {}

  /** One that the signals of the operating system give too, until closed. */
  static StopSignal ofProcess() {
    StopSignal stop = new StopSignal();
    for (String name : NAMES) {
      stop.handle(name);
    }
    return stop;
  }

  /** Asks the run to end. */
  void stop() {
    asked.countDown();
  }

  boolean isGiven() {
    return asked.getCount() == 0;
  }

  /** Waits; returns early, with true, when the run is to end. */
  boolean within(Duration time) {
    try {
      return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    for (String name : NAMES) {
      restore(name);
    }
  }

  private void handle(String name) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            restore(name);
            LOG.info("SIG{}: ending after what is under way", name);
            stop();
            return null;
          }
          return method.invoke(this, arguments);
        };
    try {
      Object proxy =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {Class.forName(HANDLER_TYPE)},
              handler);
      before.put(name, set(name, proxy));
    } catch (ReflectiveOperationException e) {
      LOG.warn("Cannot listen to SIG{}: it ends the run at once", name, e);
    }
  }

  private void restore(String name) {
    Object earlier = before.remove(name);
    if (earlier != null) {
      try {
        set(name, earlier);
      } catch (ReflectiveOperationException e) {
        LOG.warn("Cannot stop listening to SIG{}", name, e);
      }
    }
  }

  /**
   * By reflection: {@code sun.misc.Signal} is exported to all and supported, but compilers warn of
   * it whatever one tells them.
   *
   * @return who listened before
   */
  private static Object set(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    return signal
        .getMethod("handle", signal, Class.forName(HANDLER_TYPE))
        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }
}
