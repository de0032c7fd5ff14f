package dev.simmer;

import org.jspecify.annotations.Nullable;

/** One direction of a socket: whether it may be ready, and who waits until it is. */
final class Side {
  /**
   * How many operations in a row go through at once. Then one waits for the selector, so that a
   * peer who always has more does not keep all others from running.
   */
  private static final int MOST_AT_ONCE = 64;

  final Endpoint endpoint;

  /** What the selector calls it. */
  final int operation;

  private boolean ready;
  private int left = MOST_AT_ONCE;
  private @Nullable SocketWait<?> waiter;

  Side(Endpoint endpoint, int operation) {
    this.endpoint = endpoint;
    this.operation = operation;
  }

  /** Says whether a try is worth a call. */
  boolean mayBeReady() {
    return ready;
  }

  /** Says what the last call has shown: whether the next may be worth it. */
  void ready(boolean next) {
    ready = next && --left > 0;
  }

  boolean isTaken() {
    return waiter != null;
  }

  void enter(SocketWait<?> wait) {
    waiter = wait;
    left = MOST_AT_ONCE;
    endpoint.watch(operation);
  }

  void leave() {
    waiter = null;
  }

  /** Hears that it is ready. The selector says so again and again unless somebody does the work. */
  void becameReady() {
    ready = true;
    if (waiter == null) {
      endpoint.ignore(operation);
    } else {
      waiter.arrived();
    }
  }

  /** Wakes who waits, to see that the socket was closed. */
  void wake() {
    if (waiter != null) {
      waiter.arrived();
    }
  }
}
