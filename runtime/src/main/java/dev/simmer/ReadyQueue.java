package dev.simmer;

import org.jspecify.annotations.Nullable;

/** The loop's first-in, first-out list of what runs next. */
final class ReadyQueue {
  private @Nullable Ready head;
  private @Nullable Ready tail;

  boolean isEmpty() {
    return head == null;
  }

  @Nullable Ready last() {
    return tail;
  }

  void add(Ready node) {
    Ready last = tail;
    if (last == null) {
      head = node;
    } else {
      last.next = node;
    }
    tail = node;
  }

  /** Appends a ring, given by its last node, whose {@code next} is the first. */
  void addRing(Ready ringTail) {
    Ready first = ringTail.next;
    ringTail.next = null;
    Ready last = tail;
    if (last == null) {
      head = first;
    } else {
      last.next = first;
    }
    tail = ringTail;
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
