package dev.simmer.toolbox;

import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import dev.simmer.UncaughtEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop on a thread of its own, from first to last. Pins: A103, A116, A118. */
@Timeout(60)
class BackgroundLoopTest {
  private final List<UncaughtEvent> reports = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch cleanedUp = new CountDownLatch(1);

  private BackgroundLoop open() {
    return new BackgroundLoop("background", RunOptions.defaults().onUncaught(reports::add));
  }

  @Async
  private Coroutine<String> waitForEver() {
    try {
      waiting.countDown();
      await(sleep(seconds(1_000_000)));
      return done("never");
    } finally {
      cleanedUp.countDown();
    }
  }

  /** A118. */
  @Test
  void resultAndExceptionComeBackFromTheLoopsThread() {
    try (var background = open()) {
      assertThat(background.submit(() -> done(Thread.currentThread().getName())).join())
          .isEqualTo("background");
      assertThatThrownBy(
              () ->
                  background
                      .submit(
                          () -> {
                            throw new IOException("from the loop");
                          })
                      .join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
    assertThat(reports).isEmpty();
  }

  /** A118. */
  @Test
  void cancellingTheFutureCancelsTheTask() throws InterruptedException {
    try (var background = open()) {
      var future = background.submit(waitForEver());
      waiting.await();
      future.cancel(true);
      cleanedUp.await();
    }
    assertThat(reports).isEmpty();
  }

  /** A103. */
  @Test
  void closeCancelsWhatIsLeftAndWaitsUntilTheThreadHasEnded() throws InterruptedException {
    var background = open();
    var future = background.submit(waitForEver());
    waiting.await();
    background.close();
    assertThat(cleanedUp.getCount()).isZero();
    assertThat(future).isCancelled();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("background"));
    background.close();
    assertThat(reports).isEmpty();
  }

  /** A116. */
  @Test
  void nothingCanBeSubmittedAfterTheClose() {
    var background = open();
    background.close();
    assertThatThrownBy(() -> background.submit(waitForEver()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The background loop 'background' is closed and runs nothing more. Submit to it before it is closed.");
  }

  @Test
  void everyFutureEndsHoweverSubmitAndCloseRace() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      var background = open();
      var futures = Collections.synchronizedList(new ArrayList<CompletableFuture<Void>>());
      var begun = new CountDownLatch(1);
      var submitter =
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < 1_000; n++) {
                    futures.add(background.submit(sleep(seconds(1_000_000))));
                    begun.countDown();
                  }
                } catch (IllegalStateException closed) {
                  begun.countDown();
                }
              });
      submitter.start();
      begun.await();
      background.close();
      submitter.join();
      assertThat(futures).isNotEmpty().allMatch(CompletableFuture::isCancelled);
    }
    assertThat(reports).isEmpty();
  }

  @Test
  void manyThreadsMaySubmit() {
    try (var background = open()) {
      var sum =
          IntStream.range(0, 1_000)
              .parallel()
              .map(n -> background.submit(() -> done(n)).join())
              .sum();
      assertThat(sum).isEqualTo(999 * 1_000 / 2);
    }
  }

  @Test
  void loopGoesOnThoughTasksRestoreAnInterrupt() {
    try (var background = open()) {
      for (int time = 0; time < 3; time++) {
        background.submit(() -> restoreInterrupt()).join();
        assertThat(background.submit(() -> takeTurns()).join()).isEqualTo("went on");
      }
    }
    assertThat(reports).isEmpty();
  }

  private static Coroutine<Void> restoreInterrupt() {
    Thread.currentThread().interrupt();
    return done();
  }

  /** Takes more turns than the loop would take to end. */
  @Async
  private Coroutine<String> takeTurns() {
    for (int turn = 0; turn < 20; turn++) {
      await(yieldNow());
    }
    return done("went on");
  }

  @Test
  void loopGoesOnThoughItsSleepingThreadIsInterrupted() {
    try (var background = open()) {
      Thread thread = background.submit(() -> done(Thread.currentThread())).join();
      for (int time = 0; time < 3; time++) {
        thread.interrupt();
        assertThat(background.submit(() -> takeTurns()).join()).isEqualTo("went on");
      }
    }
    assertThat(reports).isEmpty();
  }

  @Test
  void loopGoesOnThoughAllItsTasksAreCancelled() {
    try (var background = open()) {
      background.submit(() -> cancelAll()).join();
      assertThat(background.submit(() -> takeTurns()).join()).isEqualTo("went on");
    }
    assertThat(reports).isEmpty();
  }

  private static Coroutine<Void> cancelAll() {
    for (var task : allTasks()) {
      if (task != currentTask()) {
        task.cancel();
      }
    }
    return done();
  }

  @Test
  void closeDoesNothingMoreWhereAFailureHasEndedTheThread() throws InterruptedException {
    var failures = new LinkedBlockingQueue<Throwable>();
    // A loop on virtual time does not wait for other threads, so this one fails at once.
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    try {
      var background = new BackgroundLoop("failing", RunOptions.defaults().virtualTime(true));
      assertThat(failures.take()).hasMessageContaining("Nothing can wake the loop");
      background.close();
      background.close();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(null);
    }
  }

  @Test
  void closingOnTheLoopsOwnThreadIsRefused() {
    try (var background = open()) {
      assertThatThrownBy(
              () ->
                  background
                      .submit(
                          () -> {
                            background.close();
                            return done();
                          })
                      .join())
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was closed on its own thread, which would wait for itself.");
    }
  }

  @Test
  void interruptDoesNotEndTheWaitOfCloseAndIsSetAgain() throws InterruptedException {
    var background = open();
    var future = background.submit(waitForEver());
    waiting.await();
    Thread.currentThread().interrupt();
    background.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(future).isCancelled();
  }
}
