package dev.simmer.processor;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;

/**
 * The piece of code that would be suspended as a whole if something in it awaited.
 *
 * @param kind what it is, and with that whether it can be suspended
 * @param path the method, the lambda, or the field or block that initialises a class or object
 */
record AsyncContext(Kind kind, TreePath path) {

  /** What a context is. The first three can be suspended. */
  enum Kind {
    ASYNC_METHOD,
    ASYNC_GENERATOR,
    /** A lambda whose target returns {@code Coroutine}: async as soon as its body suspends. */
    ASYNC_LAMBDA,
    PLAIN_METHOD,
    PLAIN_LAMBDA,
    /** A lambda whose target is not known, because javac found something wrong with it. */
    UNKNOWN_LAMBDA,
    CONSTRUCTOR,
    INSTANCE_INITIALISER,
    STATIC_INITIALISER
  }

  /** Tells whether the code can be suspended. */
  boolean canSuspend() {
    return kind == Kind.ASYNC_METHOD || kind == Kind.ASYNC_GENERATOR || kind == Kind.ASYNC_LAMBDA;
  }

  Tree tree() {
    return path.getLeaf();
  }
}
