package dev.simmer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Does something with a socket as soon as that is ready.
 *
 * <p>All of it happens in steps of the task that waits: a wait that ends by a cancel, also by one
 * that comes after the selector's answer, has taken nothing from the socket and put nothing in.
 */
abstract class SocketWait<T> extends Leaf<T> {
  final Side side;

  SocketWait(Side side) {
    this.side = side;
  }

  /** Tries without waiting; false when there is still something to wait for. */
  abstract boolean attempt() throws IOException;

  /** Returns what came of an attempt that ended well. */
  abstract @Nullable Object result();

  /** Says what a task does here, for messages: {@code read from}. */
  abstract String action();

  /** Says whether there is nothing to be done. */
  boolean isNeedless() {
    return false;
  }

  /** Cleans up after a cancel. */
  void abandoned() {}

  @Override
  final @Nullable Object begin(Loop loop) throws IOException {
    Endpoint endpoint = side.endpoint;
    endpoint.checkLoop(loop);
    if (endpoint.isClosed()) {
      throw ClosedSocket.before(endpoint, action());
    }
    if (side.isTaken()) {
      throw new IllegalStateException(
          "a task waits already to "
              + action()
              + " "
              + endpoint
              + ". One may at a time, for nobody could say which of two comes first. Let one task do it, and connect it"
              + " with the others by an AsyncQueue.");
    }
    return goOn(loop);
  }

  @Override
  final @Nullable Object end(Loop loop) throws IOException {
    side.leave();
    if (side.endpoint.isClosed()) {
      throw ClosedSocket.meanwhile(side.endpoint, action());
    }
    return goOn(loop);
  }

  private @Nullable Object goOn(Loop loop) throws IOException {
    if (isNeedless() || (side.mayBeReady() && attempt())) {
      return result();
    }
    park(loop);
    loop.foreignWork(1);
    side.enter(this);
    return null;
  }

  /** Ends the wait; does nothing unless parked. */
  final void arrived() {
    if (isParked()) {
      side.endpoint.loop.foreignWork(-1);
      wake();
    }
  }

  @Override
  final void withdraw(Loop loop) {
    loop.foreignWork(-1);
    side.leave();
    abandoned();
  }

  @Override
  final void cancelled(boolean woken) {
    if (woken) {
      side.leave();
      abandoned();
    }
  }
}
