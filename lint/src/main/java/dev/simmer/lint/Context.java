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
    /** A function or a method that the event loop of another library calls. */
    OTHER_LOOP,
    /** A method that promises not to block. */
    NON_BLOCKING,
    /** A method that returns at once, and its result later, in the types of another library. */
    ANSWERS_LATER,
    /** A function that runs where blocking is harmless. */
    OFF_LOOP,
    /** A function that its callee runs before it returns. */
    INLINE
  }

  /** Tells whether it runs on the thread of whoever calls it, as far as anybody knows. */
  boolean isPlain() {
    return kind == Kind.PLAIN || kind == Kind.INLINE;
  }

  /** Tells whether this code runs on the loop's thread for certain. */
  boolean isOnLoop() {
    return kind == Kind.ASYNC_METHOD || kind == Kind.ASYNC_LAMBDA || kind == Kind.CALLBACK;
  }

  /** Tells whether a call that blocks is worth a report here. */
  boolean mustNotBlock() {
    return isOnLoop()
        || kind == Kind.OTHER_LOOP
        || kind == Kind.NON_BLOCKING
        || kind == Kind.ANSWERS_LATER;
  }

  /**
   * Tells whether it runs where blocking does harm for certain, and not just where it is called.
   */
  boolean isCertain() {
    return kind != Kind.ANSWERS_LATER;
  }

  /**
   * Tells whether the code may be the first to use a class, as far as that is worth a report: when
   * the loop of another library calls it, most of that library has long been used.
   */
  boolean mayBeFirst() {
    return kind != Kind.OTHER_LOOP && kind != Kind.ANSWERS_LATER;
  }

  /** Returns whom a call that blocks holds here. */
  String held() {
    return kind == Kind.NON_BLOCKING || kind == Kind.ANSWERS_LATER
        ? "the calling thread"
        : "the event loop";
  }

  /** Returns the name, with what is expected of the place if that is not plain. */
  String place() {
    return switch (kind) {
      case NON_BLOCKING -> name + ", which is @NonBlocking";
      case ANSWERS_LATER -> name + ", which answers later";
      default -> name;
    };
  }

  /** Tells whether code here may be written with {@code await}. */
  boolean canAwait() {
    return kind == Kind.ASYNC_METHOD || kind == Kind.ASYNC_LAMBDA;
  }
}
