package dev.simmer.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for a call, the best path to something that blocks.
 *
 * <p>First everything reachable is listed, class files included. Then every method takes the best
 * path its calls offer, again and again until nothing improves: as for shortest paths, with the
 * difference that a call with several implementations offers a path only if all of them have one,
 * and then the worst of theirs.
 */
final class BlockingPaths {

  /** A longer path than this convinces nobody. */
  private static final int MAX_LENGTH = 12;

  private final CallGraph graph;
  private final Map<MethodKey, BlockingPath> best = new HashMap<>();
  private final IdentityHashMap<Edge, Boolean> taken = new IdentityHashMap<>();

  BlockingPaths(CallGraph graph, Iterable<Edge> starts) {
    this.graph = graph;
    List<MethodNode> reachable = reachable(starts);
    boolean improved = true;
    for (int length = 1; improved && length <= MAX_LENGTH; length++) {
      improved = false;
      for (MethodNode node : reachable) {
        improved |= improve(node);
      }
    }
  }

  private List<MethodNode> reachable(Iterable<Edge> starts) {
    Set<MethodKey> seen = new LinkedHashSet<>();
    List<MethodNode> nodes = new ArrayList<>();
    ArrayDeque<Edge> queue = new ArrayDeque<>();
    starts.forEach(queue::add);
    while (!queue.isEmpty()) {
      Edge edge = queue.remove();
      if (edge.sink() != null || !isTaken(edge)) {
        continue;
      }
      for (MethodKey key : graph.targets(edge)) {
        MethodNode node = seen.add(key) ? graph.node(key) : null;
        if (node != null) {
          nodes.add(node);
          queue.addAll(node.edges());
        }
      }
    }
    return nodes;
  }

  private boolean isTaken(Edge edge) {
    Handover onlyIf = edge.onlyIf();
    return onlyIf == null || taken.computeIfAbsent(edge, asked -> graph.runs(onlyIf));
  }

  private boolean improve(MethodNode node) {
    boolean improved = false;
    for (Edge edge : node.edges()) {
      BlockingPath path = through(edge, node.shown());
      BlockingPath known = best.get(node.key());
      if (path != null
          && path.length() <= MAX_LENGTH
          && (known == null || path.isBetterThan(known))) {
        best.put(node.key(), path);
        improved = true;
      }
    }
    return improved;
  }

  /** Returns the path that begins with this call, or null when it leads to nothing that blocks. */
  @Nullable BlockingPath through(Edge edge, String caller) {
    Blocking sink = edge.sink();
    if (sink != null) {
      return new BlockingPath(
          sink.tier() == Tier.CERTAIN, List.of(edge), List.of(caller), edge.handed().awaited());
    }
    if (!isTaken(edge)) {
      return null;
    }
    BlockingPath worst = null;
    for (MethodKey target : graph.targets(edge)) {
      BlockingPath path = best.get(target);
      if (path == null || edge.handed().done().contains(path.awaited())) {
        return null;
      }
      if (worst == null || worst.isBetterThan(path)) {
        worst = path;
      }
    }
    if (worst == null || (edge.implicit() && worst.sink().tier() != Tier.CERTAIN)) {
      return null;
    }
    return prepend(edge, caller, worst);
  }

  private static BlockingPath prepend(Edge edge, String caller, BlockingPath rest) {
    List<Edge> edges = new ArrayList<>(List.of(edge));
    edges.addAll(rest.edges());
    List<String> callers = new ArrayList<>(List.of(caller));
    callers.addAll(rest.callers());
    int awaited = edge.handed().passed().getOrDefault(rest.awaited(), Handed.NONE);
    return new BlockingPath(edge.exact() && rest.certain(), edges, callers, awaited);
  }
}
