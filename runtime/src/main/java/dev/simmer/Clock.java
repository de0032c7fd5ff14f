package dev.simmer;

/** The loop's time, and how it passes while nothing is ready. */
interface Clock {
  /** Returns monotonic nanoseconds. */
  long now();

  /** Says whether time jumps instead of passing. */
  default boolean isVirtual() {
    return false;
  }

  /** Lets time pass up to {@code deadline}; only on a virtual clock. */
  default void jumpTo(long deadline) {
    throw new AssertionError("real time does not jump");
  }

  /** Returns the machine's own clock. */
  static Clock real() {
    return System::nanoTime;
  }

  /** Returns a clock that starts at zero and stands still unless it jumps. */
  static Clock virtual() {
    return new Clock() {
      private long now;

      @Override
      public long now() {
        return now;
      }

      @Override
      public boolean isVirtual() {
        return true;
      }

      @Override
      public void jumpTo(long deadline) {
        now = Math.max(now, deadline);
      }
    };
  }
}
