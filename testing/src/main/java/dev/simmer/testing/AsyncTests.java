package dev.simmer.testing;

import dev.simmer.AsyncBody;

/**
 * Holds the function that runs an async lambda as a test, made for static import.
 *
 * <pre>{@code
 * @Test
 * void lateAnswerIsCutOff() {
 *   runTest(() -> {
 *     var answer = await(waitFor(client.ask(), seconds(5))); // takes no time
 *     assertThat(answer).isEmpty();
 *     return done();
 *   });
 * }
 * }</pre>
 *
 * <p>For plain {@code @Test void} methods of any framework. Where JUnit's own {@code @Test} is not
 * needed, {@link AsyncTest} says the same with less.
 */
public final class AsyncTests {
  private AsyncTests() {}

  /**
   * Runs an async lambda on a loop of its own, as {@link TestOptions#defaults} says; blocks until
   * it has ended.
   *
   * <p>Fails with what the lambda throws, as itself. Fails with an {@link AssertionError} where
   * tasks, callbacks or generators are left behind, or where a task failed and nobody looked at it.
   * On virtual time a test that can never end fails with an {@link IllegalStateException} that
   * lists what every task waits for.
   *
   * @param test called in the first step
   * @param <T> the type of its result, which is dropped
   * @param <X> what it may throw
   * @throws X when the lambda does
   * @throws IllegalStateException where a loop is running already
   */
  public static <T, X extends Exception> void runTest(AsyncBody<T, X> test) throws X {
    runTest(test, TestOptions.defaults());
  }

  /**
   * Runs an async lambda like {@link #runTest(AsyncBody)}, as the options say.
   *
   * @param test called in the first step
   * @param options how
   * @param <T> the type of its result, which is dropped
   * @param <X> what it may throw
   * @throws X when the lambda does
   * @throws IllegalStateException where a loop is running already
   */
  public static <T, X extends Exception> void runTest(AsyncBody<T, X> test, TestOptions options)
      throws X {
    TestRun run = new TestRun(options);
    run.step(test);
    run.close();
  }
}
