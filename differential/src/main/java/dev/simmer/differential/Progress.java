package dev.simmer.differential;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says once a minute how far a campaign has come, on the error stream. */
final class Progress implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final Report report;
  private int before;

  Progress(Report report) {
    this.report = report;
    clock.scheduleAtFixedRate(this::print, 1, 1, TimeUnit.MINUTES);
  }

  private void print() {
    int methods = report.methods();
    System.err.printf(
        "%d methods, %d a second, %d injections, %d findings%n",
        methods, (methods - before) / 60, report.injections(), report.findings().size());
    before = methods;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
