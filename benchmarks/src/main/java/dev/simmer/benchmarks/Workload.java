package dev.simmer.benchmarks;

import java.util.List;

/**
 * Something to do, in one way or another, whose time is measured.
 *
 * @param id how commands and tables call it
 * @param title what it is
 * @param family the interface that has it
 * @param elements how many awaits, tasks or messages one run has: figures are for one of them
 * @param body runs it for that many, and throws when the result is wrong
 * @param sleeps whether it mostly does, so that the clock is what counts
 * @param jvmArguments what all its contestants' JVMs get
 * @param <F> the family
 */
record Workload<F>(
    String id,
    String title,
    Class<F> family,
    int elements,
    Body<? super F> body,
    boolean sleeps,
    List<String> jvmArguments) {

  /** Runs {@code elements} of a workload, and checks what comes out. */
  interface Body<F> {
    void run(F implementation, int elements);
  }

  /** Runs it once with a contestant. */
  void run(Contestant contestant, int elements) {
    body.run(contestant.implementation(family), elements);
  }

  /** Says whether a contestant can do it here: on this JDK, at all. Runs it with few elements. */
  boolean isFor(Contestant contestant) {
    try {
      run(contestant, 10);
      return true;
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }
}
