package dev.simmer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one daemon thread that looks at what all watched loops do. It stays for a moment after the
 * last has ended, so that one short run after the other costs no thread each.
 */
final class Watcher implements Runnable {
  private static final int LOOKS_PER_THRESHOLD = 4;
  private static final long SHORTEST_PAUSE = 1_000_000;
  private static final int IDLE_LOOKS = 40;

  private static final Set<Watchdog> WATCHDOGS = ConcurrentHashMap.newKeySet();
  private static final AtomicReference<@Nullable Thread> THREAD = new AtomicReference<>();

  private Watcher() {}

  static void add(Watchdog watchdog) {
    WATCHDOGS.add(watchdog);
    if (THREAD.get() == null) {
      Thread thread = new Thread(new Watcher(), "simmer-watchdog");
      thread.setDaemon(true);
      if (THREAD.compareAndSet(null, thread)) {
        thread.start();
      }
    } else if (watchdog.threshold() < Watchdog.DEFAULT_THRESHOLD) {
      hurry();
    }
  }

  static void remove(Watchdog watchdog) {
    WATCHDOGS.remove(watchdog);
  }

  /** Lets a shorter threshold count from now on. */
  static void hurry() {
    LockSupport.unpark(THREAD.get());
  }

  @Override
  public void run() {
    for (int idle = 0; idle < IDLE_LOOKS; idle = WATCHDOGS.isEmpty() ? idle + 1 : 0) {
      long threshold = Watchdog.DEFAULT_THRESHOLD;
      for (Watchdog each : WATCHDOGS) {
        threshold = Math.min(threshold, each.threshold());
      }
      LockSupport.parkNanos(this, Math.max(SHORTEST_PAUSE, threshold / LOOKS_PER_THRESHOLD));
      for (Watchdog each : WATCHDOGS) {
        each.look();
      }
    }
    THREAD.set(null);
    for (Watchdog each : WATCHDOGS) {
      add(each); // It came while this thread was about to end.
    }
  }
}
