package dev.simmer.lint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coroutines that run twice, or on some paths only, and what libraries owe their callers. */
class CoroutineFlowTest {

  private static Linted body(String statements) {
    return Linted.members(
        "private boolean flag; private Coroutine<Integer> kept;\n"
            + "@Async Coroutine<Integer> price() { await(yieldNow()); return done(1); }\n"
            + "@Async Coroutine<Integer> load(int n) throws Exception {\n"
            + statements
            + "\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var c = price(); await(c);\nreturn done(await(c)); // [async-awaited-twice] 'c' is awaited a second time",
        "var c = price(); var task = createTask(c);\nreturn done(await(c) + await(task)); // [async-awaited-twice] createTask(c)",
        "Coroutine<Integer> c = price();\nawait(gather(c, c)); // [async-awaited-twice]\nreturn done(n);",
        "var c = price(); await(c); if (flag) {\nawait((c)); // [async-awaited-twice]\n} return done(n);",
        "var c = price(); if (flag) { await(c); } n++;\nreturn done(await(c)); // [async-awaited-twice]",
        "var c = price(); for (int i = 0; i < n; i++) {\nn += await(c); // [async-awaited-twice] in each round of a loop\n} return done(n);",
        "var c = price(); while (flag) {\nawait(waitFor(c, seconds(1))); // [async-awaited-twice]\n} return done(n);",
      })
  void coroutineThatRunsTwiceIsReported(String statements) {
    body(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var c = price(); if (flag) { await(c); } else { n += await(c); } return done(n);",
        "var c = price(); if (flag) { return done(await(c)); } return done(await(c));",
        "var c = price(); return done(flag ? await(c) : await(c) + 1);",
        "var c = price(); switch (n) { case 1: await(c); break; default: await(c); } return done(n);",
        "var c = price(); n += await(c); c = price(); return done(await(c));",
        "var t = createTask(price()); await(t); return done(await(t));",
        "for (int i = 0; i < n; i++) { var c = price(); await(c); } return done(n);",
        "var c = price(); while (true) { if (flag) { return done(await(c)); } await(yieldNow()); }",
        "var c = price(); kept = c; return done(await(c));",
        "await(kept); return done(await(kept));",
        "var c = price(); try { n = await(c); } catch (Exception e) { await(c); } return done(n);",
      })
  void coroutineThatRunsOnceOrMayBeAnotherIsFine(String statements) {
    body(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var c = price(); // [async-coroutine-dropped-on-path] where (flag) leads elsewhere\nif (flag) { n += await(c); }\nreturn done(n);",
        "var c = price(); // [async-coroutine-dropped-on-path] c.close()\nif (flag) { return done(n); } else if (n > 1) { await(c); }\nreturn done(n);",
        "var c = price(); // [async-coroutine-dropped-on-path] return done(n); leaves\nif (flag) { return done(n); }\nreturn done(await(c));",
        "if (n > 3) {\nvar c = price(); // [async-coroutine-dropped-on-path]\ntry { if (flag) { await(c); } } finally { n++; } }\nreturn done(n);",
      })
  void coroutineThatSomePathsDropWarns(String statements) {
    body(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var c = price(); if (flag) { n += await(c); } else { c.close(); } return done(n);",
        "var c = price(); if (flag) { n += await(c); } else { throw new Exception(); } return done(n);",
        "var c = price(); if (flag) { kept = c; } return done(c == kept ? 1 : await(c));",
        "var c = price(); if (n > 1) { throw new Exception(); } return done(await(c));",
        "var c = price(); while (flag) { return done(await(c)); } return done(n);",
        "var c = price(); switch (n) { case 1: return done(await(c)); default: break; } return done(n);",
        "var c = price(); try { n = 1; } finally { await(c); } return done(n);",
        "var t = createTask(price()); if (flag) { await(t); } return done(n);",
        "var c = price(); return done(flag ? await(c) : n);",
        "Coroutine<Integer> c; c = price(); return done(await(c));",
      })
  void coroutineThatEveryPathUsesOrThatNobodyCanTellIsFine(String statements) {
    body(statements).reportsWhatIsMarked();
  }

  private static final String LIBRARY =
      """
      private final HttpClient http = HttpClient.newHttpClient();
      @Async Coroutine<Void> load(HttpRequest request, HttpResponse.BodyHandler<String> all) throws Exception {
        var task = createTask(load(request, all)); // [async-ungrouped-task] in Pages.load
        await(task);
        await(http.sendAsync(request, all)); // [async-no-timeout] http.sendAsync(request, all)
        await(waitFor(deferred(http.sendAsync(request, all)), seconds(1)));
        await(http.sendAsync(request, all).orTimeout(1, TimeUnit.DAYS));
        try (var limit = timeout(seconds(1))) { await(http.sendAsync(request, all)); }
        await(http.sendAsync(HttpRequest.newBuilder().timeout(seconds(1)).build(), all));
        try (var group = taskGroup()) { group.createTask(load(request, all)); createTask(load(request, all)); }
        return done();
      }
      void plain(HttpRequest request, HttpResponse.BodyHandler<String> all) { http.sendAsync(request, all); }
      """;

  @Test
  void libraryLimitsItsAwaitsAndGroupsItsTasks() {
    Linted.members(LIBRARY).option("-Asimmer.lint=library").reportsWhatIsMarked();
    Linted.members(LIBRARY.replaceAll("//.*", "")).reportsWhatIsMarked();
  }
}
