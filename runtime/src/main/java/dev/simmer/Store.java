package dev.simmer;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The order in which an {@link AsyncQueue} hands out its items. */
interface Store<T> {
  void add(T item);

  /** Takes the next item; null when there is none. */
  @Nullable T remove();

  int size();

  static <T> Store<T> fifo() {
    ArrayDeque<T> items = new ArrayDeque<>();
    return new Store<>() {
      @Override
      public void add(T item) {
        items.addLast(item);
      }

      @Override
      public @Nullable T remove() {
        return items.pollFirst();
      }

      @Override
      public int size() {
        return items.size();
      }
    };
  }

  static <T> Store<T> lifo() {
    ArrayDeque<T> items = new ArrayDeque<>();
    return new Store<>() {
      @Override
      public void add(T item) {
        items.addLast(item);
      }

      @Override
      public @Nullable T remove() {
        return items.pollLast();
      }

      @Override
      public int size() {
        return items.size();
      }
    };
  }

  static <T> Store<T> priority(Comparator<? super T> order) {
    record Entry<T>(T item, long added) {}
    PriorityQueue<Entry<T>> entries =
        new PriorityQueue<>(
            Comparator.<Entry<T>, T>comparing(Entry::item, order).thenComparingLong(Entry::added));
    return new Store<>() {
      private long added;

      @Override
      public void add(T item) {
        entries.add(new Entry<>(item, added++));
      }

      @Override
      public @Nullable T remove() {
        Entry<T> first = entries.poll();
        return first == null ? null : first.item();
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }
}
