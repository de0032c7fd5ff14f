package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.*;
import static org.assertj.core.api.Assertions.*;

import java.util.*;
import java.util.concurrent.*;
import org.junit.jupiter.api.Test;

class SmokeTest {
  static final RunOptions VIRTUAL = RunOptions.defaults().virtualTime(true);

  @Test
  void sleeps() {
    List<String> log = new ArrayList<>();
    String r =
        Simmer.<String>run(
            Script.<String>script()
                .await(
                    () ->
                        gather(
                            script().await(() -> sleep(seconds(2))).run(() -> log.add("2")),
                            script().await(() -> sleep(seconds(1))).run(() -> log.add("1")),
                            script().await(() -> sleep(seconds(3))).run(() -> log.add("3"))))
                .then(x -> "done"),
            VIRTUAL);
    assertThat(r).isEqualTo("done");
    assertThat(log).containsExactly("1", "2", "3");
  }

  @Test
  void group() {
    List<String> log = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Simmer.run(
                    Script.<String>script()
                        .then(x -> new TaskGroup[1])
                        .inScope(
                            () -> {
                              TaskGroup g = taskGroup();
                              g.createTask(
                                  script()
                                      .await(() -> sleep(seconds(1)))
                                      .run(
                                          () -> {
                                            throw new java.io.IOException("x");
                                          }));
                              g.createTask(
                                  script()
                                      .await(() -> sleep(seconds(9)))
                                      .otherwise(
                                          e -> {
                                            log.add(e.toString());
                                            throw e;
                                          }));
                              return g;
                            },
                            script().await(() -> sleep(seconds(5)))),
                    VIRTUAL))
        .isInstanceOf(ExceptionGroup.class);
    assertThat(log).hasSize(1);
  }

  @Test
  void timeoutWorks() {
    assertThatThrownBy(
            () ->
                Simmer.run(
                    script()
                        .inScope(
                            () -> timeout(seconds(1)), script().await(() -> sleep(seconds(5)))),
                    VIRTUAL))
        .isInstanceOf(TimeoutException.class);
    assertThat(
            Simmer.<Object>run(
                script()
                    .inScope(
                        () -> timeout(seconds(1)), script().await(() -> sleep(seconds(1), "v"))),
                VIRTUAL))
        .isEqualTo("v");
  }

  @Test
  void thread() {
    assertThat(Simmer.<Object>run(script().await(() -> toThread(() -> "v")))).isEqualTo("v");
    assertThat(
            Simmer.<Object>run(
                script().await(() -> CompletableFuture.supplyAsync(() -> 1)), VIRTUAL))
        .isEqualTo(1);
  }

  @Test
  void queue() {
    AsyncQueue<Integer> q = new AsyncQueue<>(1);
    List<Object> got = new ArrayList<>();
    Script<Object> p = script();
    Script<Object> c = script();
    for (int i = 0; i < 5; i++) {
      int n = i;
      p.await(() -> q.put(n));
      c.await(q::get).run(() -> got.add(n));
    }
    Simmer.<Object>run(script().await(() -> gather(p, c)), VIRTUAL);
    assertThat(got).hasSize(5);
  }

  @Test
  void deadlock() {
    assertThatThrownBy(() -> Simmer.run(script().await(() -> new Promise<>()), VIRTUAL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nothing can wake");
    assertThatThrownBy(() -> Simmer.await(done(1))).hasMessageContaining("SmokeTest");
  }
}
