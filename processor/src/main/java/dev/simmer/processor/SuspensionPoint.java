package dev.simmer.processor;

import com.sun.source.tree.Tree;

/**
 * A place at which code would be suspended.
 *
 * @param kind what suspends there
 * @param tree the tree a report points at
 * @param words how a message speaks of it: {@code await()}, {@code the awaited close of `feed`}
 */
record SuspensionPoint(Kind kind, Tree tree, String words) {

  /** What suspends: a call, or the close of a resource. */
  enum Kind {
    AWAIT,
    EACH,
    EMIT,
    /** A close that only rewritten code can do. */
    CLOSE,
    /** A close that waits in async code, of a class whose own {@code close()} works elsewhere. */
    CLOSE_OF_BOTH_KINDS
  }
}
