package dev.simmer.benchmarks.futures;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/** A bounded queue for one thread, which {@link CompletableFuture} comes without. */
public final class FutureQueue {
  private static final class Put {
    final int item;
    final CompletableFuture<Void> done = new CompletableFuture<>();

    Put(int item) {
      this.item = item;
    }
  }

  private final int capacity;
  private final ArrayDeque<Integer> items = new ArrayDeque<>();
  private final ArrayDeque<Put> putting = new ArrayDeque<>();
  private final ArrayDeque<CompletableFuture<Integer>> getting = new ArrayDeque<>();

  /** Makes an empty one. */
  public FutureQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Returns what completes when the item is in the queue. */
  public CompletableFuture<Void> put(int item) {
    CompletableFuture<Integer> getter = getting.poll();
    if (getter != null) {
      getter.complete(item);
    } else if (items.size() < capacity) {
      items.add(item);
    } else {
      Put put = new Put(item);
      putting.add(put);
      return put.done;
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Returns what completes with the first item. */
  public CompletableFuture<Integer> get() {
    Integer item = items.poll();
    if (item == null) {
      CompletableFuture<Integer> getter = new CompletableFuture<>();
      getting.add(getter);
      return getter;
    }
    Put put = putting.poll();
    if (put != null) {
      items.add(put.item);
      put.done.complete(null);
    }
    return CompletableFuture.completedFuture(item);
  }
}
