package dev.simmer.examples.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** An HTTP client without a network: it answers as a script says, at once or after a while. */
final class FakeHttp extends HttpClient {
  /** What to answer. */
  interface Script {
    /** Returns the status of the {@code attempt}-th answer about {@code id}; or fails the call. */
    int status(int id, int attempt) throws IOException;
  }

  private final Script script;
  private final @Nullable Executor later;
  private final Map<Integer, Integer> asked = new HashMap<>();

  private FakeHttp(Script script, @Nullable Executor later) {
    this.script = script;
    this.later = later;
  }

  static FakeHttp answersAtOnce(Script script) {
    return new FakeHttp(script, null);
  }

  static FakeHttp answersAfter(Duration latency, Script script) {
    var later = CompletableFuture.delayedExecutor(latency.toNanos(), TimeUnit.NANOSECONDS);
    return new FakeHttp(script, later);
  }

  static FakeHttp neverAnswers() {
    return new FakeHttp((id, attempt) -> 200, task -> {});
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> bodies) {
    var answer = new CompletableFuture<HttpResponse<T>>();
    try {
      int id = Integer.parseInt(request.uri().getPath().substring("/items/".length()));
      int status = script.status(id, asked.merge(id, 1, Integer::sum));
      var response = (HttpResponse<T>) (Object) new Response(request, status, json(id));
      if (later == null) {
        answer.complete(response);
      } else {
        later.execute(() -> answer.complete(response));
      }
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private static String json(int id) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(Item.numbered(id));
  }

  private record Response(HttpRequest request, int statusCode, String body)
      implements HttpResponse<String> {
    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> bodies, PushPromiseHandler<T> pushes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> bodies) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SSLParameters sslParameters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }
}
