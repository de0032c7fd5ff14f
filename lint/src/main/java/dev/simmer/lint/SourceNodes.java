package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Collects the calls of one class by the method that makes them, as its class file will have them:
 * what stands outside of methods runs in the class initialiser or in the constructors.
 */
final class SourceNodes {
  private final Compilation compilation;
  private final Initialisers initialisers;
  private final Map<MethodKey, MethodNode> nodes = new LinkedHashMap<>();

  SourceNodes(Compilation compilation, Initialisers initialisers) {
    this.compilation = compilation;
    this.initialisers = initialisers;
  }

  Collection<MethodNode> all() {
    return nodes.values();
  }

  /** Notes a call that runs in a body; nothing is known of when a stored lambda runs. */
  void add(Body body, TreePath place, Edge edge) {
    ExecutableElement method = body.method();
    if (method != null) {
      add(compilation.key(method), body.context().name(), edge);
    } else if (compilation.element(body.path()) instanceof TypeElement type) {
      if (initialisers.isStatic(place, body.path())) {
        addToInitialiser(type, edge);
      } else {
        for (ExecutableElement constructor :
            ElementFilter.constructorsIn(type.getEnclosedElements())) {
          if (!delegates(constructor)) {
            add(compilation.key(constructor), "new " + Contexts.nameOf(type), edge);
          }
        }
      }
    }
  }

  /** Tells whether a constructor calls {@code this(…)}, which leaves the fields to another. */
  private boolean delegates(ExecutableElement constructor) {
    MethodTree tree = compilation.trees().getTree(constructor);
    BlockTree body = tree == null ? null : tree.getBody();
    return body != null
        && body.getStatements().stream()
            .anyMatch(
                statement ->
                    statement instanceof ExpressionStatementTree expression
                        && expression.getExpression() instanceof MethodInvocationTree call
                        && call.getMethodSelect().toString().equals("this"));
  }

  void addToInitialiser(TypeElement type, Edge edge) {
    String name = compilation.elements().getBinaryName(type).toString();
    add(
        new MethodKey(name, Initialisers.NAME, ""),
        Initialisers.nameOf(Contexts.nameOf(type)),
        edge);
  }

  private void add(MethodKey key, String shown, Edge edge) {
    nodes.computeIfAbsent(key, k -> new MethodNode(k, shown, new ArrayList<>())).edges().add(edge);
  }
}
