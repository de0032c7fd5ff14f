package dev.simmer.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import dev.simmer.processor.AsyncContext.Kind;
import java.util.Optional;
import javax.lang.model.element.Element;

/** Words the mistakes of {@link PlacementRule} with the user's own names. */
final class PlacementMessages {
  private final Trees trees;
  private final LambdaTargets targets;
  private final Reporter reporter;

  PlacementMessages(Trees trees, LambdaTargets targets, Reporter reporter) {
    this.trees = trees;
    this.targets = targets;
    this.reporter = reporter;
  }

  Message inPlainMethod(AsyncContext context, SuspensionPoint point) {
    MethodTree method = (MethodTree) context.tree();
    SuggestedMethod suggested = SuggestedMethod.of(method);
    String where = point.words() + " in " + method.getName() + "(), ";
    Element element = trees.getElement(context.path());
    Optional<String> other = element == null ? Optional.empty() : Names.otherAsync(element);
    if (other.isPresent()) {
      return RewriterError.AWAIT_OUTSIDE
          .message(where + "whose @Async is " + other.get() + ", not Simmer's")
          .fix("@dev.simmer.Async " + suggested.declaration().substring("@Async ".length()));
    }
    Message message = RewriterError.AWAIT_OUTSIDE.message(where + "which is not @Async");
    if (isStart(method)) {
      return message.fix("run(() -> { ... return done(); })");
    }
    if (isAnnotated(method, "Override") && !suggested.isUnchanged()) {
      return message.fix("createTask(() -> { ... return done(); })");
    }
    return message.fix(suggested.declaration() + ", which ends with " + suggested.lastStatement());
  }

  Message inStaticInitialiser(AsyncContext context, SuspensionPoint point) {
    String where =
        context.tree() instanceof VariableTree field
            ? " in the initialiser of `" + field.getName() + "`"
            : " in a static initialiser of " + nameOfClass(context.path());
    return RewriterError.AWAIT_OUTSIDE
        .message(point.words() + where + ", which is not @Async")
        .fix(loader(context));
  }

  Message inConstructor(AsyncContext context, SuspensionPoint point) {
    String type = nameOfClass(context.path());
    String where;
    if (context.kind() == Kind.CONSTRUCTOR) {
      where = " in a constructor of " + type;
    } else if (context.tree() instanceof VariableTree field) {
      where = " in the initialiser of `" + field.getName() + "`, a part of every constructor";
    } else {
      where = " in an initialiser of " + type + ", a part of every constructor";
    }
    return RewriterError.AWAIT_IN_CONSTRUCTOR
        .message(point.words() + where)
        .fix(
            "await first, then construct: @Async static Coroutine<%1$s> create() { ... return"
                    .formatted(type)
                + " done(new %s(...)); }".formatted(type));
  }

  Message inLambda(AsyncContext context, SuspensionPoint point) {
    LambdaTarget target = targets.of(context.path()).orElseThrow();
    String interfaceName = Wording.simple(target.type());
    Message message =
        RewriterError.AWAIT_IN_LAMBDA.message(
            "%s in a lambda for %s, whose %s() returns %s"
                .formatted(
                    point.words(),
                    interfaceName,
                    target.method().getSimpleName(),
                    Wording.simple(target.returned())));
    message = reporter.where(message, "the lambda begins at", context.tree(), point.tree());
    if (Names.is(target.returned(), Names.AWAITABLE)) {
      return message.fix(
          "let " + target.method().getSimpleName() + "() return Coroutine, not Awaitable");
    }
    if (Names.is(target.returned(), Names.GENERATOR)) {
      return message.fix(
          "write an @Async method that returns "
              + Wording.simple(target.returned())
              + ", and call it here");
    }
    return message.fix(
        "a for loop in an @Async method, or a task: createTask(() -> { ... return done();" + " })");
  }

  Message inSynchronized(SuspensionPoint point, SynchronizedTree block) {
    ExpressionTree monitor = (ExpressionTree) Skip.wrapping(block.getExpression());
    String lock =
        monitor instanceof IdentifierTree name && !name.getName().contentEquals("this")
            ? name.getName() + "Lock"
            : "lock";
    Message message =
        RewriterError.AWAIT_IN_SYNCHRONIZED
            .message(point.words() + " inside a synchronized block on `" + monitor + "`")
            .fix("guard with an AsyncLock: " + SignatureRule.lockWith(lock));
    return reporter.where(message, "the block begins at", block, point.tree());
  }

  Message emitOutsideGenerator(AsyncContext context) {
    if (context.tree() instanceof MethodTree method && context.kind() != Kind.CONSTRUCTOR) {
      boolean isGenerator =
          method.getReturnType() != null
              && method.getReturnType().toString().startsWith("AsyncGenerator");
      return RewriterError.EMIT_OUTSIDE_GENERATOR
          .message(
              isGenerator
                  ? "emit() in " + method.getName() + "(), which is not @Async"
                  : "emit() in %s(), which returns %s, not AsyncGenerator"
                      .formatted(method.getName(), method.getReturnType()))
          .fix(
              "@Async AsyncGenerator<...> "
                  + method.getName()
                  + "(...), which ends with return end();");
    }
    String where =
        switch (context.kind()) {
          case ASYNC_LAMBDA, PLAIN_LAMBDA -> "a lambda";
          case CONSTRUCTOR -> "a constructor of " + nameOfClass(context.path());
          default -> "an initialiser of " + nameOfClass(context.path());
        };
    return RewriterError.EMIT_OUTSIDE_GENERATOR
        .message("emit() in " + where + ", which cannot be a generator")
        .fix("an @Async method of its own that returns AsyncGenerator and ends with return end();");
  }

  /** The outermost code, which starts a loop and waits for it to end. */
  private static boolean isStart(MethodTree method) {
    return method.getName().contentEquals("main") || isAnnotated(method, "Test");
  }

  private static boolean isAnnotated(MethodTree method, String simpleNameEnd) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().endsWith(simpleNameEnd));
  }

  private static String loader(AsyncContext context) {
    if (context.tree() instanceof VariableTree field && field.getType() != null) {
      return "@Async static %s load() { return done(await(...)); }"
          .formatted(SuggestedMethod.returnType(field.getType()));
    }
    return "@Async static Coroutine<Void> load() { ... return done(); }";
  }

  private String nameOfClass(TreePath member) {
    Tree parent = member.getParentPath().getLeaf();
    if (parent instanceof ClassTree type && !type.getSimpleName().isEmpty()) {
      return type.getSimpleName().toString();
    }
    return "an anonymous class";
  }
}
