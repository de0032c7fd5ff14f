package dev.simmer.lint;

import org.junit.jupiter.api.Test;

/** Work that keeps the loop's thread busy, and locks, each under an id of its own. */
class ParallelAndSlowTest {

  @Test
  void theEndOfAParallelStreamIsReportedOnce() {
    Linted.async(
            """
            var l = List.of(1);
            l.parallelStream().map(i -> i + 1).toList(); // [async-parallel-join] toThread
            l.stream().parallel().filter(i -> i > 1).count(); // [async-parallel-join]
            Arrays.parallelSort(new int[9]); // [async-parallel-join] Arrays.parallelSort
            l.parallelStream().sequential().toList();
            l.stream().map(i -> i + 1).toList();
            var cold = l.parallelStream().map(i -> i + 1);
            await(toThread(() -> l.parallelStream().toList()));
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void slowCallsAndBareLocksAreOffUntilAskedFor() {
    String statements =
        """
        System.gc(); // [async-slow-call] keeps the event loop busy
        new ReentrantLock().lock(); // [async-lock-contention] AsyncLock
        """;
    Linted.async(statements.replaceAll("//.*", "")).reportsWhatIsMarked();
    Linted.async(statements)
        .option("-Asimmer.lint=async-slow-call:warn,async-lock-contention:error")
        .reportsWhatIsMarked();
  }
}
