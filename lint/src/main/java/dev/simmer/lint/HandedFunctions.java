package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Follows functions through the methods of the program that take them:
 *
 * <pre>
 * static &lt;T&gt; T timed(Supplier&lt;T&gt; work) { return work.get(); }      runs its parameter 0
 * timed(() -&gt; Files.readString(path))                                 runs the lambda, then
 * </pre>
 */
final class HandedFunctions {

  private final Compilation compilation;
  private final Bindings bindings;
  private final Functions functions;
  private final Edges edges;

  HandedFunctions(Compilation compilation, Bindings bindings, Edges edges) {
    this.compilation = compilation;
    this.bindings = bindings;
    this.functions = new Functions(compilation, bindings);
    this.edges = edges;
  }

  /** Returns edges into the functions that a call hands over, for the case that they are run. */
  List<Edge> of(Call call) {
    if (!takesFunction(call.method())) {
      return List.of();
    }
    List<Edge> found = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      TreePath function =
          runner(call, i) == null ? functions.onlyOne(call.arguments().get(i)) : null;
      if (function != null) {
        found.add(edges.into(function, call, new Handover(edges.to(call), i)));
      }
    }
    return found;
  }

  /**
   * Returns which parameters of the method around it a call runs, in its own body or a lambda's.
   */
  List<ParameterRun> runBy(Call call, Body runner) {
    Body around = around(runner);
    ExecutableElement method = around.method();
    if (method == null || !compilation.vocabulary().takesFunction(method)) {
      return List.of();
    }
    boolean later = around != runner;
    List<ParameterRun> found = new ArrayList<>();
    TreePath receiver = call.receiver();
    int called = receiver == null ? -1 : parameter(method, receiver);
    if (called >= 0 && compilation.vocabulary().isFunctionCall(call)) {
      found.add(new ParameterRun(called, later, null));
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      int handed = parameter(method, call.arguments().get(i));
      Row.Runs by = handed < 0 ? null : runner(call, i);
      if (by != null) {
        found.add(new ParameterRun(handed, later || by != Row.Runs.INLINE, null));
      } else if (handed >= 0 && takesFunction(call.method())) {
        found.add(new ParameterRun(handed, later, new Handover(edges.to(call), i)));
      }
    }
    return found;
  }

  /** Returns the body of the method that the code is written in. */
  static Body around(Body code) {
    Body body = code;
    for (Body outer = body; outer != null; outer = outer.enclosing()) {
      body = outer;
    }
    return body;
  }

  /** Tells whether it is a method with a body to follow, that functions can be handed to. */
  private boolean takesFunction(ExecutableElement method) {
    return compilation.vocabulary().takesFunction(method)
        && !Platform.isPartOf(compilation.key(method).owner());
  }

  /** Returns who runs an argument, as far as the catalogue knows. */
  private Row.@Nullable Runs runner(Call call, int argument) {
    return compilation.catalogue().knowsNoRunnerOf(call.name())
        ? null
        : compilation
            .catalogue()
            .runs(
                compilation.hierarchy().nearestFirst(call.receiverType()),
                call.name(),
                call.parameters(),
                argument);
  }

  /** Returns which parameter an expression is, if it is one that never has another value. */
  private int parameter(ExecutableElement method, TreePath expression) {
    Element element = compilation.element(Paths.value(expression));
    if (element == null) {
      return -1;
    }
    Bindings.Variable variable = bindings.find(element);
    return variable != null && variable.values().isEmpty()
        ? method.getParameters().indexOf(element)
        : -1;
  }
}
