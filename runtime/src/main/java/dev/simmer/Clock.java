package dev.simmer;

/** The loop's time, and how it passes while nothing is ready; this one is the machine's own. */
class Clock {
  /** Returns monotonic nanoseconds. */
  long now() {
    return System.nanoTime();
  }

  /** Says whether time jumps instead of passing. */
  boolean isVirtual() {
    return false;
  }

  /** Lets time pass up to {@code deadline}; only on a virtual clock. */
  void jumpTo(long deadline) {
    throw new AssertionError("real time does not jump");
  }

  /** That of a host. */
  static final class OfHost extends Clock {
    private final Host host;

    private OfHost(Host host) {
      this.host = host;
    }

    static Clock of(Host host) {
      return new OfHost(host);
    }

    @Override
    long now() {
      return host.nanoTime();
    }
  }

  /** Starts at zero, and stands still unless it jumps. */
  static final class Virtual extends Clock {
    private long now;

    static Clock start() {
      return new Virtual();
    }

    @Override
    long now() {
      return now;
    }

    @Override
    boolean isVirtual() {
      return true;
    }

    @Override
    void jumpTo(long deadline) {
      now = Math.max(now, deadline);
    }
  }
}
