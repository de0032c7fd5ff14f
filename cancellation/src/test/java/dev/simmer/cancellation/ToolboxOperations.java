package dev.simmer.cancellation;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.cancellation.ScopeOperations.two;
import static dev.simmer.cancellation.WaitingOperations.passing;
import static dev.simmer.toolbox.AsyncIterables.buffer;
import static dev.simmer.toolbox.AsyncIterables.filter;
import static dev.simmer.toolbox.AsyncIterables.map;
import static dev.simmer.toolbox.AsyncIterables.mapAsync;
import static dev.simmer.toolbox.AsyncIterables.merge;
import static dev.simmer.toolbox.AsyncIterables.take;
import static dev.simmer.toolbox.AsyncIterables.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncIterable;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.Promise;
import dev.simmer.toolbox.Flows;
import dev.simmer.toolbox.RateLimiter;
import dev.simmer.toolbox.Retry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** What the toolbox adds. */
final class ToolboxOperations {
  private ToolboxOperations() {}

  static List<Operation> all() {
    return List.of(
        Gated.operation(
            "map",
            world -> sum(map(two(world), n -> n)),
            "AsyncIterables.map(AsyncIterable,Function)"),
        Gated.operation(
            "mapAsync",
            world -> sum(mapAsync(two(world), n -> passed(world, n))),
            "AsyncIterables.mapAsync(AsyncIterable,AsyncFunction)"),
        Gated.operation(
            "filter",
            world -> sum(filter(two(world), n -> n > 1)),
            "AsyncIterables.filter(AsyncIterable,Predicate)"),
        Gated.operation(
            "take", world -> sum(take(2, two(world))), "AsyncIterables.take(long,AsyncIterable)"),
        Gated.operation(
            "buffer",
            world -> sum(buffer(1, two(world))),
            "AsyncIterables.buffer(int,AsyncIterable)"),
        Gated.operation(
            "merge",
            world -> sum(merge(List.of(two(world), two(world)))),
            "AsyncIterables.merge(List)"),
        Gated.operation(
            "zip",
            world -> sum(zip(two(world), two(world), (a, b) -> a + b)),
            "AsyncIterables.zip(AsyncIterable,AsyncIterable,BiFunction)"),
        Gated.operation(
            "buffer of a merge of buffers",
            world -> sum(buffer(2, merge(List.of(buffer(1, two(world)), two(world)))))),
        Gated.operation(
            "retry", world -> Retry.attempts(2).run(() -> passing(world)), "Retry.run(AsyncBody)"),
        Gated.operation("retry, in a pause", world -> pausing(world)),
        Operation.of("rate limiter", UsedLimiter::new, "RateLimiter.acquire()"),
        Operation.of("flow", Published::new, "Flows.iterate(int,Publisher)"),
        Gated.operation(
            "flow, published",
            world -> sumOf(Flows.publisher(runningLoop(), two(world))),
            "Flows.publisher(EventLoop,AsyncIterable)"));
  }

  @Async
  private static Coroutine<Integer> sum(AsyncIterable<Integer> numbers) {
    int sum = 0;
    for (int number : each(numbers)) {
      sum += number;
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> sumOf(Flow.Publisher<Integer> numbers) {
    var sum = new Sum();
    numbers.subscribe(sum);
    try {
      return done(await(sum.whole));
    } finally {
      sum.leave();
    }
  }

  @Async
  private static Coroutine<Integer> passed(Gated world, int number) {
    await(passing(world));
    return done(number);
  }

  @Async
  private static Coroutine<String> pausing(Gated world) throws IOException {
    var attempts = new ArrayList<Integer>();
    String value =
        await(Retry.attempts(2).backoff(World.EVENT, seconds(1)).run(() -> secondTime(attempts)));
    return done(value);
  }

  private static Coroutine<String> secondTime(List<Integer> attempts) throws IOException {
    attempts.add(attempts.size());
    if (attempts.size() == 1) {
      throw new IOException("the first time");
    }
    return done("the second time");
  }

  /** A limiter that lets one pass now, one at the event, and one each time after. */
  private static final class UsedLimiter extends World {
    private final RateLimiter limiter = new RateLimiter(1, EVENT);

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    Coroutine<Void> setUp() {
      return limiter.acquire();
    }

    @Override
    Awaitable<?> call() {
      return limiter.acquire();
    }

    @Override
    @Async
    Coroutine<Void> check() {
      if (served == 0) {
        await(atOnce(limiter.acquire()));
      }
      return done();
    }
  }

  /** Requests one number after the other. */
  private static final class Sum implements Flow.Subscriber<Integer> {
    private final Promise<Integer> whole = new Promise<>();
    private Flow.Subscription subscription;
    private int soFar;
    private boolean left;

    @Override
    public void onSubscribe(Flow.Subscription offered) {
      subscription = offered;
      if (left) {
        offered.cancel();
      } else {
        offered.request(1);
      }
    }

    @Override
    public void onNext(Integer number) {
      checkLeft();
      soFar += number;
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      checkLeft();
      whole.tryFail(failure);
    }

    @Override
    public void onComplete() {
      checkLeft();
      whole.tryComplete(soFar);
    }

    private void checkLeft() {
      assertThat(left).as("signalled after a cancel").isFalse();
    }

    void leave() {
      left = true;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  /** Publishers that publish one element at the event. */
  private static final class Published extends World {
    private final List<OneElement> publishers = new ArrayList<>();

    @Override
    boolean isForeign() {
      return true;
    }

    @Override
    Awaitable<?> call() {
      var publisher = new OneElement();
      publishers.add(publisher);
      return sum(Flows.iterate(1, publisher));
    }

    @Override
    void happen() {
      publishers.forEach(OneElement::publish);
    }

    @Override
    Coroutine<Void> check() {
      assertThat(publishers).as("ended").allMatch(each -> each.ended);
      return done();
    }
  }

  private static final class OneElement implements Flow.Publisher<Integer>, Flow.Subscription {
    private Flow.Subscriber<? super Integer> subscriber;
    private boolean ended;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> added) {
      subscriber = added;
      added.onSubscribe(this);
    }

    @Override
    public void request(long elements) {}

    @Override
    public void cancel() {
      ended = true;
    }

    void publish() {
      if (!ended && subscriber != null) {
        ended = true;
        subscriber.onNext(1);
        subscriber.onComplete();
      }
    }
  }
}
