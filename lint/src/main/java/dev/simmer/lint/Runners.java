package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Tells which methods of the class file code of a class ends up in: what stands outside of methods
 * runs in the class initialiser or in the constructors.
 */
final class Runners {
  private final Compilation compilation;
  private final Initialisers initialisers;

  Runners(Compilation compilation, Initialisers initialisers) {
    this.compilation = compilation;
    this.initialisers = initialisers;
  }

  /** Returns the methods that run code at a place of a body, each with how a message calls it. */
  Map<MethodKey, String> of(Body body, TreePath place) {
    ExecutableElement method = body.method();
    if (method != null) {
      return Map.of(compilation.key(method), body.context().name());
    }
    if (body.path().getLeaf() instanceof LambdaExpressionTree
        || body.path().getLeaf() instanceof MemberReferenceTree) {
      return Map.of(Functions.key(compilation, body.path()), body.context().name());
    }
    if (!(compilation.element(body.path()) instanceof TypeElement type)) {
      return Map.of();
    }
    if (initialisers.isStatic(place, body.path())) {
      return ofInitialiser(type);
    }
    Map<MethodKey, String> runners = new LinkedHashMap<>();
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (!delegates(constructor)) {
        runners.put(compilation.key(constructor), "new " + Contexts.nameOf(type));
      }
    }
    return runners;
  }

  Map<MethodKey, String> ofInitialiser(TypeElement type) {
    String name = compilation.binaryName(type);
    return Map.of(
        new MethodKey(name, Initialisers.NAME, ""), Initialisers.nameOf(Contexts.nameOf(type)));
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
}
