package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/**
 * Collects the calls of one class by the method that makes them, as its class file will have them.
 */
final class SourceNodes {
  private final Runners runners;
  private final Map<MethodKey, MethodNode> nodes = new LinkedHashMap<>();

  SourceNodes(Compilation compilation, Initialisers initialisers) {
    this.runners = new Runners(compilation, initialisers);
  }

  Collection<MethodNode> all() {
    return nodes.values();
  }

  /** Notes a call that runs in a body. */
  void add(Body body, TreePath place, Edge edge) {
    runners.of(body, place).forEach((key, shown) -> add(key, shown, edge));
  }

  /** Notes that a method runs a function that it is given. */
  void add(Body body, TreePath place, ParameterRun run) {
    runners.of(body, place).forEach((key, shown) -> node(key, shown).runs().add(run));
  }

  void addToInitialiser(TypeElement type, Edge edge) {
    runners.ofInitialiser(type).forEach((key, shown) -> add(key, shown, edge));
  }

  private void add(MethodKey key, String shown, Edge edge) {
    node(key, shown).edges().add(edge);
  }

  private MethodNode node(MethodKey key, String shown) {
    return nodes.computeIfAbsent(
        key, k -> new MethodNode(k, shown, new ArrayList<>(), new ArrayList<>()));
  }
}
