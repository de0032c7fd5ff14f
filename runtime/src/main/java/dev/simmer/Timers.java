package dev.simmer;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: a 4-ary heap ordered by deadline and, among equals, by insertion.
 *
 * <p>The keys lie in arrays of their own, because comparing them is nearly all the work. A
 * cancelled timer is let go at once and leaves a hole. As soon as there are more holes than timers
 * the holes are closed, so any number of cancelled timers costs no memory until they would have
 * been due, and a cancel costs about one move instead of one for each level of the heap.
 */
final class Timers {
  static final int NOT_QUEUED = -1;
  private static final int ARITY_SHIFT = 2;
  private static final int INITIAL_CAPACITY = 16;

  private @Nullable Timed[] nodes = new @Nullable Timed[INITIAL_CAPACITY];
  private long[] deadlines = new long[INITIAL_CAPACITY];
  private long[] orders = new long[INITIAL_CAPACITY];
  private int size;
  private int holes;
  private long added;

  boolean isEmpty() {
    return size == holes;
  }

  int size() {
    return size - holes;
  }

  /** Calls {@code action} with every timer and its deadline, in no order. */
  void forEach(BiConsumer<Timed, Long> action) {
    for (int slot = 0; slot < size; slot++) {
      Timed node = nodes[slot];
      if (node != null) {
        action.accept(node, deadlines[slot]);
      }
    }
  }

  /** Returns the earliest deadline; only when not empty. */
  long earliest() {
    while (nodes[0] == null) {
      holes--;
      removeHead();
    }
    return deadlines[0];
  }

  void add(Timed node, long deadline) {
    if (size == nodes.length) {
      int capacity = size * 2;
      nodes = Arrays.copyOf(nodes, capacity);
      deadlines = Arrays.copyOf(deadlines, capacity);
      orders = Arrays.copyOf(orders, capacity);
    }
    siftUp(size++, node, deadline, added++);
  }

  /** Removes a timer; does nothing when it is not queued. */
  void remove(Timed node) {
    int slot = node.slot();
    if (slot == NOT_QUEUED) {
      return;
    }
    node.slot(NOT_QUEUED);
    nodes[slot] = null;
    holes++;
    if (slot == size - 1) {
      size--;
      holes--;
    } else if (holes > size - holes) {
      closeHoles();
    }
  }

  /** Takes the earliest timer when it is due. */
  @Nullable Timed pollDue(long now) {
    while (size > 0 && deadlines[0] <= now) {
      Timed first = nodes[0];
      removeHead();
      if (first != null) {
        first.slot(NOT_QUEUED);
        return first;
      }
      holes--;
    }
    return null;
  }

  private void removeHead() {
    int last = --size;
    Timed moved = nodes[last];
    nodes[last] = null;
    if (last > 0) {
      siftDown(0, moved, deadlines[last], orders[last]);
    }
  }

  private void closeHoles() {
    int end = size;
    size = 0;
    holes = 0;
    for (int slot = 0; slot < end; slot++) {
      Timed node = nodes[slot];
      nodes[slot] = null;
      if (node != null) {
        put(size++, node, deadlines[slot], orders[slot]);
      }
    }
    for (int slot = parent(size - 1); slot >= 0; slot--) {
      siftDown(slot, nodes[slot], deadlines[slot], orders[slot]);
    }
  }

  private static int parent(int slot) {
    return (slot - 1) >> ARITY_SHIFT;
  }

  private boolean isBefore(long deadline, long order, int slot) {
    long other = deadlines[slot];
    return deadline != other ? deadline < other : order < orders[slot];
  }

  private void siftUp(int from, @Nullable Timed node, long deadline, long order) {
    int slot = from;
    while (slot > 0) {
      int parent = parent(slot);
      if (!isBefore(deadline, order, parent)) {
        break;
      }
      move(parent, slot);
      slot = parent;
    }
    put(slot, node, deadline, order);
  }

  private void siftDown(int from, @Nullable Timed node, long deadline, long order) {
    int slot = from;
    while (true) {
      int first = (slot << ARITY_SHIFT) + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      int end = Math.min(first + (1 << ARITY_SHIFT), size);
      for (int child = first + 1; child < end; child++) {
        if (isBefore(deadlines[child], orders[child], least)) {
          least = child;
        }
      }
      if (isBefore(deadline, order, least)) {
        break;
      }
      move(least, slot);
      slot = least;
    }
    put(slot, node, deadline, order);
  }

  private void move(int from, int to) {
    put(to, nodes[from], deadlines[from], orders[from]);
  }

  private void put(int slot, @Nullable Timed node, long deadline, long order) {
    nodes[slot] = node;
    deadlines[slot] = deadline;
    orders[slot] = order;
    if (node != null) {
      node.slot(slot);
    }
  }
}
