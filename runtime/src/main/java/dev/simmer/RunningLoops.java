package dev.simmer;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows the loops that run in this process, and shows them to JMX clients.
 *
 * <p>The first use of JMX costs tens of milliseconds, so a thread of its own pays for it, and only
 * once a loop has been running for a while. Programs that are over by then never do.
 */
final class RunningLoops {
  /** A loop that runs, and where. */
  record Running(Loop loop, Thread thread) {
    String label() {
      // The size is read while the loop may change it; it says how many there are about now.
      return "loop "
          + loop.number
          + " on thread '"
          + thread.getName()
          + "', tasks: "
          + loop.tasks.size();
    }
  }

  private record Entry(WeakReference<Loop> loop, Thread thread) {}

  private static final long SETTLED_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** By their numbers; weak, since a guest that nobody closes is to be collected like anything. */
  private static final Map<Long, Entry> RUNNING = new ConcurrentHashMap<>();

  private static final AtomicLong NUMBERS = new AtomicLong();

  /** Whether a thread waits to show them. */
  private static final AtomicBoolean WATCHED = new AtomicBoolean();

  private static volatile boolean manageable = isManageable();

  /** Takes the bean away; null while there is none. Changed under the lock of this class. */
  private static volatile @Nullable Runnable shown;

  private RunningLoops() {}

  static long nextNumber() {
    return NUMBERS.incrementAndGet();
  }

  static void entered(Loop loop) {
    RUNNING.put(loop.number, new Entry(new WeakReference<>(loop), Thread.currentThread()));
    if (shown == null) {
      watch();
    }
  }

  static void left(Loop loop) {
    RUNNING.remove(loop.number);
    if (shown != null && all().isEmpty()) {
      hide();
    }
  }

  static boolean isRunning(Loop loop) {
    return RUNNING.containsKey(loop.number);
  }

  /** Lists the loops that run, oldest first. */
  static List<Running> all() {
    List<Running> all = new ArrayList<>();
    RUNNING
        .values()
        .removeIf(
            entry -> {
              Loop loop = entry.loop.get();
              if (loop != null) {
                all.add(new Running(loop, entry.thread));
              }
              return loop == null;
            });
    all.sort(Comparator.comparingLong(running -> running.loop.number));
    return all;
  }

  private static void watch() {
    if (manageable && !WATCHED.get() && WATCHED.compareAndSet(false, true)) {
      Thread thread = new Thread(RunningLoops::showLater, "simmer-management");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void showLater() {
    try {
      for (List<Running> all = all(); mayShow(all); all = all()) {
        Thread.sleep(SETTLED_MILLIS);
        if (isRunning(all.get(0).loop)) {
          show();
        }
      }
    } catch (InterruptedException e) {
      manageable = false; // Somebody wants this thread to end.
    } finally {
      WATCHED.set(false);
    }
    watchNewcomers();
  }

  private static boolean mayShow(List<Running> all) {
    return manageable && shown == null && !all.isEmpty();
  }

  /** Watches for a loop that began while another thread was about to stop watching or showing. */
  private static void watchNewcomers() {
    if (shown == null && !RUNNING.isEmpty()) {
      watch();
    }
  }

  /** Registers the bean. */
  static synchronized void show() {
    if (shown != null) {
      return;
    }
    try {
      shown = Management.register(new LoopsBean(PATIENCE, RunningLoops::all));
    } catch (Exception e) {
      manageable = false;
      System.getLogger("dev.simmer")
          .log(System.Logger.Level.WARNING, "The loops cannot be shown to JMX clients.", e);
      return;
    }
    if (RUNNING.isEmpty()) {
      hide();
    }
  }

  private static synchronized void hide() {
    Runnable unregister = shown;
    if (unregister != null && RUNNING.isEmpty()) {
      unregister.run();
      shown = null;
      watchNewcomers();
    }
  }

  private static boolean isManageable() {
    try {
      Class<?> factory =
          Class.forName(
              "java.lang.management.ManagementFactory", false, RunningLoops.class.getClassLoader());
      return !"false".equals(System.getProperty("simmer.jmx"))
          && RunningLoops.class.getModule().canRead(factory.getModule());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
