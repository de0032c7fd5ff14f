package dev.simmer.processor.rewrite;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Knows the dispatcher of a class by its fixed name, and tells it from a class of the user's. */
public final class Dispatchers {
  private Dispatchers() {}

  /** Names the dispatcher that belongs to a class; names are internal ones. */
  public static String nameFor(String className) {
    return className + "$$Simmer";
  }

  /** The same, unless a class nested in this one has that name. */
  static String nameFor(ClassNode type) {
    String name = nameFor(type.name);
    while (isNested(type, name)) {
      name += "$";
    }
    return name;
  }

  private static boolean isNested(ClassNode type, String name) {
    return type.innerClasses.stream().anyMatch(inner -> inner.name.equals(name));
  }

  /** Tells whether a class file is a dispatcher that some version of the rewriter has written. */
  public static boolean isDispatcher(byte[] classFile) {
    return Names.DISPATCHER.equals(new ClassReader(classFile).getSuperName());
  }
}
