package dev.simmer.differential;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notices that a run does not end. */
public final class Watchdog {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private volatile @Nullable Finding watched;
  private volatile long since;

  /** Creates one that only watches. */
  public Watchdog() {}

  /**
   * Lets it act, by interrupting nothing and asking nobody: it reports and ends the JVM, for a loop
   * that was compiled wrongly cannot be stopped.
   */
  void haltWhenOverdue() {
    Thread thread = new Thread(this::look, "watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  void watch(Finding run) {
    since = System.nanoTime();
    watched = run;
  }

  void rest() {
    watched = null;
  }

  private void look() {
    while (true) {
      try {
        TimeUnit.SECONDS.sleep(5);
      } catch (InterruptedException e) {
        return;
      }
      Finding run = watched;
      if (run != null && System.nanoTime() - since > PATIENCE) {
        System.err.println(run);
        Runtime.getRuntime().halt(3);
      }
    }
  }
}
