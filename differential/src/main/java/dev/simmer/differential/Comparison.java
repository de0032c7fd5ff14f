package dev.simmer.differential;

import dev.simmer.differential.journal.Injection;
import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Mode;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.journal.Plan;
import dev.simmer.differential.program.Program;
import java.util.ArrayList;
import java.util.List;

/** Runs one entry of a program in both worlds: in every mode, and disturbed at its awaits. */
final class Comparison {
  private static final List<Mode> ON_ONE_THREAD = List.of(Mode.READY, Mode.SUSPENDED, Mode.MIXED);
  private static final Injection.Kind[] KINDS = Injection.Kind.values();

  private final Worlds worlds;
  private final Entry entry;
  private final Watchdog watchdog;
  private final Report report;

  /**
   * What is run.
   *
   * @param plain its class in the oracle's world
   * @param rewritten its class in the subject's world
   * @param options what the subject was compiled with
   */
  record Entry(
      Program program, int number, Class<?> plain, Class<?> rewritten, List<String> options) {}

  Comparison(Worlds worlds, Entry entry, Watchdog watchdog, Report report) {
    this.worlds = worlds;
    this.entry = entry;
    this.watchdog = watchdog;
    this.report = report;
  }

  /** Compares until something differs. */
  void run(int injections) {
    Outcome expected = expected(Plan.of(Mode.READY, 0));
    report.ended(expected);
    if (expected.disputed()) {
      return;
    }
    for (Mode mode : Mode.values()) {
      if (!same(expected, Plan.of(mode, entry.program.seed()))) {
        return;
      }
    }
    for (Plan plan : disturbances(expected.leaves(), injections)) {
      Outcome disturbed = expected(plan);
      if (disturbed.disputed()) {
        report.disputed();
      } else {
        report.injected(plan.injections());
        if (!same(disturbed, plan)) {
          return;
        }
      }
    }
  }

  /**
   * Plans a cancel and an exception at every await, each of one of three kinds, in turns; where
   * that is more than {@code most}, at awaits spread over the run. A last one disturbs twice.
   */
  private List<Plan> disturbances(int leaves, int most) {
    List<Plan> plans = new ArrayList<>();
    if (leaves == 0 || most == 0) {
      return plans;
    }
    int step = Math.max(1, (leaves * 2 + most - 1) / most);
    if (step > 1 && step % 2 == 0) {
      step++; // so that both cancels and exceptions have their turn
    }
    for (int i = 0; i < leaves * 2; i += step) {
      int at = i / 2 + 1;
      int turn = Math.floorMod(at + entry.number + entry.program.seed(), 3);
      Injection injection = new Injection(at, KINDS[i % 2 * 3 + turn]);
      Mode mode = ON_ONE_THREAD.get(Math.floorMod(turn + i, 3));
      plans.add(new Plan(mode, entry.program.seed() + i, List.of(injection)));
    }
    if (leaves > 1) {
      plans.add(twice(leaves));
    }
    return plans;
  }

  /**
   * Disturbs two awaits in a row, as when a finalizer is disturbed too. No exception follows a
   * cancel: where a close fails while a cancellation is under way, the library lets the failure
   * win, on purpose, and javac does not.
   */
  private Plan twice(int leaves) {
    long seed = entry.program.seed();
    int first = 1 + Math.floorMod(seed, leaves - 1);
    Injection.Kind before = KINDS[Math.floorMod(seed, KINDS.length)];
    Injection.Kind after = KINDS[Math.floorMod(seed / 7, before.cancels() ? 3 : KINDS.length)];
    return new Plan(
        Mode.MIXED, seed, List.of(new Injection(first, before), new Injection(first + 1, after)));
  }

  private Outcome expected(Plan plan) {
    return worlds.oracle().run(entry.plain, entry.number, new Journal(plan));
  }

  private boolean same(Outcome expected, Plan plan) {
    watchdog.watch(finding(Finding.Kind.ENDLESS, plan, "the run did not end"));
    Outcome actual = worlds.subject().run(entry.rewritten, entry.number, new Journal(plan));
    watchdog.rest();
    report.ran();
    String difference = actual.differenceFrom(expected);
    if (!difference.isEmpty()) {
      report.found(finding(Finding.Kind.DIFFERENT, plan, difference));
    }
    return difference.isEmpty();
  }

  private Finding finding(Finding.Kind kind, Plan plan, String text) {
    return new Finding(kind, entry.program, entry.number, plan, entry.options, text);
  }
}
