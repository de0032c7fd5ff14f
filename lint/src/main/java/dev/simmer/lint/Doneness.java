package dev.simmer.lint;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a future is known to be done where its result is taken, so that taking it waits for
 * nothing:
 *
 * <pre>
 * await(allOf(a, b));
 * return done(a.join() + b.join());
 * </pre>
 *
 * <p>It is enough that the future, or the collection or variable it comes from, was named in an
 * earlier {@code await} or asked whether it is done. That believes a little too much rather than
 * accuse the innocent.
 */
final class Doneness {

  private static final Set<String> QUESTIONS =
      Set.of("isDone", "isCompletedExceptionally", "isCancelled", "isSuccess", "state", "getNow");

  /** Who implements it is told of a future that has come to its end. */
  private static final String LISTENER = "io.netty.util.concurrent.GenericFutureListener";

  private static final Set<String> BORN_DONE =
      Set.of("completedFuture", "completedStage", "failedFuture", "failedStage");

  /** Methods that hand out the same future, or one of a collection of them. */
  private static final Set<String> SAME =
      Set.of("get", "getFirst", "getLast", "next", "toCompletableFuture", "orElseThrow");

  private static final int MAX_DEPTH = 4;

  private final Compilation compilation;
  private final Bindings bindings;

  Doneness(Compilation compilation, Bindings bindings) {
    this.compilation = compilation;
    this.bindings = bindings;
  }

  boolean isKnownDone(Call call) {
    TreePath receiver = call.receiver();
    if (receiver == null && call.kind() == Call.Kind.REFERENCE) {
      receiver = sourceOf(call.path()); // futures.stream().map(CompletableFuture::join)
    } else if (receiver == null && !call.arguments().isEmpty()) {
      receiver = call.arguments().get(0); // Futures.getUnchecked(future)
    }
    return receiver != null && isKnownDone(receiver, call);
  }

  /** Tells whether a future is done when the call is made. */
  boolean isKnownDone(TreePath future, Call call) {
    Set<Element> wanted = new HashSet<>();
    return collectOrigins(future, wanted, 0) || (!wanted.isEmpty() && wasSettled(call, wanted));
  }

  /** Returns which parameter of the method around the code a future comes from, if one. */
  int parameter(TreePath future, Body code) {
    ExecutableElement method = null;
    for (Body body = code; body != null && method == null; body = body.enclosing()) {
      method = body.method();
    }
    Set<Element> origins = new HashSet<>();
    if (method == null || collectOrigins(future, origins, 0)) {
      return Handed.NONE;
    }
    List<? extends VariableElement> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (origins.contains(parameters.get(i))) {
        return i;
      }
    }
    return Handed.NONE;
  }

  /** Collects the variables a future comes from; returns true when it is born done. */
  private boolean collectOrigins(TreePath expression, Set<Element> origins, int depth) {
    TreePath value = Paths.value(expression);
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (value.getLeaf() instanceof MethodInvocationTree invocation) {
      String name = nameOf(invocation);
      if (BORN_DONE.contains(name)) {
        return true;
      }
      TreePath select = new TreePath(value, invocation.getMethodSelect());
      return SAME.contains(name)
          && select.getLeaf() instanceof MemberSelectTree member
          && collectOrigins(new TreePath(select, member.getExpression()), origins, depth + 1);
    }
    Element element = compilation.element(value);
    if (!(element instanceof VariableElement) || !origins.add(element)) {
      return false;
    }
    if (isToldToListener(element)) {
      return true;
    }
    TreePath origin = originOf(element);
    return origin != null && collectOrigins(origin, origins, depth + 1);
  }

  private boolean isToldToListener(Element element) {
    Bindings.Variable variable = bindings.find(element);
    TreePath owner = variable == null ? null : variable.declaration().getParentPath();
    if (owner == null) {
      return false;
    }
    TypeElement type = null;
    if (owner.getLeaf() instanceof LambdaExpressionTree) {
      type = compilation.classOf(compilation.type(owner));
    } else if (owner.getLeaf() instanceof MethodTree method
        && method.getName().contentEquals("operationComplete")) {
      type = FactCollector.typeOf(compilation, owner.getParentPath());
    }
    return type != null && compilation.hierarchy().nearestFirst(type).contains(LISTENER);
  }

  private @Nullable TreePath originOf(Element element) {
    Bindings.Variable variable = bindings.find(element);
    if (variable == null) {
      return null;
    }
    TreePath parent = variable.declaration().getParentPath();
    if (parent.getLeaf() instanceof EnhancedForLoopTree loop) {
      return new TreePath(parent, loop.getExpression());
    }
    return parent.getLeaf() instanceof LambdaExpressionTree
        ? sourceOf(parent)
        : variable.onlyValue();
  }

  /** Returns where the elements come from that a function is applied to: the head of the chain. */
  private static @Nullable TreePath sourceOf(TreePath function) {
    TreePath path = Paths.outermostValue(function).getParentPath();
    while (path != null && path.getLeaf() instanceof MethodInvocationTree invocation) {
      if (!(invocation.getMethodSelect() instanceof MemberSelectTree member)) {
        return null;
      }
      TreePath select = new TreePath(path, member);
      path = Paths.value(new TreePath(select, member.getExpression()));
    }
    return path;
  }

  private boolean wasSettled(Call call, Set<Element> wanted) {
    long here = compilation.start(call.path());
    for (Body body = call.body(); body != null; body = body.enclosing()) {
      for (Call earlier : body.calls()) {
        boolean before =
            compilation.start(earlier.path()) < here
                && !Paths.isInside(call.path(), earlier.path());
        if (before && settles(earlier, wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean settles(Call call, Set<Element> wanted) {
    if (call.method() != null && compilation.vocabulary().isAwait(call.method())) {
      return call.arguments().stream().anyMatch(argument -> mentions(argument, wanted));
    }
    TreePath receiver = call.receiver();
    return (receiver != null && QUESTIONS.contains(call.name()) && mentions(receiver, wanted))
        || (asks(call) && call.arguments().stream().anyMatch(given -> mentions(given, wanted)));
  }

  /** A helper may ask in its place: {@code isReady(future) ? future.join() : null}. */
  private static boolean asks(Call call) {
    return call.method() != null
        && call.method().getReturnType().getKind() == TypeKind.BOOLEAN
        && call.name().startsWith("is");
  }

  /** Tells whether the expression, or a variable's value it goes back to, names one of these. */
  private boolean mentions(TreePath expression, Set<Element> wanted) {
    Set<Element> seen = new HashSet<>();
    Deque<TreePath> open = new ArrayDeque<>(List.of(expression));
    while (!open.isEmpty()) {
      for (Element variable : variablesIn(open.remove())) {
        TreePath origin = seen.add(variable) ? originOf(variable) : null;
        if (origin != null) {
          open.add(origin);
        }
      }
    }
    seen.retainAll(wanted);
    return !seen.isEmpty();
  }

  private Set<Element> variablesIn(TreePath expression) {
    Set<Element> found = new HashSet<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void unused) {
        note();
        return null;
      }

      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void unused) {
        note();
        return super.visitMemberSelect(node, null);
      }

      private void note() {
        if (compilation.element(getCurrentPath()) instanceof VariableElement variable) {
          found.add(variable);
        }
      }
    }.scan(expression, null);
    return found;
  }

  private static String nameOf(MethodInvocationTree invocation) {
    if (invocation.getMethodSelect() instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    return invocation.getMethodSelect() instanceof IdentifierTree identifier
        ? identifier.getName().toString()
        : "";
  }
}
