package dev.simmer;

import java.lang.ref.Cleaner;
import java.util.function.Consumer;

/** Reports, in debug mode, what was given up without being closed. */
final class Unclosed implements Runnable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final String message;
  private final Consumer<String> teller;
  private volatile boolean closed;

  private Unclosed(String message, Consumer<String> teller) {
    this.message = message;
    this.teller = teller;
  }

  /**
   * Watches a runner that is being created. Nothing will run on its loop any more, so the report
   * comes on a thread of its own.
   */
  static Unclosed watch(Runner runner, Loop loop) {
    return watch(
        runner,
        "A Runner that was created at "
            + Callers.place()
            + " was never closed, so what was left on its loop never ended. Open it in a try-with-resources block.",
        message -> loop.reports.report(message, null, null));
  }

  /** Watches a guest that is being created; its loop may well go on, and gives the report. */
  static Unclosed watch(GuestLoop guest, Loop loop) {
    return watch(
        guest,
        "A GuestLoop that was created at "
            + Callers.place()
            + " was never closed, and now nobody can: what is left on its loop may never end. Keep the GuestLoop, and"
            + " close it before its host.",
        message -> tellOn(loop, message));
  }

  private static void tellOn(Loop loop, String message) {
    boolean accepted =
        loop.handIn(
            new Ready() {
              @Override
              void run(Loop on) {
                on.reports.report(message, null, null);
              }
            });
    if (!accepted) {
      loop.reports.report(message, null, null); // its host is gone, and has no thread for it
    }
  }

  private static Unclosed watch(Object what, String message, Consumer<String> teller) {
    Unclosed watch = new Unclosed(message, teller);
    CLEANER.register(what, watch);
    return watch;
  }

  void closed() {
    closed = true;
  }

  /** Called once, when nobody can close it any more. */
  @Override
  public void run() {
    if (!closed) {
      teller.accept(message);
    }
  }
}
