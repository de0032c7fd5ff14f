package dev.simmer.differential;

import dev.simmer.differential.program.Program;
import dev.simmer.differential.program.Programs;
import dev.simmer.differential.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Generates, compiles, runs and compares, batch after batch, on several threads. */
public final class Campaign {
  private static final int BATCH = 30;

  private final Worlds.Maker worlds;
  private final Settings settings;
  private final Report report = new Report();
  private final AtomicInteger batches = new AtomicInteger();

  public Campaign(Worlds.Maker worlds, Settings settings) {
    this.worlds = worlds;
    this.settings = settings;
  }

  /** Runs everything, or until enough was found. */
  public Report run() {
    ExecutorService workers = Executors.newFixedThreadPool(settings.workers());
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < settings.workers(); i++) {
        all.add(workers.submit(() -> work(worlds.make())));
      }
      for (Future<?> worker : all) {
        worker.get();
      }
      return report;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return report;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the harness failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void work(Worlds pair) {
    Watchdog watchdog = new Watchdog();
    while (report.methods() < settings.methods() && !isEnough()) {
      int batch = batches.getAndIncrement();
      List<Program> programs = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        programs.add(Programs.of(settings.seed() + (long) batch * BATCH + i, settings.release()));
      }
      run(pair, programs, batch, watchdog);
    }
  }

  private boolean isEnough() {
    return report.findings().size() >= settings.stopAfter();
  }

  private void run(Worlds pair, List<Program> programs, int batch, Watchdog watchdog) {
    World oracle = pair.oracle();
    World subject = pair.subject();
    Batch plain = Batch.compile(oracle, programs, settings.options(batch, false), report::invalid);
    report.coverage().add(plain.classes().values());
    List<String> options = settings.options(batch, true);
    Batch rewritten =
        Batch.compile(
            subject,
            plain.programs(),
            options,
            (program, errors) ->
                report.found(
                    new Finding(Finding.Kind.REJECTED, program, 0, null, options, errors)));
    Map<Program, String> complaints = rewritten.verify();
    complaints.forEach(
        (program, complaint) ->
            report.found(
                new Finding(Finding.Kind.UNVERIFIABLE, program, 0, null, options, complaint)));
    for (Program program : rewritten.programs()) {
      if (!complaints.containsKey(program) && !isEnough()) {
        report.generated(program);
        for (int entry = 0; entry < program.entries(); entry++) {
          new Comparison(
                  pair,
                  new Comparison.Entry(
                      program, entry, plain.type(program), rewritten.type(program), options),
                  watchdog,
                  report)
              .run(settings.injections());
        }
      }
    }
  }
}
