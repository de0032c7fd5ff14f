package dev.simmer.cancellation;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sees to it that what suspends is in the matrix, or said here why it need not be. */
class EveryOperationTest {
  /** Why a public method that looks as if it suspended is not in the matrix. */
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("Simmer.done()", "never waits"),
          Map.entry("Simmer.done(Object)", "never waits"),
          Map.entry("Simmer.end()", "never waits"),
          Map.entry("Simmer.currentTask()", "returns a task that is there; see `await, task`"),
          Map.entry("Simmer.emit(Object)", "waits as the generators do that are in the matrix"),
          Map.entry("GuestLoop.close()", "cancelling its future does not stop the closing"),
          Map.entry("AsyncSocket.connect(InetSocketAddress)", "nothing here answers late"),
          Map.entry("AsyncSocket.closeAsync()", "never waits"),
          Map.entry("AsyncServer.listen(InetSocketAddress)", "waits for a look-up only"),
          Map.entry("AsyncServer.closeAsync()", "never waits"),
          Map.entry("AsyncBody.call()", "what users write"),
          Map.entry("AsyncFunction.apply(Object)", "what users write"),
          Map.entry("UncaughtEvent.task()", "returns a task that is there; see `await, task`"));

  @Test
  void everyPublicSuspendingMethodIsInTheMatrixOrLeftOutForAReason() throws Exception {
    SortedSet<String> expected = PublicApi.suspending();
    SortedSet<String> covered =
        Operations.all().stream()
            .flatMap(operation -> operation.covers().stream())
            .collect(toCollection(TreeSet::new));
    assertThat(covered).doesNotContainAnyElementsOf(LEFT_OUT.keySet());
    covered.addAll(LEFT_OUT.keySet());
    assertThat(covered).isEqualTo(expected);
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    assertThat(Operations.all()).extracting(Operation::name).doesNotHaveDuplicates();
  }
}
