package dev.simmer.differential.probe;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** What anonymous classes of generated programs implement. */
public interface Step<A, R> {
  /** Goes one step. */
  @Async
  Coroutine<R> go(A argument) throws Exception;
}
