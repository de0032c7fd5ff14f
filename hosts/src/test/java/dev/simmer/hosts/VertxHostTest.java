package dev.simmer.hosts;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.Host;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.Test;

/** A guest on a Vert.x context. */
class VertxHostTest extends HostTest {
  private final Vertx vertx = Vertx.vertx();

  @Override
  Host open() {
    return new VertxHost(vertx.getOrCreateContext());
  }

  @Override
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Async
  private Coroutine<Void> answer(HttpServerRequest request) {
    await(sleep(millis(1)));
    await(request.response().end("Hello, " + request.getParam("name")).toCompletionStage());
    return done();
  }

  @Async
  private Coroutine<String> greet(String name) {
    var server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> guest.loop().post(() -> createTask(answer(request))))
                .listen(0, "localhost")
                .toCompletionStage());
    // Closed by hand, which also keeps it reachable: Vert.x closes a client that nobody holds any
    // more, with its requests in flight.
    var client = vertx.createHttpClient();
    try {
      var body =
          await(
              client
                  .request(HttpMethod.GET, server.actualPort(), "localhost", "/?name=" + name)
                  .compose(HttpClientRequest::send)
                  // In Vert.x's own callback: a task resumes in a later turn, when the body has
                  // passed.
                  .compose(HttpClientResponse::body)
                  .toCompletionStage());
      return done(body.toString());
    } finally {
      await(client.close().toCompletionStage());
      await(server.close().toCompletionStage());
    }
  }

  @Test
  void serverAndClientAreAwaitedOnTheirOwnThread() throws Exception {
    assertThat(guest.submit(greet("Ada")).get()).isEqualTo("Hello, Ada");
  }
}
