package dev.simmer.lint;

import java.util.List;

/**
 * A method body with its calls, from source or from a class file.
 *
 * @param key which method
 * @param shown how a message calls it
 * @param edges its calls, in order
 * @param runs which functions that it is given it runs
 */
record MethodNode(MethodKey key, String shown, List<Edge> edges, List<ParameterRun> runs) {

  /** Returns the same body under another name. */
  MethodNode as(MethodKey other) {
    return new MethodNode(other, shown, edges, runs);
  }
}
