package dev.simmer.examples.upstream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for a slow HTTP service: every answer takes the set time, some items say 503 at first,
 * and a few always do.
 *
 * <p>A timer sends the answers, so that a thousand requests can be waiting without a thread each.
 * None of this is Simmer: it is the world outside.
 */
final class SlowUpstream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Without it the kernel may hold back the body of an answer for 40 ms, until its head is
    // acknowledged.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Duration latency;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final ConcurrentMap<Integer, Integer> asked = new ConcurrentHashMap<>();

  private SlowUpstream(HttpServer server, Duration latency) {
    this.server = server;
    this.latency = latency;
  }

  /** Opens an upstream on a free port of the loopback interface. */
  static SlowUpstream open(Duration latency) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var upstream = new SlowUpstream(HttpServer.create(address, 1_000), latency);
    upstream.server.createContext("/items/", upstream::answerLater);
    upstream.server.setExecutor(upstream.timer);
    upstream.server.start();
    return upstream;
  }

  URI address() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  /** Returns how many times an item is refused before it is handed out. */
  static int refusals(int id) {
    return switch (id % 70) {
      case 5, 17 -> Integer.MAX_VALUE;
      case 9, 59 -> 2;
      case 13, 31, 53 -> 1;
      default -> 0;
    };
  }

  private void answerLater(HttpExchange exchange) {
    var unused = timer.schedule(() -> answer(exchange), latency.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      if (asked.merge(id, 1, Integer::sum) <= refusals(id)) {
        exchange.sendResponseHeaders(503, -1);
      } else {
        byte[] body = JSON.writeValueAsBytes(Item.numbered(id));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (IOException clientHasGone) {
      // Nobody is left to be answered.
    }
  }

  @Override
  public void close() {
    server.stop(0);
    timer.shutdownNow();
  }
}
