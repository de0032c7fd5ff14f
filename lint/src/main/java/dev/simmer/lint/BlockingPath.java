package dev.simmer.lint;

import java.util.List;

/**
 * The best way found from a method to something that blocks.
 *
 * @param certain whether every call on it leads to one place only and its end blocks for certain
 * @param edges the calls, the last of which is the sink
 * @param callers how a message calls the methods the edges start from
 * @param awaited which parameter of the method it starts in the wait at its end is for, or {@link
 *     Handed#NONE}: whoever gives that one a future that is done need not wait
 */
record BlockingPath(boolean certain, List<Edge> edges, List<String> callers, int awaited) {

  BlockingPath {
    edges = List.copyOf(edges);
    callers = List.copyOf(callers);
  }

  Blocking sink() {
    Blocking sink = edges.get(edges.size() - 1).sink();
    if (sink == null) {
      throw new IllegalStateException("a path that ends in no sink: " + edges);
    }
    return sink;
  }

  int length() {
    return edges.size();
  }

  /** Tells whether it leads through the first use of a class. */
  boolean isOfFirstUse() {
    for (Edge edge : edges) {
      if (edge.isInitialisation()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the class whose first use it leads through, by binary name. */
  String firstUsed() {
    return edges.stream()
        .filter(Edge::isInitialisation)
        .findFirst()
        .map(edge -> edge.target().owner())
        .orElseThrow();
  }

  /**
   * A path that is taken every time beats one of a first use, and one that nobody can make
   * harmless, one that waits for what it is given; a certain one beats a likely one; then the
   * shorter wins.
   */
  boolean isBetterThan(BlockingPath other) {
    if (isOfFirstUse() != other.isOfFirstUse()) {
      return other.isOfFirstUse();
    }
    if ((awaited == Handed.NONE) != (other.awaited == Handed.NONE)) {
      return awaited == Handed.NONE;
    }
    return certain != other.certain ? certain : length() < other.length();
  }
}
