package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simmer.AsyncSemaphore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that goes away in the middle of an answer: every item still ends, with a sentence or its
 * data.
 */
@Timeout(30)
class VanishingUpstreamTest {
  private final Statistics statistics = new Statistics(Duration.ofMillis(1));

  @Test
  void itemWhoseAnswerBreaksOffIsLostWithASentenceAndTheOthersAreKept() throws IOException {
    try (var server = new VanishingServer(3)) {
      List<Answer> answers = fetch(server.address(), 8, 1);
      assertThat(answers.subList(0, 3))
          .containsExactly(
              new Answer.Found(Item.numbered(0)),
              new Answer.Found(Item.numbered(1)),
              new Answer.Found(Item.numbered(2)));
      assertThat(answers.subList(3, 8))
          .allSatisfy(
              answer ->
                  assertThat(((Answer.Lost) answer).why())
                      .isEqualTo(
                          "gave up after 2 calls: nobody listens at "
                              + server.address()
                              + " any more"));
    }
  }

  @Test
  void answerThatBreaksOffIsNamedWhenItIsTheLastTry() throws IOException {
    try (var server = new VanishingServer(0)) {
      var client = client(server.address(), 1);
      Answer answer = run(client.fetch(0, new AsyncSemaphore(1)));
      assertThat(((Answer.Lost) answer).why())
          .startsWith(
              "gave up after 1 calls: the connection to "
                  + server.address()
                  + " broke in the middle of an answer (");
    }
  }

  @Test
  void concurrentCallsAllEndWhenTheServerGoesAway() throws IOException {
    try (var server = new VanishingServer(5)) {
      List<Answer> answers = fetch(server.address(), 40, 10);
      assertThat(answers).hasSize(40);
      assertThat(answers.stream().filter(Answer.Found.class::isInstance))
          .hasSizeLessThanOrEqualTo(5);
      assertThat(statistics.inFlight()).isZero();
    }
  }

  private List<Answer> fetch(URI upstream, int items, int limit) {
    var progress = new Progress(new PrintWriter(new StringWriter()), false, "", items);
    var fetching = new Fetching(client(upstream, 2), items, progress);
    return run(
        () -> {
          List<Answer> answers = await(fetching.concurrently(limit));
          assertThat(allTasks()).hasSize(1);
          return done(answers);
        });
  }

  private ItemClient client(URI upstream, int attempts) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var retries = new Retries(attempts, Duration.ofMillis(1));
    return new ItemClient(http, upstream, Duration.ofSeconds(10), retries, statistics);
  }

  /** Answers some requests, a connection each, sends half of one more answer, and is gone. */
  private static final class VanishingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final URI address;
    private final Thread thread;

    VanishingServer(int answers) throws IOException {
      address = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      thread = new Thread(() -> serve(answers), "vanishing server");
      thread.start();
    }

    URI address() {
      return address;
    }

    private void serve(int answers) {
      try (socket) {
        for (int n = 0; n < answers; n++) {
          answer(1);
        }
        answer(2);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void answer(int part) throws IOException {
      try (Socket connection = socket.accept()) {
        var in = connection.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) in.read());
        }
        String path = head.substring("GET /items/".length(), head.indexOf(" HTTP"));
        byte[] body = json(Item.numbered(Integer.parseInt(path)));
        var out = connection.getOutputStream();
        out.write(
            ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body, 0, body.length / part);
        out.flush();
      }
    }

    private static byte[] json(Item item) throws IOException {
      return new ObjectMapper().writeValueAsBytes(item);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
