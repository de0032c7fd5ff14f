package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.timeout;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simmer.Async;
import dev.simmer.AsyncSemaphore;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Fetches items over HTTP, and tries again when the upstream is busy, late or gone. */
final class ItemClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI upstream;
  private final Duration patience;
  private final Retries retries;
  private final Statistics statistics;

  ItemClient(
      HttpClient http, URI upstream, Duration patience, Retries retries, Statistics statistics) {
    this.http = http;
    this.upstream = upstream;
    this.patience = patience;
    this.retries = retries;
    this.statistics = statistics;
  }

  /**
   * Fetches one item, whatever it takes: up to the allowed number of calls, with longer and longer
   * pauses. A permit is held for each call, and free for others during a pause.
   */
  @Async
  Coroutine<Answer> fetch(int id, AsyncSemaphore permits) {
    long waited = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        Item item = await(call(id, permits));
        statistics.itemEnded(attempt, waited);
        return done(new Answer.Found(item));
      } catch (IOException | TimeoutException e) {
        if (attempt == retries.attempts()) {
          statistics.itemEnded(attempt, waited);
          return done(new Answer.Lost(id, "gave up after " + attempt + " calls: " + reason(e)));
        }
        long before = runningLoop().time();
        await(sleep(retries.delayAfter(attempt)));
        waited += runningLoop().time() - before;
      }
    }
  }

  /** Makes one call: the JDK's own client, awaited as it is, for as long as our patience lasts. */
  @Async
  private Coroutine<Item> call(int id, AsyncSemaphore permits)
      throws IOException, TimeoutException {
    var request = HttpRequest.newBuilder(upstream.resolve("/items/" + id)).build();
    try (var permit = await(permits.acquire())) {
      return answerTo(request);
    }
  }

  @Async
  private Coroutine<Item> answerTo(HttpRequest request) throws IOException, TimeoutException {
    statistics.callStarted();
    boolean answered = false;
    try (var limit = timeout(patience)) {
      var response = await(http.sendAsync(request, BodyHandlers.ofString()));
      if (response.statusCode() != 200) {
        throw new RefusedException(response.statusCode());
      }
      Item item = JSON.readValue(response.body(), Item.class);
      answered = true;
      return done(item);
    } finally {
      statistics.callEnded(answered);
    }
  }

  private String reason(Exception failure) {
    if (failure instanceof TimeoutException) {
      return "no answer within " + patience.toMillis() + " ms";
    }
    if (failure instanceof ConnectException) {
      return "nobody listens at " + upstream + " any more";
    }
    if (failure instanceof RefusedException) {
      return String.valueOf(failure.getMessage());
    }
    return "the connection to "
        + upstream
        + " broke in the middle of an answer ("
        + failure.getMessage()
        + ")";
  }
}
