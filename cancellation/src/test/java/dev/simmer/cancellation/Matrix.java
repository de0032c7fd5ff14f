package dev.simmer.cancellation;

import dev.simmer.cancellation.Case.Company;
import dev.simmer.cancellation.Case.How;
import dev.simmer.cancellation.Case.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays every case of an operation, and remembers what went wrong. */
final class Matrix {
  private static final int MOST_VIOLATIONS = 5;

  private final Operation operation;
  private final List<String> violations = new ArrayList<>();
  private int cases;

  Matrix(Operation operation) {
    this.operation = operation;
  }

  /**
   * Plays all cases in the order of the loop and in as many others, which there are not where other
   * threads have a say; returns what went wrong.
   */
  List<String> violations(int mostOrders) {
    int orders = operation.world().get().isForeign() ? 0 : mostOrders;
    for (Company company : Company.values()) {
      for (How how : How.values()) {
        for (long seed = 0; seed <= orders && violations.size() < MOST_VIOLATIONS; seed++) {
          playMoments(company, how, seed == 0 ? null : seed);
        }
      }
    }
    return violations;
  }

  /** For a runtime with a fault in it: what goes wrong first; empty when nothing does. */
  static String firstViolation(String operation) {
    List<String> violations = new Matrix(Operations.named(operation)).violations(2);
    return violations.isEmpty() ? "" : violations.get(0);
  }

  int cases() {
    return cases;
  }

  private void playMoments(Company company, How how, @Nullable Long seed) {
    Play uncancelled = play(new Case(company, how, Moment.NEVER, 0, true, seed));
    if (uncancelled == null) {
      return;
    }
    for (boolean event : new boolean[] {true, false}) {
      // Before that there is no timeout block yet, and nobody awaits the call's own task.
      if (how != How.BY_A_TIMEOUT && how != How.BY_ITS_AWAITER) {
        play(new Case(company, how, Moment.BEFORE_ITS_FIRST_STEP, 0, event, seed));
      }
      for (int turn = 0; turn <= uncancelled.turnsToStart(); turn++) {
        play(new Case(company, how, Moment.TURNS_AFTER_ITS_START, turn, event, seed));
      }
    }
    play(new Case(company, how, Moment.BEFORE_THE_EVENT, 0, true, seed));
    for (int turn = 0; turn <= uncancelled.turnsToEnd(); turn++) {
      play(new Case(company, how, Moment.TURNS_AFTER_THE_EVENT, turn, true, seed));
    }
  }

  /** Plays one case; null when something went wrong. */
  private @Nullable Play play(Case played) {
    cases++;
    Play play = new Play(operation.world().get(), played);
    try {
      play.run();
      return play;
    } catch (Throwable wrong) {
      violations.add(operation + ", " + played + ": " + wrong);
      return null;
    }
  }
}
