package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.toolbox.Flows.iterate;
import static dev.simmer.toolbox.Flows.publisher;
import static dev.simmer.toolbox.Virtual.virtually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import dev.simmer.Runner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Elements from and to publishers: demand, order, ends, and cancelled subscriptions. */
@Timeout(60)
class FlowsTest {
  private static final Executor AT_ONCE = Runnable::run;
  private static final RunOptions VIRTUAL = RunOptions.defaults().virtualTime(true);

  private final List<Integer> asked = new ArrayList<>();
  private final List<String> signals = new ArrayList<>();
  private int open;

  @Async
  private AsyncGenerator<Integer> count(int last, boolean fails) throws IOException {
    open++;
    try {
      for (int n = 1; n <= last; n++) {
        asked.add(n);
        await(yieldNow());
        emit(n);
      }
      if (fails) {
        throw new IOException("after " + last);
      }
    } finally {
      await(yieldNow());
      open--;
    }
    return end();
  }

  /** Notes what is signalled; requests nothing by itself. */
  private class Subscriber implements Flow.Subscriber<Integer> {
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription offered) {
      subscription = offered;
    }

    @Override
    public void onNext(Integer element) {
      signals.add("next " + element);
    }

    @Override
    public void onError(Throwable thrown) {
      signals.add("error " + thrown.getMessage());
    }

    @Override
    public void onComplete() {
      signals.add("complete, " + open + " open");
    }
  }

  @Async
  private Coroutine<Subscriber> subscribe(AsyncGenerator<Integer> source) {
    var subscriber = new Subscriber();
    publisher(runningLoop(), source).subscribe(subscriber);
    await(sleep(millis(1)));
    return done(subscriber);
  }

  @Test
  void sourceIsAskedForNoMoreThanIsRequested() {
    virtually(
        () -> {
          var subscriber = await(subscribe(count(3, false)));
          assertThat(asked).isEmpty();
          subscriber.subscription.request(2);
          await(sleep(millis(1)));
          assertThat(asked).containsExactly(1, 2);
          subscriber.subscription.request(Long.MAX_VALUE);
          subscriber.subscription.request(Long.MAX_VALUE);
          await(sleep(millis(1)));
          subscriber.subscription.request(1);
          return done();
        });
    assertThat(signals).containsExactly("next 1", "next 2", "next 3", "complete, 0 open");
  }

  @Test
  void failureOfTheSourceIsSignalledAfterItsElements() {
    virtually(
        () -> {
          await(subscribe(count(1, true))).subscription.request(5);
          await(sleep(millis(1)));
          return done();
        });
    assertThat(signals).containsExactly("next 1", "error after 1");
    assertThat(open).isZero();
  }

  @Test
  void cancelledSubscriptionClosesTheSourceAndSignalsNothingMore() {
    for (int turns = 0; turns < 8; turns++) {
      int turn = turns;
      virtually(
          () -> {
            signals.clear();
            var subscriber = await(subscribe(count(9, false)));
            subscriber.subscription.request(9);
            for (int n = 0; n < turn; n++) {
              await(yieldNow());
            }
            subscriber.subscription.cancel();
            int before = signals.size();
            await(sleep(millis(1)));
            assertThat(signals).hasSize(before).doesNotContain("complete, 0 open");
            return done();
          });
      assertThat(open).isZero();
    }
  }

  @Async
  private AsyncGenerator<Integer> slowToClose() {
    open++;
    try {
      emit(1);
      emit(2);
    } finally {
      await(sleep(millis(10)));
      open--;
    }
    return end();
  }

  @Test
  void cancelDoesNotBreakOffASourceThatIsClosing() {
    RunOptions options =
        VIRTUAL.onUncaught(event -> signals.add("unseen " + event.exception().getMessage()));
    run(
        () -> {
          var subscriber = await(subscribe(slowToClose()));
          subscriber.subscription.request(1);
          await(sleep(millis(1)));
          subscriber.subscription.request(0);
          await(sleep(millis(5)));
          assertThat(open).isOne();
          subscriber.subscription.cancel();
          await(sleep(millis(10)));
          return done();
        },
        options);
    assertThat(open).isZero();
    assertThat(signals)
        .containsExactly(
            "next 1", "unseen request(...) needs a positive number of elements, not 0");
  }

  @Test
  void requestThatIsNotPositiveIsSignalledAsAFailure() {
    virtually(
        () -> {
          await(subscribe(count(9, false))).subscription.request(0);
          await(sleep(millis(1)));
          return done();
        });
    assertThat(signals)
        .containsExactly("error request(...) needs a positive number of elements, not 0");
  }

  @Test
  void nullElementIsSignalledAsAFailure() {
    virtually(
        () -> {
          await(subscribe(AsyncIterables.map(count(1, false), n -> null))).subscription.request(1);
          await(sleep(millis(1)));
          return done();
        });
    assertThat(signals).containsExactly("error a publisher's source must not give nulls");
    assertThat(open).isZero();
  }

  @Test
  void whatIsPublishedCanBeIteratedAgain() {
    var got = new ArrayList<Integer>();
    virtually(
        () -> {
          for (int n : each(iterate(2, publisher(runningLoop(), count(5, false))))) {
            got.add(n);
          }
          return done();
        });
    assertThat(got).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void noMoreIsRequestedThanMayBeAhead() {
    var requested = new ArrayList<Long>();
    Flow.Publisher<Integer> one =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  private int next;

                  @Override
                  public void request(long n) {
                    requested.add(n);
                    for (long i = 0; i < n; i++) {
                      subscriber.onNext(next++);
                    }
                  }

                  @Override
                  public void cancel() {
                    signals.add("cancel");
                  }
                });
    virtually(
        () -> {
          for (int n : each(iterate(3, one))) {
            assertThat(requested.stream().mapToLong(each -> each).sum()).isEqualTo(n + 4);
            if (n == 10) {
              break;
            }
          }
          return done();
        });
    assertThat(signals).containsExactly("cancel");
  }

  @Test
  void everythingAnotherThreadSendsArrivesInOrder() throws InterruptedException {
    var got = new ArrayList<Integer>();
    var publisher = new SubmissionPublisher<Integer>(AT_ONCE, 4);
    var sender =
        new Thread(
            () -> {
              while (!publisher.hasSubscribers()) {
                Thread.onSpinWait();
              }
              IntStream.range(0, 5_000).forEach(publisher::submit);
              publisher.close();
            });
    sender.start();
    virtually(
        () -> {
          for (int n : each(iterate(3, publisher))) {
            got.add(n);
          }
          return done();
        });
    sender.join();
    assertThat(got).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
  }

  @Test
  void subscriberHearsOfALoopThatClosesBeforeItHasBegun() throws IOException {
    try (var runner = new Runner(VIRTUAL)) {
      publisher(runner.loop(), count(9, false)).subscribe(new Subscriber());
    }
    assertThat(signals).containsExactly("error the loop was closed before anything was sent");
  }

  @Test
  void subscriberHearsOfALoopThatClosesWhileItWaits() throws IOException {
    try (var runner = new Runner(VIRTUAL)) {
      runner.run(subscribe(count(9, false))).subscription.request(2);
      runner.run(sleep(millis(1)));
    }
    assertThat(signals).containsExactly("next 1", "next 2", "error null");
    assertThat(open).isZero();
  }

  /** Emits in {@code request}, on a thread of its own, until the first element was handed on. */
  private static final class Busy implements Flow.Publisher<Integer>, Flow.Subscription {
    private final CountDownLatch handedOn = new CountDownLatch(1);
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger inside = new AtomicInteger();
    private Flow.Subscriber<? super Integer> subscriber;
    private Thread thread;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> added) {
      subscriber = added;
      thread = new Thread(() -> added.onSubscribe(this));
      thread.start();
    }

    @Override
    public void request(long n) {
      call("request " + n);
      if (calls.size() == 1) {
        subscriber.onNext(1);
        try {
          handedOn.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      inside.decrementAndGet();
    }

    @Override
    public void cancel() {
      call("cancel");
      inside.decrementAndGet();
    }

    private void call(String name) {
      calls.add(inside.getAndIncrement() == 0 ? name : name + " during another call");
    }
  }

  @Test
  void subscriptionIsCalledFromOneThreadAtATime() throws InterruptedException {
    var busy = new Busy();
    virtually(
        () -> {
          for (int n : each(iterate(1, busy))) {
            // A second element was requested before this one was handed on.
            break;
          }
          busy.handedOn.countDown();
          return done();
        });
    busy.thread.join();
    assertThat(busy.calls).containsExactly("request 1", "cancel");
  }

  @Test
  void failureOfAPublisherComesAfterItsElements() {
    var got = new ArrayList<Integer>();
    Flow.Publisher<Integer> failing =
        subscriber -> {
          subscriber.onSubscribe(new Deaf());
          subscriber.onNext(1);
          subscriber.onError(new IOException("gone"));
        };
    assertThatThrownBy(
            () ->
                virtually(
                    () -> {
                      for (int n : each(iterate(3, failing))) {
                        got.add(n);
                      }
                      return done();
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(got).containsExactly(1);
  }

  private static final class Deaf implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
