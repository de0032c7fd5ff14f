package dev.simmer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** A channel that a loop watches, and who waits for it on either side. */
final class Endpoint {
  final Loop loop;
  final SelectableChannel channel;

  /** Reads, or accepts. */
  final Side input;

  /** Writes, after it has connected. */
  Side output;

  private final Poller poller;
  private final SelectionKey key;
  private final long number;
  private final @Nullable StackTraceElement place;
  private String name;
  private int interest;
  private boolean closed;

  /**
   * Watches a channel, which is closed should that fail.
   *
   * @param place where it was opened; null where nobody looked
   */
  Endpoint(
      Loop loop,
      SelectableChannel channel,
      int reads,
      int writes,
      String name,
      @Nullable StackTraceElement place)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.name = name;
    this.place = place;
    try {
      poller = loop.poller(name);
      key = poller.register(channel, this);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
    number = poller.nextNumber();
    input = new Side(this, reads);
    output = new Side(this, writes);
  }

  /** Says where user code opens a socket now, where debug mode wants to know. */
  static @Nullable StackTraceElement placeOfCaller() {
    Loop running = Loop.currentOrNull();
    return running != null && running.options.isDebug() ? Callers.element() : null;
  }

  long number() {
    return number;
  }

  boolean isClosed() {
    return closed;
  }

  void name(String better) {
    name = better;
  }

  /** Hears which of the watched operations are ready. */
  void ready(int operations) {
    if ((operations & input.operation) != 0) {
      input.becameReady();
    }
    if ((operations & output.operation) != 0) {
      output.becameReady();
    }
  }

  /** Wants to hear when an operation is ready; asks the selector only if that is news. */
  void watch(int operation) {
    if ((interest & operation) == 0) {
      interest |= operation;
      key.interestOps(interest);
    }
  }

  void ignore(int operation) {
    if ((interest & operation) != 0 && !closed) {
      interest &= ~operation;
      key.interestOps(interest);
    }
  }

  /** Refuses other loops, whose threads must not touch this. */
  void checkLoop(Loop running) {
    if (running != loop) {
      throw new IllegalStateException(
          name
              + " belongs to another loop and cannot be used here. Use it on the loop that opened it: hand the work over"
              + " with loop.submit(...).");
    }
  }

  /** Closes the channel, and wakes who waits for it; does nothing the second time. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    input.wake();
    output.wake();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be closed", e);
    }
    if (input.operation == SelectionKey.OP_ACCEPT) {
      // Until the selector looks again, a closed channel keeps its port.
      poller.sleep(0);
    }
  }

  /** Says that nobody closed it. */
  String leftOpen() {
    return name
        + (place == null ? "" : ", opened at " + place + ",")
        + " was left open. Open it in a try-with-resources block.";
  }

  @Override
  public String toString() {
    return name;
  }

  /** Closes an endpoint; never waits. */
  static final class Close extends Leaf<Void> {
    private final Endpoint endpoint;

    Close(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    @Nullable Object begin(Loop running) {
      if (!endpoint.closed) {
        endpoint.checkLoop(running);
        endpoint.close();
      }
      return null;
    }

    @Override
    protected String label() {
      return "the end of " + endpoint;
    }
  }
}
