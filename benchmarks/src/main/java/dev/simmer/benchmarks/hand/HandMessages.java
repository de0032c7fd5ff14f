package dev.simmer.benchmarks.hand;

import dev.simmer.benchmarks.workload.Messages;
import java.util.ArrayDeque;

/** W5 and W9 by hand. */
public final class HandMessages implements Messages {
  @Override
  public long pipe(int capacity, int n) {
    EventLoop loop = new EventLoop();
    Queue queue = new Queue(capacity);
    loop.ready.add(new Producer(queue, n));
    Consumer main = new Consumer(queue, n);
    loop.run(main);
    return main.sum;
  }

  @Override
  public long pingPong(int n) {
    EventLoop loop = new EventLoop();
    Queue pings = new Queue(1);
    Queue pongs = new Queue(1);
    loop.ready.add(new Answering(pings, pongs, n));
    Serving main = new Serving(pings, pongs, n);
    loop.run(main);
    return main.result;
  }

  @Override
  public int permits(int permits, int n) {
    EventLoop loop = new EventLoop();
    Permits semaphore = new Permits(permits);
    Guarded main = new Guarded(semaphore, n);
    loop.run(main);
    return main.result;
  }

  /** A bounded queue for one producer and one consumer at a time. */
  private static final class Queue {
    final int capacity;
    final ArrayDeque<Integer> items = new ArrayDeque<>();
    Frame putting;
    Frame getting;

    Queue(int capacity) {
      this.capacity = capacity;
    }

    /** Puts, or notes who is to try again. */
    boolean put(EventLoop loop, Frame frame, int item) {
      if (items.size() == capacity) {
        putting = frame;
        return false;
      }
      items.add(item);
      if (getting != null) {
        loop.ready.add(getting);
        getting = null;
      }
      return true;
    }

    /** Takes the first item, or notes who is to try again and returns null. */
    Integer get(EventLoop loop, Frame frame) {
      Integer item = items.poll();
      if (item == null) {
        getting = frame;
      } else if (putting != null) {
        loop.ready.add(putting);
        putting = null;
      }
      return item;
    }
  }

  private static final class Producer extends Frame {
    private final Queue queue;
    private final int n;
    private int i;

    Producer(Queue queue, int n) {
      this.queue = queue;
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      for (; i < n; i++) {
        if (!queue.put(loop, this, i)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class Consumer extends Frame {
    private final Queue queue;
    private final int n;
    private int i;
    private long sum;

    Consumer(Queue queue, int n) {
      this.queue = queue;
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      for (; i < n; i++) {
        Integer item = queue.get(loop, this);
        if (item == null) {
          return false;
        }
        sum += item;
      }
      return true;
    }
  }

  private static final class Serving extends Frame {
    private final Queue pings;
    private final Queue pongs;
    private final int n;
    private int i;

    Serving(Queue pings, Queue pongs, int n) {
      this.pings = pings;
      this.pongs = pongs;
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      for (; i < n; i++) {
        if (state == 0 && !pings.put(loop, this, result)) {
          return false;
        }
        state = 1;
        Integer answer = pongs.get(loop, this);
        if (answer == null) {
          return false;
        }
        result = answer;
        state = 0;
      }
      return true;
    }
  }

  private static final class Answering extends Frame {
    private final Queue pings;
    private final Queue pongs;
    private final int n;
    private int i;

    Answering(Queue pings, Queue pongs, int n) {
      this.pings = pings;
      this.pongs = pongs;
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      for (; i < n; i++) {
        if (state == 0) {
          Integer ball = pings.get(loop, this);
          if (ball == null) {
            return false;
          }
          result = ball + 1;
          state = 1;
        }
        if (!pongs.put(loop, this, result)) {
          return false;
        }
        state = 0;
      }
      return true;
    }
  }

  private static final class Permits {
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private int free;

    Permits(int free) {
      this.free = free;
    }

    boolean acquire(Frame frame) {
      if (free == 0) {
        waiting.add(frame);
        return false;
      }
      free--;
      return true;
    }

    void release(EventLoop loop) {
      Frame next = waiting.poll();
      if (next == null) {
        free++;
      } else {
        loop.ready.add(next);
      }
    }
  }

  private static final class SleepWithPermit extends EventLoop.Sleeper {
    private final Permits semaphore;

    SleepWithPermit(Permits semaphore) {
      this.semaphore = semaphore;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        if (!semaphore.acquire(this)) {
          return false;
        }
      }
      if (state == 1) {
        state = 2;
        loop.sleep(this, 1_000_000);
        return false;
      }
      semaphore.release(loop);
      result = 1;
      return true;
    }
  }

  private static final class Guarded extends Frame {
    private final Permits semaphore;
    private final Frame[] tasks;
    private int pending;

    Guarded(Permits semaphore, int n) {
      this.semaphore = semaphore;
      tasks = new Frame[n];
      pending = n;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        for (int i = 0; i < tasks.length; i++) {
          Frame task = new SleepWithPermit(semaphore);
          task.caller = this;
          tasks[i] = task;
          loop.ready.add(task);
        }
        return false;
      }
      if (--pending > 0) {
        return false;
      }
      for (Frame task : tasks) {
        result += task.result;
      }
      return true;
    }
  }
}
