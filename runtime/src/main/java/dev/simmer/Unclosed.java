package dev.simmer;

import java.lang.ref.Cleaner;

/**
 * Reports, in debug mode, a {@link Runner} that was given up without being closed.
 *
 * <p>Nothing runs on its loop any more, so the report comes on a thread of its own.
 */
final class Unclosed implements Runnable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Reports reports;
  private final String place = Callers.place();
  private volatile boolean closed;

  private Unclosed(Reports reports) {
    this.reports = reports;
  }

  /** Watches a runner that is being created. */
  static Unclosed watch(Runner runner, Reports reports) {
    Unclosed watch = new Unclosed(reports);
    CLEANER.register(runner, watch);
    return watch;
  }

  void closed() {
    closed = true;
  }

  /** Called once, when nobody can close the runner any more. */
  @Override
  public void run() {
    if (!closed) {
      reports.report(
          "A Runner that was created at "
              + place
              + " was never closed, so what was left on its loop never ended. Open it in a try-with-resources block.",
          null,
          null);
    }
  }
}
