package dev.simmer;

import org.jspecify.annotations.Nullable;

/** The loop's first-in, first-out list of what runs next. */
final class ReadyQueue {
  private final @Nullable Inbox sleeping;
  private @Nullable Ready head;
  private @Nullable Ready tail;

  /**
   * Makes an empty one.
   *
   * @param sleeping what wakes the loop when something is added between two turns; null where that
   *     is for nobody to notice
   */
  ReadyQueue(@Nullable Inbox sleeping) {
    this.sleeping = sleeping;
  }

  boolean isEmpty() {
    return head == null;
  }

  @Nullable Ready last() {
    return tail;
  }

  void add(Ready node) {
    Ready last = tail;
    tail = node;
    if (last == null) {
      head = node;
      noLongerEmpty();
    } else {
      last.next = node;
    }
  }

  /** Appends a ring, given by its last node, whose {@code next} is the first. */
  void addRing(Ready ringTail) {
    Ready first = ringTail.next;
    ringTail.next = null;
    Ready last = tail;
    tail = ringTail;
    if (last == null) {
      head = first;
      noLongerEmpty();
    } else {
      last.next = first;
    }
  }

  private void noLongerEmpty() {
    if (sleeping != null) {
      sleeping.wake();
    }
  }

  /** Takes a node out, wherever it is; does nothing when it is not here. */
  void remove(Ready node) {
    Ready before = null;
    for (Ready each = head; each != null; each = each.next) {
      if (each == node) {
        if (before == null) {
          head = node.next;
        } else {
          before.next = node.next;
        }
        if (tail == node) {
          tail = before;
        }
        node.next = null;
        return;
      }
      before = each;
    }
  }

  /** Takes the first node, which is unlinked so that an old node keeps no young one alive. */
  @Nullable Ready poll() {
    Ready first = head;
    if (first != null) {
      head = first.next;
      if (head == null) {
        tail = null;
      } else {
        first.next = null;
      }
    }
    return first;
  }
}
