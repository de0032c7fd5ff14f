package dev.simmer;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: a wheel of wheels, which hands timers out by deadline and, among equals, in the
 * order they were added.
 *
 * <p>A deadline is a number of eleven digits, six bits each. Nothing here is due before {@code
 * base}, so a timer stands in the slot for the highest digit in which its deadline differs from
 * that; equal deadlines always share a slot. When the base reaches a slot, the timers in it move on
 * by what their lower digits say, until the last digit is right. So adding and removing touch only
 * the timer and its neighbours, however many there are, and a timer moves at most once a digit.
 *
 * <p>The slots are rings linked through the timers themselves, each of which is a {@link Task} or a
 * {@link Timed}: waiting here takes no memory.
 */
final class Timers {
  private static final int BITS = 6;
  private static final int FAN = 1 << BITS;
  private static final int LEVELS = (Long.SIZE + BITS - 1) / BITS;

  /** The slot of what was added behind the base, as only deadlines in the past are; in order. */
  private static final int LATE = LEVELS * FAN;

  /** In how many timers {@link #earliest} looks for the very earliest. */
  private static final int MOST_LOOKED_AT = FAN;

  /** The first timer of each slot. */
  private final @Nullable Ready[] slots = new @Nullable Ready[LATE + 1];

  /** A bit for each slot of a level that has timers. */
  private final long[] occupied = new long[LEVELS];

  /** A bit for each level that has timers. */
  private int levels;

  private int size;
  private long base = Long.MIN_VALUE;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Calls {@code action} with every timer and its deadline, in no order. */
  void forEach(BiConsumer<Ready, Long> action) {
    forEachIn(LATE, action);
    for (int open = levels; open != 0; open &= open - 1) {
      int level = Integer.numberOfTrailingZeros(open);
      for (long digits = occupied[level]; digits != 0; digits &= digits - 1) {
        forEachIn(level * FAN + Long.numberOfTrailingZeros(digits), action);
      }
    }
  }

  private void forEachIn(int slot, BiConsumer<Ready, Long> action) {
    Ready first = slots[slot];
    Ready timer = first;
    while (timer != null) {
      action.accept(timer, deadline(timer));
      timer = timer.next == first ? null : timer.next;
    }
  }

  /**
   * Returns a time at which nothing is due yet, unless it is the earliest deadline; only when not
   * empty. Who waits until then, and asks again, is woken at most once a digit for nothing.
   */
  long earliest() {
    Ready late = slots[LATE];
    if (late != null) {
      return deadline(late);
    }
    int slot = firstOccupied();
    long start = start(slot);
    if (slot < FAN) {
      return start;
    }
    Ready first = in(slots[slot]);
    Ready timer = first;
    long least = Long.MAX_VALUE;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked++) {
      least = Math.min(least, deadline(timer));
      timer = in(timer.next);
      if (timer == first) {
        return least;
      }
    }
    return start;
  }

  /** Adds a timer, which is in no list. */
  void add(Ready timer, long deadline, long now) {
    if (size++ == 0) {
      base = Math.max(base, now);
    }
    deadline(timer, deadline);
    if (deadline < base) {
      addLate(timer, deadline);
    } else {
      append(timer, slot(deadline));
    }
  }

  /** Removes a timer; does nothing when it is not here. */
  void remove(Ready timer) {
    if (previous(timer) != null) {
      long deadline = deadline(timer);
      unlink(timer, deadline < base ? LATE : slot(deadline));
    }
  }

  /** Takes the earliest timer when it is due. */
  @Nullable Ready pollDue(long now) {
    Ready late = slots[LATE];
    if (late != null && deadline(late) <= now) {
      unlink(late, LATE);
      return late;
    }
    while (levels != 0) {
      int slot = firstOccupied();
      long start = start(slot);
      if (start > now) {
        break;
      }
      base = start;
      if (slot < FAN) {
        Ready due = in(slots[slot]);
        unlink(due, slot);
        return due;
      }
      moveOn(slot);
    }
    base = Math.max(base, now);
    return null;
  }

  /** Distributes the timers of a slot whose time has come. */
  private void moveOn(int slot) {
    Ready timer = in(slots[slot]);
    Ready last = in(previous(timer));
    empty(slot);
    while (true) {
      Ready following = in(timer.next);
      append(timer, slot(deadline(timer)));
      if (timer == last) {
        return;
      }
      timer = following;
    }
  }

  private int firstOccupied() {
    int level = Integer.numberOfTrailingZeros(levels);
    return level * FAN + Long.numberOfTrailingZeros(occupied[level]);
  }

  /** Returns the slot of a deadline that is not before the base. */
  private int slot(long deadline) {
    int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros((deadline ^ base) | 1)) / BITS;
    int digit = (int) (unsigned(deadline) >>> (level * BITS)) & (FAN - 1);
    return level * FAN + digit;
  }

  /** Returns the earliest deadline that a slot may have. */
  private long start(int slot) {
    int shift = slot / FAN * BITS;
    long above = shift + BITS < Long.SIZE ? unsigned(base) >>> (shift + BITS) << (shift + BITS) : 0;
    return unsigned(above | ((long) (slot % FAN) << shift));
  }

  /** Keeps the order of numbers whose highest bit is a digit and no sign; and the way back. */
  private static long unsigned(long time) {
    return time ^ Long.MIN_VALUE;
  }

  private void append(Ready timer, int slot) {
    Ready first = slots[slot];
    if (first == null) {
      slots[slot] = timer;
      previous(timer, timer);
      timer.next = timer;
      if (slot != LATE) {
        occupied[slot / FAN] |= 1L << slot;
        levels |= 1 << (slot / FAN);
      }
    } else {
      insert(timer, first);
    }
  }

  private void addLate(Ready timer, long deadline) {
    Ready first = slots[LATE];
    if (first == null || deadline < deadline(first)) {
      append(timer, LATE); // The end of a ring is before its first.
      slots[LATE] = timer;
      return;
    }
    Ready before = in(previous(first));
    while (deadline(before) > deadline) {
      before = in(previous(before));
    }
    insert(timer, in(before.next));
  }

  /** Links a timer before another of its ring. */
  private static void insert(Ready timer, Ready after) {
    Ready before = in(previous(after));
    before.next = timer;
    previous(timer, before);
    timer.next = after;
    previous(after, timer);
  }

  /** Links the neighbours of a timer with each other. */
  private static void close(Ready timer) {
    Ready before = in(previous(timer));
    Ready after = in(timer.next);
    before.next = after;
    previous(after, before);
  }

  private void unlink(Ready timer, int slot) {
    size--;
    Ready after = in(timer.next);
    if (after == timer) {
      empty(slot);
    } else {
      close(timer);
      if (slots[slot] == timer) {
        slots[slot] = after;
      }
    }
    timer.next = null;
    previous(timer, null);
  }

  private void empty(int slot) {
    slots[slot] = null;
    if (slot != LATE) {
      int level = slot / FAN;
      occupied[level] &= ~(1L << slot);
      if (occupied[level] == 0) {
        levels &= ~(1 << level);
      }
    }
  }

  /** Follows a link of a ring, which has no end. */
  private static Ready in(@Nullable Ready linked) {
    if (linked == null) {
      throw new AssertionError("a ring of timers is broken");
    }
    return linked;
  }

  private static long deadline(Ready timer) {
    return timer instanceof Task<?> task ? task.sleepsUntil().deadline : ((Timed) timer).deadline;
  }

  private static void deadline(Ready timer, long deadline) {
    if (timer instanceof Task<?> task) {
      task.sleepsUntil().deadline = deadline;
    } else {
      ((Timed) timer).deadline = deadline;
    }
  }

  private static @Nullable Ready previous(Ready timer) {
    return timer instanceof Task<?> task ? task.previous : ((Timed) timer).previous;
  }

  private static void previous(Ready timer, @Nullable Ready previous) {
    if (timer instanceof Task<?> task) {
      task.previous = previous;
    } else {
      ((Timed) timer).previous = previous;
    }
  }
}
