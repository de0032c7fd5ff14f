package dev.simmer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one entrance for other threads, and the one place where the loop's thread sleeps.
 *
 * <p>A stack that is pushed by compare-and-set and taken whole. No wake-up is lost: the loop sets
 * {@code sleeping} and then looks at the stack, a sender pushes and then looks at {@code sleeping},
 * all with volatile order, so at least one of the two sees the other.
 *
 * <p>A loop whose thread is its host's sleeps by returning; see {@link GuestDriver}.
 */
class Inbox {
  /**
   * No handle of a variable, which would be the first of a small program: that costs some
   * milliseconds.
   */
  private static final AtomicReferenceFieldUpdater<Inbox, @Nullable Ready> TOP =
      AtomicReferenceFieldUpdater.newUpdater(Inbox.class, Ready.class, "top");

  /** Loaded with the first guest only. */
  private static final class Sleeping {
    static final VarHandle FLAG;

    static {
      try {
        FLAG = MethodHandles.lookup().findVarHandle(Inbox.class, "sleeping", boolean.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private Sleeping() {}
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

  /** Where the loop sleeps once it has sockets; seen by who sees {@code sleeping}, as the owner. */
  private @Nullable Poller poller;

  /** Names the thread that sleeps here; called by itself. */
  final void owner(@Nullable Thread thread) {
    owner = thread;
  }

  /** Lets the loop sleep where it hears of its sockets from now on; called by itself. */
  final void poller(Poller made) {
    poller = made;
  }

  final boolean isEmpty() {
    Ready newest = top;
    return newest == null || newest == CLOSED;
  }

  /**
   * Hands in a node from any thread.
   *
   * @return false when the inbox is closed, or is now because the sleeper cannot be woken
   */
  final boolean offer(Ready node) {
    while (true) {
      Ready below = top;
      if (below == CLOSED) {
        return false;
      }
      node.next = below;
      if (TOP.compareAndSet(this, below, node)) {
        return wake();
      }
    }
  }

  /** Wakes the loop if it sleeps; false when it never will be awake again. */
  final boolean wake() {
    return !sleeping || wakeUp();
  }

  /** Wakes the loop, which was asleep just now; more than one thread may do so. */
  boolean wakeUp() {
    Poller selecting = poller;
    if (selecting == null) {
      LockSupport.unpark(owner);
    } else {
      selecting.wakeUp();
    }
    return true;
  }

  /** Moves everything handed in to the ready queue, oldest first. */
  final void drainTo(ReadyQueue ready) {
    Ready newest = top;
    if (newest != null && newest != CLOSED) {
      append(TOP.getAndSet(this, null), ready);
    }
  }

  /** Refuses everything from now on, unless something has been handed in. */
  final boolean closeIfEmpty() {
    return TOP.compareAndSet(this, null, CLOSED) || top == CLOSED;
  }

  /** Refuses everything from now on, and hands over what came before. */
  final void close(ReadyQueue ready) {
    Ready last = TOP.getAndSet(this, CLOSED);
    if (last != CLOSED) {
      append(last, ready);
    }
  }

  /** Begins a sleep that ends when somebody takes the loop out of it. */
  final void fallAsleep() {
    sleeping = true;
  }

  /** Takes the loop out of its sleep; true for one of those who try. */
  final boolean takeOut() {
    return Sleeping.FLAG.compareAndSet(this, true, false);
  }

  /**
   * Sleeps until something is handed in, a socket is ready, the thread is interrupted, or the time
   * is over.
   */
  final void sleep(long nanos) {
    sleeping = true;
    if (top == null) {
      Poller selecting = poller;
      if (selecting == null) {
        LockSupport.parkNanos(this, nanos);
      } else {
        selecting.sleep(nanos);
      }
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
