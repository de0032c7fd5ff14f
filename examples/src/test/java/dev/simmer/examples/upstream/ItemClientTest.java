package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncSemaphore;
import dev.simmer.Coroutine;
import dev.simmer.testing.AsyncTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** The client tries again when it may help, pauses longer each time, and says why it gave up. */
class ItemClientTest {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(40);

  private final Statistics statistics = new Statistics(Duration.ofMillis(100));

  @AsyncTest
  @Async
  Coroutine<Void> itemAnsweredAtOnceTakesOneCall() {
    var http = FakeHttp.answersAtOnce((id, attempt) -> 200);
    assertThat(await(fetch(http))).isEqualTo(new Timed(new Answer.Found(Item.numbered(7)), 0));
    assertThat(statistics.calls()).isEqualTo(1);
    assertThat(statistics.retries()).isZero();
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> refusedItemIsTriedAgainAfterPausesThatDouble() {
    var http = FakeHttp.answersAtOnce((id, attempt) -> attempt <= 2 ? 503 : 200);
    assertThat(await(fetch(http)))
        .isEqualTo(new Timed(new Answer.Found(Item.numbered(7)), 40 + 80));
    assertThat(statistics.calls()).isEqualTo(3);
    assertThat(statistics.failures()).isEqualTo(2);
    assertThat(statistics.retries()).isEqualTo(2);
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> itemThatIsAlwaysRefusedIsGivenUpWithASentence() {
    var http = FakeHttp.answersAtOnce((id, attempt) -> 503);
    assertThat(await(fetch(http)))
        .isEqualTo(
            new Timed(
                new Answer.Lost(7, "gave up after 4 calls: the upstream answered 503"),
                40 + 80 + 160));
    assertThat(statistics.calls()).isEqualTo(4);
    assertThat(statistics.floor(1)).isEqualTo(Duration.ofMillis(4 * 100 + 40 + 80 + 160));
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> brokenConnectionIsTriedAgain() {
    FakeHttp.Script breaksOnce =
        (id, attempt) -> {
          if (attempt == 1) {
            throw new IOException("closed");
          }
          return 200;
        };
    assertThat(await(fetch(FakeHttp.answersAtOnce(breaksOnce))).answer())
        .isEqualTo(new Answer.Found(Item.numbered(7)));
    assertThat(statistics.failures()).isEqualTo(1);
    return done();
  }

  @AsyncTest(virtualTime = false)
  @Async
  Coroutine<Void> callThatOutlastsOurPatienceIsCutOffAndTriedAgain() {
    var client = client(FakeHttp.neverAnswers(), Duration.ofMillis(20));
    assertThat(await(client.fetch(7, new AsyncSemaphore(1))))
        .isEqualTo(new Answer.Lost(7, "gave up after 4 calls: no answer within 20 ms"));
    assertThat(statistics.calls()).isEqualTo(4);
    assertThat(statistics.inFlight()).isZero();
    return done();
  }

  private record Timed(Answer answer, long millis) {}

  @Async
  private Coroutine<Timed> fetch(HttpClient http) {
    long start = runningLoop().time();
    Answer answer = await(client(http, Duration.ofSeconds(5)).fetch(7, new AsyncSemaphore(1)));
    return done(new Timed(answer, (runningLoop().time() - start) / 1_000_000));
  }

  private ItemClient client(HttpClient http, Duration patience) {
    var retries = new Retries(4, FIRST_PAUSE);
    return new ItemClient(http, URI.create("http://upstream"), patience, retries, statistics);
  }
}
