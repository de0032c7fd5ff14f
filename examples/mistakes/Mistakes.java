import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The classic mistakes, one a line. This file must not compile: every line with an id in brackets
 * is reported, and no other line is.
 */
class Mistakes {
  @interface NonBlocking {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> orders = new LinkedBlockingQueue<>();

  // What blocks the loop's only thread

  @Async
  Coroutine<String> slow(CompletableFuture<String> header, Path file) throws Exception {
    Thread.sleep(50); // [async-blocking-call]
    var text = header.get(); // [async-blocking-call]
    text += Files.readString(file); // [async-blocking-call]
    text += orders.take(); // [async-blocking-call]
    var request = HttpRequest.newBuilder(URI.create("http://localhost:8080")).build();
    text += http.send(request, BodyHandlers.ofString()).body(); // [async-blocking-call]
    return done(text);
  }

  @Async
  Coroutine<Integer> stock(Connection connection) throws Exception {
    var statement = connection.createStatement();
    var rows = statement.executeQuery("select count(*) from stock"); // [async-blocking-call]
    return done(rows.getInt(1));
  }

  void callback(EventLoop loop, Process process) {
    loop.callSoon(() -> process.onExit().join()); // [async-blocking-call]
  }

  @NonBlocking
  String peek() throws Exception {
    return orders.take(); // [async-blocking-contract]
  }

  @Async
  Coroutine<Integer> total(List<Integer> prices) {
    int[] sorted = prices.stream().mapToInt(price -> price).toArray();
    Arrays.parallelSort(sorted); // [async-parallel-join]
    return done(sorted[0]);
  }

  @Async
  Coroutine<String> page() {
    return done(run(fetch("menu"))); // [async-nested-run]
  }

  // What never runs

  @Async
  Coroutine<String> fetch(String name) {
    return done(name);
  }

  @Async
  Coroutine<Void> save(String order) {
    fetch(order); // [async-unawaited-coroutine]
    var ignored = fetch(order); // [async-unused-coroutine]
    return done();
  }

  void click() {
    save("soup"); // [async-unawaited-coroutine]
  }

  // Where nobody can wait

  String ordinary() {
    return await(fetch("menu")); // [async-await-outside]
  }

  @Async
  Coroutine<Void> serve(List<String> names) {
    names.forEach(name -> await(save(name))); // [async-await-in-lambda]
    synchronized (this) {
      await(fetch("menu")); // [async-await-in-synchronized]
    }
    return done();
  }

  Mistakes() {
    await(fetch("menu")); // [async-await-in-constructor]
  }

  @Async
  String returned() { // [async-return-type]
    return "menu";
  }

  @Async
  synchronized Coroutine<Void> locked() { // [async-synchronized-method]
    return done();
  }

  @Async
  native Coroutine<Void> machine(); // [async-native-method]

  @Async
  Coroutine<Void> count() {
    emit(1); // [async-emit-outside-generator]
    return done();
  }

  @Async
  Coroutine<Void> group() {
    var group = taskGroup(); // [async-scope-not-in-try]
    await(group.createTask(fetch("menu")));
    return done();
  }

  @Async
  Coroutine<Void> items(AsyncQueue<String> queue) {
    var items = each(queue); // [async-each-outside-for]
    System.out.println(items);
    return done();
  }

  @Async
  Coroutine<Void> referred(List<Coroutine<String>> names) {
    names.stream().map(Simmer::<String>await).toList(); // [async-await-method-reference]
    return done();
  }
}
