package io.lakeprint.jobs.activate;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests no faster than allowed, and again after a pause where that may help. What a
 * service answers is told by its status alone: bodies may repeat what they were sent. Not
 * thread-safe.
 */
final class Requests {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A service may ask for more patience than ours, but not for all night. */
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  /** What an answer means. */
  enum Verdict {
    TAKEN,
    REFUSED,
    NOT_ALLOWED,
    UNAVAILABLE
  }

  /**
   * The last answer to a request.
   *
   * @param verdict what it means
   * @param status HTTP status; 0 = none came
   * @param attempts how often it was asked
   * @param detail status or failure in words
   */
  record Answer(Verdict verdict, int status, int attempts, String detail) {}

  private final HttpClient client;
  private final DestinationConfig.Http config;
  private final Pace pace;
  private long earliestNanos = Long.MIN_VALUE;

  Requests(HttpClient client, DestinationConfig.Http config, Pace pace) {
    this.client = client;
    this.config = config;
    this.pace = pace;
  }

  /** Makes the request until it is answered for good, or as often as is allowed. */
  Answer post(HttpRequest request) {
    Duration pause = config.backOff();
    for (int attempt = 1; ; attempt++) {
      waitForTurn();
      HttpResponse<Void> response = null;
      String failure = "";
      try {
        response = send(request);
      } catch (TimeoutException e) {
        failure =
            String.format(Locale.ROOT, "no answer within %,d ms", config.timeout().toMillis());
      } catch (IOException e) {
        failure = e.getClass().getSimpleName();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while delivering", e);
      }
      Answer answer = answer(response, failure, attempt);
      if (answer.verdict() != Verdict.UNAVAILABLE || attempt == config.attempts()) {
        return answer;
      }
      pace.pause(pause.compareTo(asked(response)) > 0 ? pause : asked(response));
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
  }

  /**
   * Waits for the whole answer. The client's own limit ends with the answer's head: a service that
   * then says no more would be waited for until the job is killed.
   */
  private HttpResponse<Void> send(HttpRequest request)
      throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a request could not be made", e);
    } finally {
      // Closes the connection of one that is still waited for.
      answer.cancel(true);
    }
  }

  private static Answer answer(@Nullable HttpResponse<Void> response, String failure, int attempt) {
    if (response == null) {
      return new Answer(Verdict.UNAVAILABLE, 0, attempt, failure);
    }
    int status = response.statusCode();
    return new Answer(verdict(status), status, attempt, "HTTP " + status);
  }

  private static Verdict verdict(int status) {
    if (status >= 200 && status < 300) {
      return Verdict.TAKEN;
    }
    return switch (status) {
      case 408, 425, 429 -> Verdict.UNAVAILABLE;
      case 401, 403, 404, 405, 407 -> Verdict.NOT_ALLOWED;
      default ->
          status >= 500
              ? Verdict.UNAVAILABLE
              : status >= 400 ? Verdict.REFUSED : Verdict.NOT_ALLOWED;
    };
  }

  /** What {@code Retry-After} asks for in seconds; a date there is left to our own pauses. */
  private static Duration asked(@Nullable HttpResponse<Void> response) {
    if (response == null) {
      return Duration.ZERO;
    }
    long seconds =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(Long::parseLong)
            .orElse(0L);
    return Duration.ofSeconds(Math.min(seconds, LONGEST_ASKED.toSeconds()));
  }

  private void waitForTurn() {
    long now = pace.nanos();
    if (earliestNanos != Long.MIN_VALUE && now - earliestNanos < 0) {
      pace.pause(Duration.ofNanos(earliestNanos - now));
    }
    earliestNanos = pace.nanos() + (long) (1_000_000_000 / config.requestsPerSecond());
  }
}
