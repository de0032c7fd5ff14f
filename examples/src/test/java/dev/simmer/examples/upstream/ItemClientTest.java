package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runningLoop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.AsyncSemaphore;
import dev.simmer.RunOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client tries again when it may help, pauses longer each time, and says why it gave up. */
@Timeout(30)
class ItemClientTest {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(40);

  private final Statistics statistics = new Statistics(Duration.ofMillis(100));

  @Test
  void itemAnsweredAtOnceTakesOneCall() {
    var http = FakeHttp.answersAtOnce((id, attempt) -> 200);
    assertThat(virtualFetch(http)).isEqualTo(new Timed(new Answer.Found(Item.numbered(7)), 0));
    assertThat(statistics.calls()).isEqualTo(1);
    assertThat(statistics.retries()).isZero();
  }

  @Test
  void refusedItemIsTriedAgainAfterPausesThatDouble() {
    var http = FakeHttp.answersAtOnce((id, attempt) -> attempt <= 2 ? 503 : 200);
    assertThat(virtualFetch(http))
        .isEqualTo(new Timed(new Answer.Found(Item.numbered(7)), 40 + 80));
    assertThat(statistics.calls()).isEqualTo(3);
    assertThat(statistics.failures()).isEqualTo(2);
    assertThat(statistics.retries()).isEqualTo(2);
  }

  @Test
  void itemThatIsAlwaysRefusedIsGivenUpWithASentence() {
    var http = FakeHttp.answersAtOnce((id, attempt) -> 503);
    assertThat(virtualFetch(http))
        .isEqualTo(
            new Timed(
                new Answer.Lost(7, "gave up after 4 calls: the upstream answered 503"),
                40 + 80 + 160));
    assertThat(statistics.calls()).isEqualTo(4);
    assertThat(statistics.floor(1)).isEqualTo(Duration.ofMillis(4 * 100 + 40 + 80 + 160));
  }

  @Test
  void brokenConnectionIsTriedAgain() {
    FakeHttp.Script breaksOnce =
        (id, attempt) -> {
          if (attempt == 1) {
            throw new IOException("closed");
          }
          return 200;
        };
    assertThat(virtualFetch(FakeHttp.answersAtOnce(breaksOnce)).answer())
        .isEqualTo(new Answer.Found(Item.numbered(7)));
    assertThat(statistics.failures()).isEqualTo(1);
  }

  @Test
  void callThatOutlastsOurPatienceIsCutOffAndTriedAgain() {
    var client = client(FakeHttp.neverAnswers(), Duration.ofMillis(20));
    assertThat(run(client.fetch(7, new AsyncSemaphore(1))))
        .isEqualTo(new Answer.Lost(7, "gave up after 4 calls: no answer within 20 ms"));
    assertThat(statistics.calls()).isEqualTo(4);
    assertThat(statistics.inFlight()).isZero();
  }

  private record Timed(Answer answer, long millis) {}

  private Timed virtualFetch(HttpClient http) {
    var client = client(http, Duration.ofSeconds(5));
    return run(
        () -> {
          long start = runningLoop().time();
          Answer answer = await(client.fetch(7, new AsyncSemaphore(1)));
          return done(new Timed(answer, (runningLoop().time() - start) / 1_000_000));
        },
        RunOptions.defaults().virtualTime(true));
  }

  private ItemClient client(HttpClient http, Duration patience) {
    var retries = new Retries(4, FIRST_PAUSE);
    return new ItemClient(http, URI.create("http://upstream"), patience, retries, statistics);
  }
}
