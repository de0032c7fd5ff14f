package dev.simmer;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** The number of no loop. */
  private static final long NONE = 0;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** By their numbers; weak, since a guest that nobody closes is to be collected like anything. */
  private static final Map<Long, Entry> RUNNING = new ConcurrentHashMap<>();

  private static final AtomicLong NUMBERS = new AtomicLong();

  /** How many threads wait to show them: one at most. A boolean would need a variable's handle. */
  private static final AtomicInteger WATCHERS = new AtomicInteger();

  private static volatile boolean manageable = !"false".equals(System.getProperty("simmer.jmx"));

  /** Takes the bean away; null while there is none. Changed under the lock of this class. */
  private static volatile @Nullable Runnable shown;

  private RunningLoops() {}

  static long nextNumber() {
    return NUMBERS.incrementAndGet();
  }

  static void entered(Loop loop) {
    RUNNING.put(loop.number, new Entry(new WeakReference<>(loop), Thread.currentThread()));
    if (shown == null) {
      watch(loop.number);
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
    for (Iterator<Entry> entries = RUNNING.values().iterator(); entries.hasNext(); ) {
      Entry entry = entries.next();
      Loop loop = entry.loop.get();
      if (loop == null) {
        entries.remove();
      } else {
        all.add(new Running(loop, entry.thread));
      }
    }
    if (all.size() > 1) {
      all.sort(Comparator.comparingLong(running -> running.loop.number));
    }
    return all;
  }

  private static void watch(long begun) {
    if (manageable && WATCHERS.get() == 0 && WATCHERS.compareAndSet(0, 1)) {
      new Shower(begun).start();
    }
  }

  /** Shows them later; a class, and no lambda, which would be the first of a small program. */
  private static final class Shower extends Thread {
    private final long begun;

    Shower(long begun) {
      super("simmer-management");
      setDaemon(true);
      this.begun = begun;
    }

    @Override
    public void run() {
      showLater(begun);
    }
  }

  /** Sleeps before all else: most programs that only say hello are over by then. */
  private static void showLater(long begun) {
    try {
      for (long settling = begun; settling != NONE; settling = oldest()) {
        Thread.sleep(SETTLED_MILLIS);
        if (RUNNING.containsKey(settling)) {
          show();
        }
      }
    } catch (InterruptedException e) {
      manageable = false; // Somebody wants this thread to end.
    } finally {
      WATCHERS.set(0);
    }
    watchNewcomers();
  }

  /** Returns the number of the loop to show next; {@link #NONE} where there is nothing to do. */
  private static long oldest() {
    List<Running> all = manageable && shown == null ? all() : List.of();
    return all.isEmpty() ? NONE : all.get(0).loop.number;
  }

  /** Watches for a loop that began while another thread was about to stop watching or showing. */
  private static void watchNewcomers() {
    long newcomer = oldest();
    if (newcomer != NONE) {
      watch(newcomer);
    }
  }

  /** Registers the bean. */
  static synchronized void show() {
    if (shown != null) {
      return;
    }
    if (!isManageable()) {
      manageable = false;
      return;
    }
    try {
      shown = Management.register(LoopsBean.of(PATIENCE, RunningLoops::all));
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
      return RunningLoops.class.getModule().canRead(factory.getModule());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
