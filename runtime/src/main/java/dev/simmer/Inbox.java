package dev.simmer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one entrance for other threads, and the one place where the loop's thread sleeps.
 *
 * <p>A stack that is pushed by compare-and-set and taken whole. No wake-up is lost: the loop sets
 * {@code sleeping} and then looks at the stack, a sender pushes and then looks at {@code sleeping},
 * all with volatile order, so at least one of the two sees the other.
 */
final class Inbox {
  private static final VarHandle TOP;

  static {
    try {
      TOP = MethodHandles.lookup().findVarHandle(Inbox.class, "top", Ready.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Stands on top once nothing more is accepted. */
  private static final Ready CLOSED =
      new Ready() {
        @Override
        void run(Loop loop) {
          throw new AssertionError("the end of an inbox is not run");
        }
      };

  private volatile @Nullable Ready top;
  private volatile boolean sleeping;
  private @Nullable Thread owner;

  /** Names the thread that sleeps here; called by itself. */
  void owner(@Nullable Thread thread) {
    owner = thread;
  }

  boolean isEmpty() {
    return top == null;
  }

  /**
   * Hands in a node from any thread.
   *
   * @return false when the inbox is closed
   */
  boolean offer(Ready node) {
    while (true) {
      Ready below = top;
      if (below == CLOSED) {
        return false;
      }
      node.next = below;
      if (TOP.compareAndSet(this, below, node)) {
        if (sleeping) {
          LockSupport.unpark(owner);
        }
        return true;
      }
    }
  }

  /** Moves everything handed in to the ready queue, oldest first. */
  void drainTo(ReadyQueue ready) {
    Ready newest = top;
    if (newest != null && newest != CLOSED) {
      append((Ready) TOP.getAndSet(this, null), ready);
    }
  }

  /** Refuses everything from now on, and hands over what came before. */
  void close(ReadyQueue ready) {
    Ready last = (Ready) TOP.getAndSet(this, CLOSED);
    if (last != CLOSED) {
      append(last, ready);
    }
  }

  /** Sleeps until something is handed in, the thread is interrupted, or the time is over. */
  void sleep(long nanos) {
    sleeping = true;
    if (top == null) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeping = false;
  }

  private static void append(@Nullable Ready newest, ReadyQueue ready) {
    Ready reversed = null;
    for (Ready node = newest; node != null; ) {
      Ready below = node.next;
      node.next = reversed;
      reversed = node;
      node = below;
    }
    for (Ready node = reversed; node != null; ) {
      Ready above = node.next;
      node.next = null;
      ready.add(node);
      node = above;
    }
  }
}
