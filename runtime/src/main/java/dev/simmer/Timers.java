package dev.simmer;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: a 4-ary heap ordered by deadline and, among equals, by insertion.
 *
 * <p>The keys lie in arrays of their own, because comparing them is nearly all the work. A
 * cancelled timer is removed at once, so any number of them costs no memory until they would have
 * been due.
 */
final class Timers {
  static final int NOT_QUEUED = -1;
  private static final int ARITY_SHIFT = 2;
  private static final int INITIAL_CAPACITY = 16;

  private @Nullable Timed[] nodes = new @Nullable Timed[INITIAL_CAPACITY];
  private long[] deadlines = new long[INITIAL_CAPACITY];
  private long[] orders = new long[INITIAL_CAPACITY];
  private int size;
  private long added;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
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
    int last = --size;
    Timed moved = nodes[last];
    nodes[last] = null;
    if (slot != last && moved != null) {
      long deadline = deadlines[last];
      long order = orders[last];
      if (slot > 0 && isBefore(deadline, order, parent(slot))) {
        siftUp(slot, moved, deadline, order);
      } else {
        siftDown(slot, moved, deadline, order);
      }
    }
  }

  /** Takes the earliest timer when it is due. */
  @Nullable Timed pollDue(long now) {
    if (size == 0 || deadlines[0] > now) {
      return null;
    }
    Timed first = nodes[0];
    if (first != null) {
      remove(first);
    }
    return first;
  }

  private static int parent(int slot) {
    return (slot - 1) >> ARITY_SHIFT;
  }

  private boolean isBefore(long deadline, long order, int slot) {
    long other = deadlines[slot];
    return deadline != other ? deadline < other : order < orders[slot];
  }

  private void siftUp(int from, Timed node, long deadline, long order) {
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

  private void siftDown(int from, Timed node, long deadline, long order) {
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
    Timed node = nodes[from];
    if (node != null) {
      put(to, node, deadlines[from], orders[from]);
    }
  }

  private void put(int slot, Timed node, long deadline, long order) {
    nodes[slot] = node;
    deadlines[slot] = deadline;
    orders[slot] = order;
    node.slot(slot);
  }
}
