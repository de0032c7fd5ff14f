package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncIterable;
import dev.simmer.EventLoop;
import java.util.concurrent.Flow;

/**
 * Joins asynchronous iterations to {@link Flow} publishers, both ways, by the rules of Reactive
 * Streams; back-pressure is honoured.
 *
 * <pre>{@code
 * for (ByteBuffer chunk : each(Flows.iterate(4, publisher))) { … }
 * Flow.Publisher<Event> events = Flows.publisher(runningLoop(), source);
 * }</pre>
 *
 * <p>Has no counterpart in {@code asyncio}.
 */
public final class Flows {
  private Flows() {}

  /**
   * Iterates over what a publisher sends; does not suspend itself.
   *
   * <p>Subscribes when the first element is asked for. Leaving the iteration, by whatever way,
   * cancels the subscription; elements that were sent and not handed on are lost then. A failure
   * that the publisher signals comes after the elements before it. The publisher may signal on any
   * thread; one task at a time iterates, on the loop's.
   *
   * @param ahead how many elements at most are requested and not handed on; positive
   * @param publisher where the elements come from
   * @param <T> the type of the elements
   * @return the elements, in the order they are sent
   * @throws IllegalArgumentException when {@code ahead} is not positive
   */
  public static <T> AsyncGenerator<T> iterate(int ahead, Flow.Publisher<? extends T> publisher) {
    requireNonNull(publisher, "iterate(...) needs a publisher");
    if (ahead < 1) {
      throw new IllegalArgumentException(
          "iterate(...) needs to request at least one element ahead, not " + ahead);
    }
    return received(ahead, publisher);
  }

  @Async
  private static <T> AsyncGenerator<T> received(int ahead, Flow.Publisher<? extends T> publisher) {
    try (var received = new Received<T>(ahead)) {
      publisher.subscribe(received);
      while (await(received.hasNext())) {
        emit(received.next());
      }
    }
    return end();
  }

  /**
   * Publishes the elements of an iteration; does not suspend.
   *
   * <p>Every subscriber has an iteration of its own, in a task of the loop, and is signalled on the
   * loop's thread, which it must not block; it may subscribe, request and cancel on any thread. The
   * source is asked for an element when one is requested, so its end is signalled at the request
   * after the last; it is closed before that, or when the subscription is cancelled. A null element
   * is signalled as a failure. What a subscriber throws ends its subscription, and is reported to
   * the loop's exception handler.
   *
   * @param loop where the source is iterated; not on virtual time, if others request from elsewhere
   * @param source the elements; a generator serves one subscriber
   * @param <T> the type of the elements
   * @return the publisher
   */
  public static <T> Flow.Publisher<T> publisher(EventLoop loop, AsyncIterable<? extends T> source) {
    requireNonNull(loop, "publisher(...) needs a loop");
    requireNonNull(source, "publisher(...) needs a source");
    return subscriber ->
        new Published<T>(
                loop, source, requireNonNull(subscriber, "subscribe(...) needs a subscriber"))
            .start();
  }
}
