package dev.simmer.differential;

import dev.simmer.differential.program.Program;
import dev.simmer.differential.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Generates, compiles, runs and compares, batch after batch, on several threads. */
public final class Campaign {
  /** javac needs long to start, so many programs share a start; few at first, to fail early. */
  private static final int BATCH = 100;

  private static final int FIRST_BATCH = 20;
  private static final int FIRST_BATCHES = 8;

  private final Worlds.Maker worlds;
  private final Settings settings;
  private final Report report = new Report();
  private int batches;
  private long programs;

  public Campaign(Worlds.Maker worlds, Settings settings) {
    this.worlds = worlds;
    this.settings = settings;
  }

  /** Returns what is done and found so far. */
  Report report() {
    return report;
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
    watchdog.haltWhenOverdue();
    while (report.methods() < settings.methods() && !settings.isEnough(report)) {
      Turn turn = nextTurn();
      List<Program> programs = new ArrayList<>();
      for (int i = 0; i < turn.programs; i++) {
        programs.add(Programs.of(settings.seed() + turn.first + i, settings.release()));
      }
      Round.of(pair, programs, settings, turn.batch, report).compare(watchdog, report);
    }
  }

  /**
   * What a worker does next.
   *
   * @param first the first program's number
   * @param programs how many
   */
  private record Turn(int batch, long first, int programs) {}

  private synchronized Turn nextTurn() {
    int size = batches < FIRST_BATCHES ? FIRST_BATCH : BATCH;
    Turn turn = new Turn(batches, programs, size);
    batches++;
    programs += size;
    return turn;
  }
}
