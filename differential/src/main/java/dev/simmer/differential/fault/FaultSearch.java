package dev.simmer.differential.fault;

import dev.simmer.differential.Finding;
import dev.simmer.differential.Report;
import dev.simmer.differential.Round;
import dev.simmer.differential.Settings;
import dev.simmer.differential.Watchdog;
import dev.simmer.differential.Worlds;
import dev.simmer.differential.program.Program;
import dev.simmer.differential.program.Programs;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries faults on generated programs, round after round, until each is found or has had its
 * methods.
 *
 * <p>The programs are the same for every fault, so they are compiled once, and run once in the
 * oracle's world. A fault costs what is rewritten with it, and runs only where that differs from
 * what the rewriter makes without it.
 */
final class FaultSearch {
  /** Far more than a round takes: a rewriter or a program that was made wrong may not end. */
  private static final long MOST_SECONDS_OF_WORK = 20;

  /** For one that only waits, on a machine that does much else. */
  private static final long MOST_SECONDS = 300;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final long PROGRAMS = 40;

  private final Worlds worlds;
  private final Settings settings;
  private final Map<Fault, BatchRewriter> open = new LinkedHashMap<>();
  private final Map<Fault, Verdict> verdicts = new HashMap<>();
  private final Consumer<String> progress;
  private long methods;

  FaultSearch(
      Worlds worlds,
      Settings settings,
      Map<Fault, BatchRewriter> faults,
      Consumer<String> progress) {
    this.worlds = worlds;
    this.settings = settings;
    this.progress = progress;
    open.putAll(faults);
  }

  /** Runs until nothing is open; the verdicts are in the order of the faults. */
  List<Verdict> run() {
    List<Fault> all = List.copyOf(open.keySet());
    for (int round = 0; !open.isEmpty() && methods < settings.methods(); round++) {
      run(round);
    }
    open.keySet().forEach(fault -> verdicts.put(fault, new Verdict(fault, methods, null, 0)));
    return all.stream().map(verdicts::get).toList();
  }

  private void run(int number) {
    List<Program> programs = new ArrayList<>();
    for (long i = 0; i < PROGRAMS; i++) {
      programs.add(Programs.of(settings.seed() + number * PROGRAMS + i, settings.release()));
    }
    Report sound = new Report();
    Round round = Round.of(worlds, programs, settings, number, sound);
    round.compare(new Watchdog(), sound);
    List<Program> sane = new ArrayList<>(round.programs());
    for (Finding finding : sound.findings()) {
      progress.accept("no fault needed: " + finding);
      sane.removeIf(program -> program.seed() == finding.program().seed());
    }
    for (Map.Entry<Fault, BatchRewriter> fault : Map.copyOf(open).entrySet()) {
      Verdict verdict =
          inTime(fault.getKey(), () -> judge(fault.getKey(), round, sane, fault.getValue()));
      if (verdict != null) {
        progress.accept(verdict.toString());
        verdicts.put(fault.getKey(), verdict);
        open.remove(fault.getKey());
      }
    }
    methods += upTo(null, sane);
  }

  /** Looks for the first program that shows the fault; null when none of the round does. */
  private @Nullable Verdict judge(
      Fault fault, Round round, List<Program> sane, BatchRewriter rewriter) {
    boolean debug = round.options().contains("-Asimmer.debug=true");
    RewrittenWorld faulty = new RewrittenWorld(worlds.subject(), round.plain(), rewriter, debug);
    for (Program program : sane) {
      if (!faulty.agrees(round.rewritten(), program.name())) {
        Report report = new Report();
        round.only(program).compare(faulty, new Watchdog(), report);
        if (!report.findings().isEmpty()) {
          Finding.Kind how = report.findings().get(0).kind();
          return new Verdict(fault, methods + upTo(program, sane), how, program.seed());
        }
      }
    }
    return null;
  }

  /** Lets a judgement run on a thread of its own, which is left behind when it does not end. */
  private @Nullable Verdict inTime(Fault fault, Supplier<@Nullable Verdict> judgement) {
    FutureTask<@Nullable Verdict> task = new FutureTask<>(judgement::get);
    Thread thread = new Thread(task, "fault " + fault.name());
    thread.setDaemon(true);
    thread.start();
    long start = System.nanoTime();
    while (true) {
      try {
        return task.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        long waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        long worked = TimeUnit.NANOSECONDS.toSeconds(THREADS.getThreadCpuTime(thread.getId()));
        if (worked > MOST_SECONDS_OF_WORK || waited > MOST_SECONDS) {
          thread.interrupt();
          return new Verdict(fault, methods, Finding.Kind.ENDLESS, 0);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("the harness failed at " + fault.name(), e.getCause());
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  /** How many methods programs have up to the last one; all for null. */
  private static long upTo(@Nullable Program last, List<Program> programs) {
    long count = 0;
    for (Program program : programs) {
      count += program.methods().size();
      if (last != null && program.seed() == last.seed()) {
        break;
      }
    }
    return count;
  }
}
