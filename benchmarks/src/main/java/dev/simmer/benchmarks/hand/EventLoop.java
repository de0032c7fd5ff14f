package dev.simmer.benchmarks.hand;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that a loop must do: no cancellation, no failures, no context, no checks, no other
 * threads.
 */
final class EventLoop {
  final ArrayDeque<Frame> ready = new ArrayDeque<>();
  private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>();
  private int asleep;

  /** The frame of a callee that returned to wait instead of with a value; else null. */
  Frame suspended;

  /** A frame that waits for its time. */
  abstract static class Sleeper extends Frame implements Comparable<Sleeper> {
    long deadline;
    boolean cancelled;

    @Override
    public final int compareTo(Sleeper other) {
      return Long.compare(deadline, other.deadline);
    }
  }

  /** Runs until nothing is left to run or to wait for. */
  void run(Frame outermost) {
    ready.add(outermost);
    while (true) {
      Frame next = ready.poll();
      if (next != null) {
        resume(next);
      } else if (asleep > 0) {
        sleep();
      } else {
        return;
      }
    }
  }

  void sleep(Sleeper frame, long nanos) {
    frame.deadline = System.nanoTime() + nanos;
    sleepers.add(frame);
    asleep++;
  }

  /** Leaves the frame where it is, since finding it would take long, and makes it ready. */
  void cancelSleep(Sleeper frame) {
    frame.cancelled = true;
    asleep--;
    ready.add(frame);
  }

  private void resume(Frame innermost) {
    Frame frame = innermost;
    while (frame != null && frame.step(this)) {
      frame = frame.caller;
    }
  }

  private void sleep() {
    long now = System.nanoTime();
    for (long wait = sleepers.peek().deadline - now; wait > 0; ) {
      LockSupport.parkNanos(wait);
      now = System.nanoTime();
      wait = sleepers.peek().deadline - now;
    }
    while (!sleepers.isEmpty() && sleepers.peek().deadline - now <= 0) {
      Sleeper due = sleepers.poll();
      if (!due.cancelled) {
        asleep--;
        ready.add(due);
      }
    }
  }
}
