package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long is waited between requests to a real server, in a time that does not pass by itself. */
class RequestsTest {

  private final Receiver receiver = Receiver.start();
  private final RecordedPace pace = new RecordedPace();

  /** Pauses take no time, and are remembered. */
  private static final class RecordedPace implements Pace {
    private long nanos = 5;
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void pause(Duration length) {
      pauses.add(length);
      pass(length);
    }

    void pass(Duration time) {
      nanos += time.toNanos();
    }
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void eachPauseIsTwiceTheOneBeforeUpToAMinute() {
    receiver.answer(503, 500, 429, 408, 425, 502, 503);
    Requests.Answer answer = post(requests(8, 1000));
    assertThat(answer.verdict()).isEqualTo(Requests.Verdict.TAKEN);
    assertThat(answer.attempts()).isEqualTo(8);
    assertThat(pace.pauses).isEqualTo(seconds(5, 10, 20, 40, 60, 60, 60));
  }

  @Test
  void theLastAttemptIsFollowedByNoPause() {
    receiver.answer(503, 503, 503);
    assertThat(post(requests(3, 1000)).verdict()).isEqualTo(Requests.Verdict.UNAVAILABLE);
    assertThat(receiver.asked()).hasSize(3);
    assertThat(pace.pauses).isEqualTo(seconds(5, 10));
  }

  @Test
  void aServiceThatAsksForMorePatienceGetsItUpToTenMinutes() {
    receiver.answer(429, 503, 429, 429, 429);
    receiver.askForPatience("90", "3", "86400", "Wed, 21 Oct 2026 07:28:00 GMT", "-1");
    post(requests(6, 1000));
    assertThat(pace.pauses)
        .as("more than ours, less than ours, all day, a date, nonsense")
        .isEqualTo(seconds(90, 10, 600, 40, 60));
  }

  @Test
  void requestsAreNoNearerToOneAnotherThanAllowed() {
    Requests requests = requests(2, 4);
    post(requests);
    assertThat(pace.pauses).as("the first waits for nobody").isEmpty();
    post(requests);
    pace.pass(Duration.ofMillis(200));
    post(requests);
    pace.pass(Duration.ofSeconds(3));
    post(requests);
    post(requests);
    assertThat(pace.pauses)
        .as("a quarter of a second, what is left of one, nothing, and none saved up")
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(50), Duration.ofMillis(250));

    pace.pauses.clear();
    receiver.answer(503);
    post(requests);
    post(requests);
    assertThat(pace.pauses)
        .as("another attempt is a request too, and a pause counts as time")
        .containsExactly(Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofMillis(250));
  }

  private static List<Duration> seconds(long... counts) {
    return Arrays.stream(counts).mapToObj(Duration::ofSeconds).toList();
  }

  private Requests.Answer post(Requests requests) {
    return requests.post(
        HttpRequest.newBuilder(URI.create(receiver.url()))
            .header("Idempotency-Key", "key " + receiver.asked().size())
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build());
  }

  private Requests requests(int attempts, double perSecond) {
    return new Requests(
        HttpClient.newHttpClient(),
        new DestinationConfig.Http(
            receiver.url(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            1,
            perSecond,
            Duration.ofSeconds(30),
            attempts,
            Duration.ofSeconds(5),
            0),
        pace);
  }
}
