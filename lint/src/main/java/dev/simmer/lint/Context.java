package dev.simmer.lint;

/**
 * On which thread a body of code runs, as far as the source shows it.
 *
 * @param kind what makes it so
 * @param name how a message calls the place, in the user's names
 */
record Context(Kind kind, String name) {

  /** What a body of code is. */
  enum Kind {
    /** Nothing is known: it runs on whatever thread calls it. */
    PLAIN,
    /** The body of an {@code @Async} method. */
    ASYNC_METHOD,
    /** A lambda whose target returns a coroutine. */
    ASYNC_LAMBDA,
    /** A function that the event loop calls. */
    CALLBACK,
    /** A method that promises not to block. */
    NON_BLOCKING,
    /** A function that runs where blocking is harmless. */
    OFF_LOOP,
    /** A function that its callee runs before it returns. */
    INLINE
  }

  /** Tells whether this code runs on the loop's thread for certain. */
  boolean isOnLoop() {
    return kind == Kind.ASYNC_METHOD || kind == Kind.ASYNC_LAMBDA || kind == Kind.CALLBACK;
  }

  /** Tells whether code here may be written with {@code await}. */
  boolean canAwait() {
    return kind == Kind.ASYNC_METHOD || kind == Kind.ASYNC_LAMBDA;
  }
}
