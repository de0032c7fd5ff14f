package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.AsyncFunction;
import dev.simmer.RunOptions;
import dev.simmer.UncaughtEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recipes G18 to G25: one thread, what it promises, and the ways in and out. */
@Timeout(30)
class OneThreadTest {
  @Test
  void nothingChangesBetweenTwoAwaits() {
    var accounts = new AtomicTransfer();
    assertThat(afterThree(accounts, accounts::transfer)).isEqualTo("20, 80");
  }

  @Test
  void whatWasCheckedBeforeAnAwaitMayNoLongerHoldAfterIt() {
    var accounts = new AtomicTransfer();
    assertThat(afterThree(accounts, accounts::transferStale)).isEqualTo("-140, 240");
  }

  @Test
  void lockKeepsACheckTrueAcrossAnAwait() {
    var accounts = new AtomicTransfer();
    assertThat(afterThree(accounts, accounts::transferAudited)).isEqualTo("20, 80");
  }

  private static String afterThree(
      AtomicTransfer accounts, AsyncFunction<Integer, Void, RuntimeException> transfer) {
    VirtualRun.of(() -> done(await(gather(Collections.nCopies(3, 80), transfer))));
    return accounts.balances();
  }

  @Test
  void heartbeatNeverMissesABeatWhileALibraryBlocks() throws InterruptedException {
    var beats = new Semaphore(0);
    var blocking =
        new BlockingLibrary.Archive() {
          @Override
          String read(String page) throws InterruptedException {
            beats.acquire(3); // for ever, if it held the thread of the heartbeat
            return page;
          }
        };
    var pool = Executors.newFixedThreadPool(1);
    try {
      assertThat(run(BlockingLibrary.readThreeWays(blocking, pool, beats::release)))
          .containsExactly("one", "two", "three");
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void requestsThroughThreeLayersWaitBesideEachOther() throws InterruptedException {
    var service = new ThreeLayers.Service();
    assertThat(run(() -> done(await(gather(List.of(1, 2), n -> ThreeLayers.handle(service, n))))))
        .containsExactly(
            "200 SELECT * FROM orders WHERE number = 1",
            "200 SELECT * FROM orders WHERE number = 2");
  }

  @Test
  void heartbeatGoesOnWhileTheCoresAreBusy() {
    var cores = Executors.newFixedThreadPool(2);
    try {
      int beats =
          run(
              () -> {
                var counting =
                    createTask(AllCores.allDigits(cores, List.of(4_000, 8_000, 4_000, 8_000)));
                int beat = 0;
                while (!counting.isDone()) {
                  await(sleep(millis(1)));
                  beat++;
                }
                assertThat(await(counting)).containsExactly(12674, 27753, 12674, 27753);
                return done(beat);
              });
      assertThat(beats).isGreaterThan(1);
    } finally {
      cores.shutdown();
    }
  }

  @Test
  void debugModeNamesTheStepThatHeldTheLoop() {
    List<UncaughtEvent> reports = new ArrayList<>();
    run(StalledLoop.handle(), RunOptions.defaults().debug(true).onUncaught(reports::add));
    assertThat(reports)
        .singleElement()
        .extracting(UncaughtEvent::message)
        .asString()
        .contains("StalledLoop");
  }

  @Test
  void synchronousCodeReachesAsyncCodeFromOutsideAndFromAnotherThread() {
    assertThat(Bridges.fromMain()).isEqualTo(3);
    assertThat(run(Bridges.serve())).isEqualTo(4);
  }

  @Test
  void runInsideRunIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> VirtualRun.of(() -> done(Bridges.fromMain())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("await");
  }

  @Test
  void dumpNamesTasksAndWhereTheyWait() {
    assertThat(VirtualRun.of(() -> NamedTasks.look()).value())
        .contains("guest 1", "guest 2", "NamedTasks.guest(NamedTasks.java:");
  }

  @Test
  void primitivesWorkAsWithThreadsOnOneThread() {
    var run = VirtualRun.of(() -> new OneThreadPrimitives().dinner(List.of("soup", "rice", "tea")));
    assertThat(run.value()).containsExactlyInAnyOrder("soup", "rice", "tea");
    assertThat(run.millis()).isEqualTo(30);
  }
}
