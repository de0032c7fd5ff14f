package dev.simmer;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Passes items from tasks that put to tasks that get, and makes the faster side wait.
 *
 * <pre>{@code
 * AsyncQueue<Path> files = new AsyncQueue<>(20);
 * createTask(() -> { await(files.put(path)); files.shutdown(); return done(); });
 * for (Path file : each(files)) {
 *   await(hash(file));
 * }
 * }</pre>
 *
 * <p>First in, first out; {@link #priority} and {@link #lifo} order otherwise. Waiters are served
 * in the order they came. Items are never null. Belongs to the loop that first waits for it, and to
 * its thread: others hand items in through {@link EventLoop#post}. Mirrors {@code asyncio.Queue}.
 *
 * @param <T> the type of the items
 */
public class AsyncQueue<T> implements AsyncIterable<T> {
  private final Store<T> items;
  private final int maxSize;
  private final WaitQueue getters = new WaitQueue("an AsyncQueue");
  private final WaitQueue putters = new WaitQueue("an AsyncQueue");
  private final Putting putting = new Putting();
  private final Getting getting = new Getting();
  private final AsyncEvent finished = new AsyncEvent();
  private int unfinished;
  private boolean shutdown;

  /** Creates an unbounded queue; may be called anywhere. */
  public AsyncQueue() {
    this(0);
  }

  /**
   * Creates a queue; may be called anywhere.
   *
   * @param maxSize how many items it holds before putting waits; zero or less: any number
   */
  public AsyncQueue(int maxSize) {
    this(maxSize, Store.fifo());
  }

  private AsyncQueue(int maxSize, Store<T> items) {
    this.maxSize = maxSize;
    this.items = items;
    finished.set();
  }

  /**
   * Creates a queue that hands out the least item first, and equal ones in the order they came.
   * Mirrors {@code asyncio.PriorityQueue}.
   *
   * @param order what comes first
   * @param maxSize how many items it holds before putting waits; zero or less: any number
   * @param <T> the type of the items
   * @return the queue
   */
  public static <T> AsyncQueue<T> priority(Comparator<? super T> order, int maxSize) {
    if (order == null) {
      throw new NullPointerException("a priority queue needs a Comparator");
    }
    return new AsyncQueue<>(maxSize, Store.priority(order));
  }

  /**
   * Creates a queue that hands out the newest item first. Mirrors {@code asyncio.LifoQueue}.
   *
   * @param maxSize how many items it holds before putting waits; zero or less: any number
   * @param <T> the type of the items
   * @return the queue
   */
  public static <T> AsyncQueue<T> lifo(int maxSize) {
    return new AsyncQueue<>(maxSize, Store.lifo());
  }

  /**
   * Puts an item in, waiting while the queue is full.
   *
   * <p>Cancelling the wait puts nothing in. Awaiting this when there is room takes no turn of the
   * loop.
   *
   * @param item the item
   * @return a coroutine that ends when the item is in; throws {@link QueueShutdownException} after
   *     {@link #shutdown}
   */
  public Coroutine<Void> put(T item) {
    return putting.coroutine(checked(item));
  }

  /**
   * Takes an item out, waiting while the queue is empty.
   *
   * <p>Cancelling the wait takes nothing out. Awaiting this when there is an item takes no turn of
   * the loop.
   *
   * @return a coroutine that yields the item; throws {@link QueueShutdownException} when the queue
   *     is empty after {@link #shutdown}
   */
  public Coroutine<T> get() {
    return getting.coroutine(null);
  }

  /**
   * Puts an item in if there is room. Does not suspend. Mirrors {@code put_nowait}.
   *
   * @param item the item
   * @return false when the queue is full
   * @throws QueueShutdownException after {@link #shutdown}
   */
  public boolean offer(T item) {
    T added = checked(item);
    getters.checkThread();
    if (shutdown) {
      throw new QueueShutdownException(
          "an item was put into an AsyncQueue that has been shut down");
    }
    if (isFull()) {
      return false;
    }
    items.add(added);
    if (unfinished++ == 0) {
      finished.clear();
    }
    getters.wakeFirst();
    return true;
  }

  /**
   * Takes an item out if there is one. Does not suspend. Mirrors {@code get_nowait}.
   *
   * @return the item; null when the queue is empty
   * @throws QueueShutdownException when the queue is empty after {@link #shutdown}
   */
  public @Nullable T poll() {
    getters.checkThread();
    T item = items.remove();
    if (item == null) {
      if (shutdown) {
        throw new QueueShutdownException(
            "an item was asked of an AsyncQueue that has been shut down and is empty");
      }
      return null;
    }
    putters.wakeFirst();
    return item;
  }

  /**
   * Says that the work on an item taken out is finished, for {@link #join}. Does not suspend.
   *
   * @throws IllegalStateException when called more often than items were put in
   */
  public void taskDone() {
    if (unfinished <= 0) {
      throw new IllegalStateException(
          "taskDone() was called more often than items were put into the AsyncQueue. Call it once for each item taken.");
    }
    finishOne();
  }

  /**
   * Waits until the work on every item put in is finished. Does not wait when none is unfinished.
   *
   * @return a coroutine that ends then
   */
  public Coroutine<Void> join() {
    return finished.waiting.coroutine(null);
  }

  /**
   * Lets nothing more in; what is left can still be taken out. Does not suspend. Mirrors {@code
   * Queue.shutdown}.
   */
  public void shutdown() {
    shutdown(false);
  }

  /**
   * Lets nothing more in, and wakes all who wait. Does not suspend. Mirrors {@code Queue.shutdown}.
   *
   * @param immediate whether to drop what is left, which then counts as finished for {@link #join}
   */
  public void shutdown(boolean immediate) {
    getters.checkThread();
    shutdown = true;
    if (immediate) {
      while (items.remove() != null) {
        if (unfinished > 0) {
          finishOne();
        }
      }
    }
    getters.wakeAll();
    putters.wakeAll();
  }

  /**
   * Returns how many items can be taken out. Does not suspend.
   *
   * @return the number of items
   */
  public int size() {
    return items.size();
  }

  /**
   * Says whether there is nothing to take out. Does not suspend.
   *
   * @return true when getting would wait
   */
  public boolean isEmpty() {
    return items.size() == 0;
  }

  /**
   * Says whether there is no room. Does not suspend.
   *
   * @return true when putting would wait
   */
  public boolean isFull() {
    return maxSize > 0 && items.size() >= maxSize;
  }

  /**
   * Iterates by taking items out until the queue is empty after {@link #shutdown}. Does not suspend
   * itself.
   *
   * @return the iterator
   */
  @Override
  public AsyncIterator<T> asyncIterator() {
    return new Items();
  }

  private void finishOne() {
    unfinished--;
    if (unfinished == 0) {
      finished.set();
    }
  }

  private T checked(T item) {
    if (item == null) {
      throw new NullPointerException(
          "an AsyncQueue holds no nulls; wrap what may be missing in an Optional");
    }
    return item;
  }

  /**
   * Puts the item that the task brings, looking again whenever woken. The queue's own one serves a
   * task that waits alone; while it does, each other has one for itself.
   */
  private final class Putting extends QueueWait {
    private @Nullable T item;

    Putting() {
      super(putters);
    }

    @Override
    QueueWait bringing(@Nullable Object brought) {
      Putting free = item == null ? this : new Putting();
      free.item = Unchecked.cast(brought);
      return free;
    }

    @Override
    @Nullable Object begin(Loop loop, @Nullable Object brought) {
      return offer(Unchecked.cast(brought)) ? null : NOT_YET;
    }

    @Override
    @Nullable Object end(Loop loop) {
      T waited = item;
      item = null;
      Object result = begin(loop, waited);
      if (result == NOT_YET) {
        item = waited;
      }
      return result;
    }

    @Override
    void cancelled(boolean woken) {
      item = null;
      if (woken && !isFull()) {
        queue.wakeFirst();
      }
    }

    @Override
    String label() {
      return "room in a queue";
    }
  }

  /** Gets, looking again whenever woken. */
  private class Getting extends QueueWait {
    Getting() {
      super(getters);
    }

    @Override
    Object begin(Loop loop, @Nullable Object brought) {
      T item = poll();
      return item != null ? item : NOT_YET;
    }

    @Override
    final Object end(Loop loop) {
      return begin(loop, null);
    }

    @Override
    final void cancelled(boolean woken) {
      if (woken && !AsyncQueue.this.isEmpty()) {
        queue.wakeFirst();
      }
    }

    @Override
    final String label() {
      return "an item of a queue";
    }
  }

  /** Iterates until shutdown: gets the next item for {@link #next}; false at the end. */
  private final class Items extends Getting implements AsyncIterator<T> {
    private final ArrayDeque<T> found = new ArrayDeque<>(1);

    @Override
    public Coroutine<Boolean> hasNext() {
      return coroutine(null);
    }

    @Override
    public T next() {
      T item = found.poll();
      if (item == null) {
        throw new NoSuchElementException("next() without a hasNext() that was true");
      }
      return item;
    }

    @Override
    Object begin(Loop loop, @Nullable Object brought) {
      if (!found.isEmpty()) {
        return true;
      }
      if (AsyncQueue.this.isEmpty()) {
        return shutdown ? false : NOT_YET;
      }
      T item = poll();
      if (item != null) {
        found.add(item);
      }
      return true;
    }
  }
}
