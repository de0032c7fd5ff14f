package dev.simmer.hosts;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.toThread;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.AsyncEvent;
import dev.simmer.Coroutine;
import dev.simmer.GuestLoop;
import dev.simmer.Host;
import dev.simmer.RunOptions;
import dev.simmer.UncaughtEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds on every host, in debug mode. Pins: A103, A108, A112, A118, A160. */
@Timeout(60)
abstract class HostTest {
  final List<UncaughtEvent> reports = Collections.synchronizedList(new ArrayList<>());
  private final AsyncEvent event = new AsyncEvent();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  Host host;
  GuestLoop guest;

  abstract Host open();

  /** Ends the host; the loop is closed by then. */
  abstract void end() throws Exception;

  @BeforeEach
  void openGuest() {
    host = open();
    guest = new GuestLoop(host, RunOptions.defaults().debug(true).onUncaught(reports::add));
    // On a busy machine any step may be slow.
    guest.loop().post(() -> guest.loop().slowCallbackThreshold(seconds(60)));
  }

  @AfterEach
  void closeGuest() throws Exception {
    guest.close().get();
    end();
    assertThat(reports).isEmpty();
  }

  @Async
  private Coroutine<List<Boolean>> places() {
    List<Boolean> onHost = new ArrayList<>();
    onHost.add(host.isCurrent());
    await(yieldNow());
    onHost.add(host.isCurrent());
    await(sleep(millis(1)));
    onHost.add(host.isCurrent());
    onHost.add(await(toThread(() -> host.isCurrent())));
    onHost.add(host.isCurrent());
    return done(onHost);
  }

  /** A118. */
  @Test
  void tasksRunOnTheHostsThreadWhateverTheyAwait() throws Exception {
    assertThat(guest.submit(places()).get()).containsExactly(true, true, true, false, true);
  }

  /** A108. */
  @Test
  void hostGoesOnWhileTasksAreBusy() throws Exception {
    CountDownLatch wentOn = new CountDownLatch(1);
    var busy = guest.submit(() -> yieldUntil(wentOn));
    host.execute(wentOn::countDown);
    busy.get();
    assertThat(wentOn.getCount()).isZero();
  }

  @Async
  private Coroutine<Void> yieldUntil(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Void> note(String what, int millis) {
    await(sleep(millis(millis)));
    log.add(what);
    return done();
  }

  @Test
  void sleepsEndInTheOrderOfTheirTimes() throws Exception {
    var all = guest.submit(this::threeSleeps);
    all.get();
    assertThat(log).containsExactly("first", "second", "third");
  }

  @Async
  private Coroutine<Void> threeSleeps() {
    var third = createTask(note("third", 30));
    var first = createTask(note("first", 1));
    var second = createTask(note("second", 15));
    await(third);
    await(first);
    await(second);
    return done();
  }

  @Async
  private Coroutine<String> waitForEvent() {
    await(event);
    return done("event");
  }

  /** A112 and A160. */
  @Test
  void codeOfTheHostMaySetAnEventAndOtherThreadsMayNot() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    var woken = guest.submit(waitForEvent());
    guest.loop().post(() -> guest.loop().callSoon(waiting::countDown));
    waiting.await();
    assertThatThrownBy(event::set)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("belongs to a loop on thread");
    host.execute(event::set);
    assertThat(woken.get()).isEqualTo("event");
  }

  @Async
  private Coroutine<Void> cleansUpSlowly(CountDownLatch waiting) {
    try {
      waiting.countDown();
      await(sleep(seconds(1_000_000)));
      return done();
    } finally {
      await(sleep(millis(1)));
      log.add("cleaned up on the host: " + host.isCurrent());
    }
  }

  /** A103. */
  @Test
  void closeCancelsAndAwaitsWhatIsLeft() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    var left = guest.submit(cleansUpSlowly(waiting));
    waiting.await();
    guest.close().get();
    assertThat(log).containsExactly("cleaned up on the host: true");
    assertThat(left).isCancelled();
  }
}
