package dev.simmer.lint;

import java.util.Map;
import java.util.Set;

/**
 * Which futures a call waits for or hands on, so that a helper which takes the result of the future
 * it is given accuses nobody who gives it one that is done:
 *
 * <pre>
 * static &lt;T&gt; T result(Future&lt;T&gt; future) { return future.get(); }    waits for parameter 0
 * if (future.isDone()) { use(result(future)); }                   argument 0 is done
 * </pre>
 *
 * @param awaited which parameter of the method that makes the call it waits for, or {@link #NONE}
 * @param done which of its arguments are known to be done
 * @param passed which of its arguments are parameters of the method that makes it, and which
 */
record Handed(int awaited, Set<Integer> done, Map<Integer, Integer> passed) {

  static final int NONE = -1;

  static final Handed NOTHING = new Handed(NONE, Set.of(), Map.of());
}
