package dev.simmer.lint;

import org.jspecify.annotations.Nullable;

/**
 * Every rule of the lint: its id, the family that suppresses it, and how loud it is by default.
 *
 * <p>An id is a contract. It stands in brackets in each message, in {@code @SuppressWarnings}, in
 * the options, and names the page {@code docs/diagnostics/<id>.md}. Ids are never reused.
 */
enum Rule {
  BLOCKING_CALL("async-blocking-call", "async-blocking", Level.ERROR),
  BLOCKING_TRANSITIVE("async-blocking-transitive", "async-blocking", Level.ERROR),
  BLOCKING_CONTRACT("async-blocking-contract", "async-blocking", Level.ERROR),
  BLOCKING_INIT("async-blocking-init", "async-blocking", Level.WARN),
  SLOW_CALL("async-slow-call", "async-blocking", Level.OFF),
  LOCK_CONTENTION("async-lock-contention", "async-blocking", Level.OFF),
  PARALLEL_JOIN("async-parallel-join", "async-blocking", Level.WARN),
  USELESS_TO_THREAD("async-useless-to-thread", "async-blocking", Level.WARN),
  NESTED_RUN("async-nested-run", "async-blocking", Level.ERROR),
  AWAIT_OFF_LOOP("async-await-off-loop", "async-blocking", Level.ERROR),
  LOOP_NO_AWAIT("async-loop-no-await", "async-blocking", Level.WARN),
  BUSY_WAIT("async-busy-wait", "async-blocking", Level.WARN),
  SYNC_TWIN("async-sync-twin", "async-blocking", Level.OFF),
  NO_TIMEOUT("async-no-timeout", "async-blocking", Level.OFF),

  UNAWAITED_COROUTINE("async-unawaited-coroutine", "async-await", Level.ERROR),
  UNUSED_COROUTINE("async-unused-coroutine", "async-await", Level.ERROR),
  COROUTINE_DROPPED_ON_PATH("async-coroutine-dropped-on-path", "async-await", Level.WARN),
  AWAITED_TWICE("async-awaited-twice", "async-await", Level.ERROR),
  DROPPED_TASK("async-dropped-task", "async-await", Level.WARN),
  UNGROUPED_TASK("async-ungrouped-task", "async-style", Level.OFF),
  COROUTINE_AS_VALUE("async-coroutine-as-value", "async-await", Level.ERROR),
  LAMBDA_DISCARDS_COROUTINE("async-lambda-discards-coroutine", "async-await", Level.ERROR),
  NESTED_COROUTINE("async-nested-coroutine", "async-await", Level.WARN),
  COROUTINE_ESCAPES_RESOURCE("async-coroutine-escapes-resource", "async-await", Level.ERROR),
  NULL_COROUTINE("async-null-coroutine", "async-await", Level.ERROR),
  LOST_TYPE("async-lost-type", "async-await", Level.WARN),
  IGNORED_RESULT("async-ignored-result", "async-await", Level.OFF),

  SWALLOWED_CANCELLATION("async-swallowed-cancellation", "async-cancel", Level.WARN),
  JUMP_FROM_FINALLY("async-jump-from-finally", "async-cancel", Level.ERROR),
  SCOPE_NO_AWAIT("async-scope-no-await", "async-cancel", Level.WARN),
  SCOPE_ESCAPE("async-scope-escape", "async-cancel", Level.WARN),
  SCOPE_JUMP("async-scope-jump", "async-cancel", Level.OFF),
  AWAIT_IN_CATCH("async-await-in-catch", "async-cancel", Level.OFF),
  TIMEOUT_PARAM("async-timeout-param", "async-cancel", Level.OFF),

  STALE_READ("async-stale-read", "async-state", Level.WARN),
  DOUBLE_INIT("async-double-init", "async-state", Level.WARN),
  LOCK_ACROSS_AWAIT("async-lock-across-await", "async-state", Level.WARN),
  TRANSACTION_ACROSS_AWAIT("async-transaction-across-await", "async-state", Level.WARN),
  THREADLOCAL_ACROSS_AWAIT("async-threadlocal-across-await", "async-state", Level.WARN),
  ITERATE_ACROSS_AWAIT("async-iterate-across-await", "async-state", Level.WARN),
  CROSS_THREAD_FIELD("async-cross-thread-field", "async-state", Level.WARN),

  NO_AWAIT("async-no-await", "async-style", Level.OFF),
  SEQUENTIAL_AWAITS("async-sequential-awaits", "async-style", Level.OFF),
  AWAIT_IN_LOOP("async-await-in-loop", "async-style", Level.OFF),
  UNBOUNDED_GATHER("async-unbounded-gather", "async-style", Level.OFF),
  UNNECESSARY_AWAIT("async-unnecessary-await", "async-style", Level.OFF),
  ZERO_SLEEP("async-zero-sleep", "async-style", Level.WARN),
  UNUSED_SUPPRESSION("async-unused-suppression", "async-style", Level.WARN),
  PROVED("async-proved", "async-style", Level.OFF),
  UNPROVED("async-unproved", "async-style", Level.OFF),

  INTERNAL("async-internal", "async", Level.WARN);

  private final String id;
  private final String family;
  private final Level level;

  Rule(String id, String family, Level level) {
    this.id = id;
    this.family = family;
    this.level = level;
  }

  String id() {
    return id;
  }

  Level defaultLevel() {
    return level;
  }

  /** Tells whether it says what the preset {@code prove} found out. */
  boolean isAboutProof() {
    return this == PROVED || this == UNPROVED;
  }

  /** Tells whether a {@code @SuppressWarnings} value covers this rule. */
  boolean isSuppressedBy(String value) {
    return value.equals(id) || value.equals(family) || value.equals("async");
  }

  static @Nullable Rule of(String id) {
    for (Rule rule : values()) {
      if (rule.id.equals(id)) {
        return rule;
      }
    }
    return null;
  }
}
