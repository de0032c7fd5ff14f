package dev.simmer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells a loop which of its sockets are ready: the one selector, and the sleep in it.
 *
 * <p>There is none before the first socket, so that a loop without sockets sleeps as it always did.
 * A loop that never gets to sleep looks here every now and then, as sockets must not wait for ever.
 */
final class Poller implements Consumer<SelectionKey> {
  /** How long a busy loop does without a look: some fifty times as long as the look takes. */
  private static final long BUSY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Selector selector;
  private long lookedAt;
  private long opened;

  Poller() throws IOException {
    selector = Selector.open();
  }

  /** Watches a channel, for nothing at first. */
  SelectionKey register(SelectableChannel channel, Endpoint endpoint) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, 0, endpoint);
  }

  long nextNumber() {
    return opened++;
  }

  /** Sleeps until a socket is ready, the loop is woken, or the time is over. */
  void sleep(long nanos) {
    try {
      if (nanos == Durations.FOREVER) {
        selector.select(this);
      } else if (nanos <= 0) {
        selector.selectNow(this);
      } else {
        // Up, as a timer must not be early; a selector counts in milliseconds.
        selector.select(this, (nanos - 1) / NANOS_PER_MILLI + 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the selector of a loop failed", e);
    }
    lookedAt = System.nanoTime();
  }

  /** Looks, on behalf of a loop that is busy, unless it did so just now. */
  void lookIfDue() {
    if (System.nanoTime() - lookedAt >= BUSY_NANOS) {
      sleep(0);
    }
  }

  /** Ends the sleep, from any thread; the next one when there is none. */
  void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void accept(SelectionKey key) {
    ((Endpoint) key.attachment()).ready(key.readyOps());
  }

  /** Lists what is open, in the order it was opened. */
  List<Endpoint> open() {
    List<Endpoint> open = new ArrayList<>();
    if (!selector.isOpen()) {
      return open;
    }
    for (SelectionKey key : selector.keys()) {
      Endpoint endpoint = (Endpoint) key.attachment();
      if (!endpoint.isClosed()) {
        open.add(endpoint);
      }
    }
    open.sort(Comparator.comparingLong(Endpoint::number));
    return open;
  }

  /** Closes what was left open, and the selector; debug mode hears of each. */
  void close(Loop loop) {
    for (Endpoint left : open()) {
      if (loop.options.isDebug()) {
        loop.reports.report(
            left.leftOpen() + " It is closed now that its loop closes.", null, null);
      }
      left.close();
    }
    try {
      selector.close();
    } catch (IOException e) {
      loop.reports.report("The selector of a loop could not be closed.", e, null);
    }
  }
}
