package dev.simmer.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Recognises code that the event loops of other libraries run: Netty, Vert.x, Reactor, Mutiny. */
final class OtherLoops {

  /** Operators that say on which threads those after them run, and some those before them. */
  private static final Set<String> MOVES =
      Set.of("publishOn", "subscribeOn", "runOn", "emitOn", "runSubscriptionOn", "observeOn");

  private static final Set<String> MOVES_ALL = Set.of("subscribeOn", "runSubscriptionOn");

  /** Schedulers of Reactor whose threads must not block either. */
  private static final Set<String> LOOPS =
      Set.of("parallel", "single", "immediate", "newParallel", "newSingle");

  private final Compilation compilation;

  OtherLoops(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Tells whether the method is one that a loop calls: {@code channelRead} of a handler. */
  boolean call(ExecutableElement method) {
    return method.getKind() == ElementKind.METHOD
        && !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE)
        && method.getEnclosingElement() instanceof TypeElement type
        && isCalled(type, method.getSimpleName().toString());
  }

  /** Tells whether a loop calls functions of this type: {@code Handler} of Vert.x. */
  boolean call(@Nullable TypeMirror functionalInterface) {
    TypeElement type = compilation.classOf(functionalInterface);
    ExecutableElement method = type == null ? null : compilation.vocabulary().function(type);
    return type != null && method != null && isCalled(type, method.getSimpleName().toString());
  }

  private boolean isCalled(TypeElement type, String method) {
    List<String> types = compilation.hierarchy().nearestFirst(type);
    return compilation.catalogue().callerOf(types, method) == Row.Runs.LOOP;
  }

  /** Tells whether who calls the method gets a promise at once, and its result through that. */
  boolean answersLater(ExecutableElement method) {
    return Promised.of(compilation, method.getReturnType()) != null;
  }

  /**
   * Tells whether the chain that the call stands in has left the loop:
   *
   * <pre>
   * flux.publishOn(boundedElastic()).map(…)      flux.map(…).subscribeOn(boundedElastic())
   * </pre>
   */
  static boolean leaves(Call call) {
    TreePath path = call.receiver();
    while (path != null && Paths.value(path).getLeaf() instanceof MethodInvocationTree before) {
      if (!(before.getMethodSelect() instanceof MemberSelectTree select)) {
        return false;
      }
      if (moves(before, select, MOVES)) {
        return true;
      }
      path = new TreePath(path, select.getExpression());
    }
    TreePath after = next(call.path());
    while (after != null) {
      MethodInvocationTree invocation = (MethodInvocationTree) after.getLeaf();
      if (moves(invocation, (MemberSelectTree) invocation.getMethodSelect(), MOVES_ALL)) {
        return true;
      }
      after = next(after);
    }
    return false;
  }

  /** Returns the call that is made on the result of this one, or null. */
  private static @Nullable TreePath next(TreePath call) {
    TreePath select = call.getParentPath();
    TreePath next = select == null ? null : select.getParentPath();
    return next != null
            && select.getLeaf() instanceof MemberSelectTree
            && next.getLeaf() instanceof MethodInvocationTree
        ? next
        : null;
  }

  private static boolean moves(
      MethodInvocationTree call, MemberSelectTree select, Set<String> names) {
    if (!names.contains(select.getIdentifier().toString())) {
      return false;
    }
    return call.getArguments().stream().noneMatch(OtherLoops::isLoop);
  }

  private static boolean isLoop(ExpressionTree scheduler) {
    return scheduler instanceof MethodInvocationTree call
        && LOOPS.contains(
            call.getMethodSelect() instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : call.getMethodSelect().toString());
  }
}
