package dev.simmer.lint;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Knows methods that give back an argument, as {@code requireNonNull} does: what they return,
 * somebody has already.
 *
 * <p>A method {@code <T> T f(T t)} can return nothing else. Of other methods their bodies tell.
 */
final class HandedBack {
  private final Compilation compilation;
  private final Map<MethodKey, Integer> parameters = new HashMap<>();

  HandedBack(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Remembers the method if all it ever returns is one of its parameters. */
  void learn(Body body, Bindings bindings) {
    ExecutableElement method = body.method();
    if (method == null || body.results().isEmpty() || !mayReturnOne(method)) {
      return;
    }
    List<Integer> given =
        body.results().stream()
            .map(result -> method.getParameters().indexOf(origin(result, bindings)))
            .distinct()
            .toList();
    if (given.size() == 1 && given.get(0) >= 0) {
      parameters.put(compilation.key(method), given.get(0));
    }
  }

  private boolean mayReturnOne(ExecutableElement method) {
    TypeMirror returned = method.getReturnType();
    return !method.getParameters().isEmpty()
        && (returned.getKind() == TypeKind.TYPEVAR
            || compilation.vocabulary().isCoroutine(returned));
  }

  /** Goes back from the variable of a pattern to the one that is matched. */
  private @Nullable Element origin(TreePath value, Bindings bindings) {
    Element element = compilation.element(value);
    Bindings.Variable variable = element == null ? null : bindings.find(element);
    TreePath pattern = variable == null ? null : variable.declaration().getParentPath();
    if (pattern != null
        && pattern.getLeaf() instanceof BindingPatternTree
        && pattern.getParentPath().getLeaf() instanceof InstanceOfTree test) {
      return compilation.element(
          Paths.value(new TreePath(pattern.getParentPath(), test.getExpression())));
    }
    return element;
  }

  /** Returns which arguments of a call are coroutines that a variable holds. */
  List<Integer> held(TreePath call) {
    List<Integer> held = new ArrayList<>();
    if (call.getLeaf() instanceof MethodInvocationTree invocation) {
      for (int i = 0; i < invocation.getArguments().size(); i++) {
        TreePath argument = Paths.value(new TreePath(call, invocation.getArguments().get(i)));
        Tree tree = argument.getLeaf();
        if ((tree instanceof IdentifierTree || tree instanceof MemberSelectTree)
            && compilation.vocabulary().isCoroutine(compilation.type(argument))) {
          held.add(i);
        }
      }
    }
    return held;
  }

  /** Tells whether a call of the method, as far as is known by now, returns one of these. */
  boolean isOneOf(List<Integer> arguments, ExecutableElement method) {
    Integer learned = parameters.get(compilation.key(method));
    return learned != null
        ? arguments.contains(learned)
        : arguments.stream().anyMatch(index -> mustBe(index, method));
  }

  private boolean mustBe(int index, ExecutableElement method) {
    TypeMirror returned = method.getReturnType();
    return returned.getKind() == TypeKind.TYPEVAR
        && index < method.getParameters().size()
        && compilation.types().isSameType(returned, method.getParameters().get(index).asType());
  }
}
