package dev.simmer.differential.fault;

import java.util.Map;

/** A rewriter, whichever class loader its classes come from. */
public interface BatchRewriter {
  /**
   * Rewrites the classes of one source.
   *
   * @param classes class files as javac wrote them, by binary name, nested classes first
   * @param loader a loader of these classes
   * @param debug whether visible locals are kept
   * @return all class files, those that stay as they are too
   */
  Map<String, byte[]> rewrite(Map<String, byte[]> classes, ClassLoader loader, boolean debug);
}
