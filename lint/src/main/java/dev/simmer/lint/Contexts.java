package dev.simmer.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Decides on which thread a method, a lambda or a method reference runs, and what to call it. */
final class Contexts {

  private static final List<String> LAMBDAS = List.of("a lambda", "an async lambda");

  private final Compilation compilation;
  private final OtherLoops otherLoops;
  private final Calls calls;

  Contexts(Compilation compilation, Calls calls) {
    this.compilation = compilation;
    this.otherLoops = new OtherLoops(compilation);
    this.calls = calls;
  }

  Context ofInitialiser(TreePath classPath) {
    String name =
        compilation.element(classPath) instanceof TypeElement type ? nameOf(type) : "a class";
    return new Context(Context.Kind.PLAIN, name);
  }

  Context ofMethod(ExecutableElement method, TreePath path) {
    Vocabulary vocabulary = compilation.vocabulary();
    Context.Kind kind = Context.Kind.PLAIN;
    if (vocabulary.isAsync(method)
        || (compilation.everyMethodIsAsync() && method.getKind() == ElementKind.METHOD)) {
      kind = Context.Kind.ASYNC_METHOD;
    } else if (vocabulary.isNonBlocking(method) && method.getKind() == ElementKind.METHOD) {
      kind = Context.Kind.NON_BLOCKING;
    } else if (otherLoops.call(method)) {
      kind = isHandedToPool(path) ? Context.Kind.OFF_LOOP : Context.Kind.OTHER_LOOP;
    } else if (!vocabulary.isSimmerPresent() && otherLoops.answersLater(method)) {
      kind = Context.Kind.ANSWERS_LATER;
    }
    return new Context(kind, nameOf(method));
  }

  /** Tells whether the body of such a method may be one to watch, wherever it stands. */
  boolean mayBeWatched(ExecutableElement method) {
    Vocabulary vocabulary = compilation.vocabulary();
    return vocabulary.isAsync(method)
        || vocabulary.isNonBlocking(method)
        || otherLoops.call(method)
        || (!vocabulary.isSimmerPresent() && otherLoops.answersLater(method));
  }

  /** Tells whether the loop of another library calls functions of this type. */
  boolean isCalledByLoop(TypeMirror functionalInterface) {
    return otherLoops.call(functionalInterface);
  }

  /** Tells whether it is a method of an anonymous class that a pool gets, and no loop. */
  private boolean isHandedToPool(TreePath method) {
    TreePath creation = method.getParentPath().getParentPath();
    if (!(creation.getLeaf() instanceof NewClassTree)) {
      return false;
    }
    TreePath value = Paths.outermostValue(creation);
    Call receivedBy = receivedBy(value);
    return receivedBy != null && runs(receivedBy, value.getLeaf()) == Row.Runs.POOL;
  }

  /** A function whose target returns a coroutine is async, unless it is handed to a pool. */
  Context ofLambda(TreePath path, Body enclosing) {
    TreePath value = Paths.outermostValue(path);
    Call receivedBy = receivedBy(value);
    Row.Runs runs = receivedBy == null ? Row.Runs.STORED : runs(receivedBy, value.getLeaf());
    String place = place(enclosing);
    if (runs == Row.Runs.POOL) {
      return new Context(Context.Kind.OFF_LOOP, "a lambda in " + place);
    }
    TypeMirror type = compilation.type(path);
    if (compilation.asyncTypes().isAsyncFunction(type)
        && compilation.vocabulary().isCoroutine(compilation.vocabulary().functionReturns(type))) {
      return new Context(Context.Kind.ASYNC_LAMBDA, "an async lambda in " + place);
    }
    if (runs == Row.Runs.STORED && otherLoops.call(type)) {
      runs = Row.Runs.LOOP;
    }
    if (runs == Row.Runs.LOOP && receivedBy != null && OtherLoops.leaves(receivedBy)) {
      return new Context(Context.Kind.OFF_LOOP, "a lambda in " + place);
    }
    return switch (runs) {
      case LOOP ->
          new Context(
              receivedBy != null && Vocabulary.isOfSimmer(receivedBy.receiverType())
                  ? Context.Kind.CALLBACK
                  : Context.Kind.OTHER_LOOP,
              "a callback of " + nameOf(receivedBy) + " in " + place);
      case INLINE -> new Context(Context.Kind.INLINE, "a lambda in " + place);
      case POOL, STORED -> new Context(Context.Kind.PLAIN, "a lambda in " + place);
    };
  }

  /** A method reference calls one method; the body of that method is judged where it stands. */
  Context ofReference(TreePath path, Body enclosing) {
    Context context = ofLambda(path, enclosing);
    String name = context.name();
    for (String lambda : LAMBDAS) {
      if (name.startsWith(lambda)) {
        return new Context(context.kind(), "a method reference" + name.substring(lambda.length()));
      }
    }
    return context;
  }

  private static String nameOf(@Nullable Call call) {
    return call == null ? "the loop" : call.name();
  }

  private static String place(Body enclosing) {
    Body body = enclosing;
    for (Body outer = body.enclosing(); outer != null; outer = outer.enclosing()) {
      body = outer;
    }
    return body.context().name();
  }

  private @Nullable Call receivedBy(TreePath value) {
    TreePath parent = value.getParentPath();
    return parent == null ? null : calls.ofTree(parent.getLeaf());
  }

  private Row.Runs runs(Call call, Tree function) {
    List<String> types = compilation.hierarchy().nearestFirst(call.receiverType());
    if (compilation.catalogue().knowsNoRunnerOf(call.name())) {
      return Row.Runs.STORED;
    }
    int index = argumentsOf(call.path().getLeaf()).indexOf(function);
    Row.Runs runs = compilation.catalogue().runs(types, call.name(), call.parameters(), index);
    return runs == null ? Row.Runs.STORED : runs;
  }

  private static List<? extends ExpressionTree> argumentsOf(Tree call) {
    if (call instanceof MethodInvocationTree invocation) {
      return invocation.getArguments();
    }
    return call instanceof NewClassTree creation ? creation.getArguments() : List.of();
  }

  private static String nameOf(ExecutableElement method) {
    Element owner = method.getEnclosingElement();
    String type = owner instanceof TypeElement element ? nameOf(element) : "";
    return method.getKind() == ElementKind.CONSTRUCTOR
        ? "new " + type
        : type + "." + method.getSimpleName();
  }

  /** An anonymous class is called by what it extends or implements. */
  static String nameOf(TypeElement type) {
    if (!type.getSimpleName().contentEquals("")) {
      return type.getSimpleName().toString();
    }
    TypeMirror parent =
        type.getInterfaces().isEmpty() ? type.getSuperclass() : type.getInterfaces().get(0);
    return parent.getKind() == TypeKind.DECLARED
        ? ((DeclaredType) parent).asElement().getSimpleName().toString()
        : "an anonymous class";
  }
}
