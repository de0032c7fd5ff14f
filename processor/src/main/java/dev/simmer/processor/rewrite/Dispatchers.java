package dev.simmer.processor.rewrite;

import org.objectweb.asm.ClassReader;

/** Knows the dispatcher of a class by its fixed name, and tells it from a class of the user's. */
public final class Dispatchers {
  private Dispatchers() {}

  /** Names the dispatcher that belongs to a class; names are internal ones. */
  public static String nameFor(String className) {
    return className + "$$Simmer";
  }

  /** Tells whether a class file is a dispatcher that some version of the rewriter has written. */
  public static boolean isDispatcher(byte[] classFile) {
    return Names.DISPATCHER.equals(new ClassReader(classFile).getSuperName());
  }
}
