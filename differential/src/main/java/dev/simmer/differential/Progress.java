package dev.simmer.differential;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** Says once a minute how far a campaign has come and what it found, on the error stream. */
final class Progress implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Timer timer = new Timer("progress", true);
  private final Report report;
  private int before;
  private int told;

  Progress(Report report) {
    this.report = report;
    timer.scheduleAtFixedRate(
        new TimerTask() {
          @Override
          public void run() {
            print();
          }
        },
        SECONDS * 1000L,
        SECONDS * 1000L);
  }

  private void print() {
    int methods = report.methods();
    System.err.printf(
        "%d methods, %d a second, %d injections, %d findings%n",
        methods, (methods - before) / SECONDS, report.injections(), report.findings().size());
    before = methods;
    List<Finding> findings = report.findings();
    findings.subList(told, findings.size()).stream()
        .flatMap(finding -> finding.toString().lines().limit(2))
        .forEach(System.err::println);
    told = findings.size();
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
