package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a run leaves behind is named, with where it was created. Pins: A162. */
class LeftoversTest extends RuntimeTest {
  private final Box<Promise<Object>> gate = new Box<>();

  @Test
  void runThatAwaitsWhatItCreatesLeavesNothing() {
    Script<Object> main =
        script()
            .await(() -> createTask(sleeper(seconds(1))))
            .run(() -> runningLoop().callLater(seconds(5), () -> {}).cancel());
    assertThat(leftoversOf(main)).isEmpty();
  }

  @Test
  void taskIsNamedWithWhatItWaitsForAndWhereItWasCreated() {
    Script<Object> main =
        script()
            .run(() -> createTask("poller", sleeper(seconds(5))))
            .await(() -> sleep(seconds(1)));
    assertThat(leftoversOf(main))
        .singleElement()
        .asString()
        .contains("task 'poller', created at ", "LeftoversTest.java", "it waits for sleep of 5s");
    takeReports();
  }

  @Test
  void callbacksAreNamedWithWhenTheyAreDueInThatOrder() {
    Script<Object> main =
        script()
            .run(() -> runningLoop().callLater(seconds(7), () -> {}))
            .run(() -> runningLoop().callLater(seconds(3), () -> {}))
            .run(() -> runningLoop().callLater(seconds(5), () -> {}))
            .await(() -> sleep(seconds(1)));
    List<String> left = leftoversOf(main);
    assertThat(left).hasSize(3).allMatch(each -> each.contains("LeftoversTest.java"));
    assertThat(left.get(0)).contains("due in 2s");
    assertThat(left.get(1)).contains("due in 4s");
    assertThat(left.get(2)).contains("due in 6s");
  }

  /** A162. */
  @Test
  void callbacksAreNamedHoweverNearFarOrOverdueTheyAre() {
    Script<Object> main =
        script()
            .await(() -> sleep(seconds(1)))
            .run(() -> runningLoop().callLater(Duration.ofHours(3), () -> {}))
            .run(() -> runningLoop().callLater(Duration.ofMinutes(2), () -> {}))
            .run(() -> runningLoop().callLater(Duration.ofNanos(1_400), () -> {}))
            .run(() -> runningLoop().callLater(Duration.ofNanos(200), () -> {}))
            .run(() -> runningLoop().callSoon(() -> runningLoop().callAt(0, () -> {})));
    assertThat(leftoversOf(main))
        .extracting(left -> left.replaceAll(".* is due in (.*)\\. Cancel its handle\\.", "$1"))
        .containsExactly("0s", "0.0000002s", "0.0000014s", "2m", "3h");
  }

  /** A162. */
  @Test
  void openGeneratorIsNamedInDebugModeThoughNobodyRefersToIt() {
    Script<Object> main =
        script().run(() -> Loop.running("test").opened(generator())).run(System::gc);
    assertThat(leftoversOf(main))
        .containsExactly(
            "generator ticks was left open. Iterate with each(...), or open it in a try-with-resources block.");
    assertThat(takeReports()).extracting(UncaughtEvent::message).anyMatch(m -> m.contains("ticks"));
  }

  private static AsyncGenerator<Object> generator() {
    return new AsyncGenerator<>() {
      @Override
      public Coroutine<Boolean> hasNext() {
        return done(false);
      }

      @Override
      public Object next() {
        throw new AssertionError("nobody asks");
      }

      @Override
      public AsyncIterator<Object> asyncIterator() {
        return this;
      }

      @Override
      public Coroutine<Void> closeAsync() {
        return done();
      }

      @Override
      public String toString() {
        return "generator ticks";
      }
    };
  }

  @Test
  void runnerGoesOnAfterADeadlockAlthoughTheStuckRunEndsLater() {
    try (Runner runner = new Runner(options)) {
      Script<Object> stuck = script().await(() -> gate.set(new Promise<>()));
      assertThatThrownBy(() -> runner.run(stuck)).hasMessageContaining("Nothing can wake the loop");
      assertThat(runner.leftovers()).singleElement().asString().contains("task 'Task-1'");
      Script<String> next =
          script()
              .run(() -> gate.value.complete(1))
              .await(() -> sleep(seconds(1)))
              .then(last -> "ended")
              .as();
      assertThat(runner.run(next)).isEqualTo("ended");
      assertThat(runner.leftovers()).isEmpty();
    }
  }

  private List<String> leftoversOf(Script<?> main) {
    try (Runner runner = new Runner(options.debug(true))) {
      runner.run(main);
      return runner.leftovers();
    }
  }

  /** A162. */
  @Test
  void runnerThatNobodyClosedIsReportedOnce() throws InterruptedException {
    LinkedBlockingQueue<UncaughtEvent> heard = new LinkedBlockingQueue<>();
    leaveOpen(heard);
    assertThat(messageAfterCollection(heard, () -> {}))
        .startsWith("A Runner that was created at")
        .contains("LeftoversTest.java", "was never closed");
    assertThat(heard).isEmpty();
  }

  /** Collects garbage, and lets a host go on, until something is heard. */
  private static String messageAfterCollection(
      LinkedBlockingQueue<UncaughtEvent> heard, Runnable goOn) throws InterruptedException {
    UncaughtEvent event = null;
    for (int i = 0; i < 10 && event == null; i++) {
      System.gc();
      goOn.run();
      event = heard.poll(50, TimeUnit.MILLISECONDS);
    }
    assertThat(event).isNotNull();
    return event.message();
  }

  private static void leaveOpen(Queue<UncaughtEvent> heard) {
    new Runner(RunOptions.defaults().debug(true).onUncaught(heard::add)).run(done(1));
  }

  /** A162. */
  @Test
  void runnerThatWasClosedIsNotReported() {
    Runner runner = new Runner(options.debug(true));
    runner.close();
    runner.unclosed.run();
    assertThat(new Runner(options.debug(false)).unclosed).isNull();
  }

  /** A162. */
  @Test
  void guestThatNobodyClosedIsReportedOnceThoughItsLoopGoesOn() throws InterruptedException {
    LinkedBlockingQueue<UncaughtEvent> heard = new LinkedBlockingQueue<>();
    SteppedHost host = new SteppedHost();
    EventLoop loop = leaveGuest(host, heard);
    assertThat(messageAfterCollection(heard, host::runAll))
        .startsWith("A GuestLoop that was created at")
        .contains("LeftoversTest.java", "was never closed");
    loop.post(say("goes on")::run);
    host.runAll();
    assertThat(log).containsExactly("goes on");
    assertThat(heard).isEmpty();
  }

  private static EventLoop leaveGuest(SteppedHost host, Queue<UncaughtEvent> heard) {
    return new GuestLoop(host, RunOptions.defaults().debug(true).onUncaught(heard::add)).loop();
  }

  /** A162. */
  @Test
  void guestIsReportedThoughItsHostIsGone() {
    SteppedHost host = new SteppedHost();
    GuestLoop guest = new GuestLoop(host, guestOptions());
    host.refuses = true;
    guest.unclosed.run();
    assertThat(takeReports())
        .singleElement()
        .extracting(UncaughtEvent::message)
        .asString()
        .endsWith("Keep the GuestLoop, and close it before its host.");
  }

  /** A162. */
  @Test
  void guestThatWasClosedIsNotReported() {
    SteppedHost host = new SteppedHost();
    GuestLoop guest = new GuestLoop(host, guestOptions());
    guest.close();
    guest.unclosed.run();
    host.runAll();
    assertThat(new GuestLoop(host, guestOptions().debug(false)).unclosed).isNull();
  }

  private RunOptions guestOptions() {
    return RunOptions.defaults().debug(true).onUncaught(reports::add);
  }
}
