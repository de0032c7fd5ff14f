package dev.simmer.lint;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Fields that others change meanwhile: {@code async-iterate-across-await}, a collection that grows
 * or shrinks under a loop that waits, and {@code async-cross-thread-field}, a field that the loop
 * uses and another thread writes.
 */
final class SharedStateCheck implements BodyCheck {
  private static final Set<String> CHANGES =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "remove",
          "removeIf",
          "removeAll",
          "removeFirst",
          "removeLast",
          "retainAll",
          "clear",
          "put",
          "putAll",
          "putIfAbsent",
          "computeIfAbsent",
          "merge",
          "offer",
          "poll",
          "push",
          "pop");

  private static final Set<String> VIEWS = Set.of("values", "keySet", "entrySet");

  private final Compilation compilation;
  private final Reporter reporter;

  SharedStateCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public boolean isAbout(Context context) {
    return context.canAwait() || context.kind() == Context.Kind.OFF_LOOP;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (body.context().canAwait()) {
      for (TreePath loop : body.iterations()) {
        checkIteration(loop, facts);
      }
    }
    if (body.context().kind() == Context.Kind.OFF_LOOP) {
      checkWrites(body, facts);
    }
  }

  private void checkIteration(TreePath path, ClassFacts facts) {
    EnhancedForLoopTree loop = (EnhancedForLoopTree) path.getLeaf();
    Element field = collection(new TreePath(path, loop.getExpression()));
    if (field == null || isConcurrent(new TreePath(path, loop.getExpression()), field, facts)) {
      return;
    }
    List<TreePath> awaits = Awaits.in(compilation, new TreePath(path, loop.getStatement()));
    Call change = awaits.isEmpty() ? null : change(field, path, facts);
    if (change != null) {
      Rule rule = Rule.ITERATE_ACROSS_AWAIT;
      String name = field.getSimpleName().toString();
      reporter.report(
          rule,
          awaits.get(0),
          Message.of(rule.id(), "an await in a loop over the field '" + name + "'")
              .where(
                  "%s changes it at %s"
                      .formatted(Quotation.of(change.path()), compilation.place(change.path())))
              .why("other tasks run during the await, and the loop fails if one changes it")
              .fix(
                  "for (var each : List.copyOf("
                      + Quotation.of(new TreePath(path, loop.getExpression()))
                      + "))"));
    }
  }

  /** Returns the field whose elements an expression iterates over. */
  private @Nullable Element collection(TreePath expression) {
    TreePath value = Paths.inside(expression);
    if (value.getLeaf() instanceof MethodInvocationTree call
        && call.getArguments().isEmpty()
        && call.getMethodSelect() instanceof MemberSelectTree view
        && VIEWS.contains(view.getIdentifier().toString())) {
      value = new TreePath(new TreePath(value, view), view.getExpression());
    }
    Element element = compilation.element(Paths.inside(value));
    return element != null && element.getKind() == ElementKind.FIELD ? element : null;
  }

  /** Concurrent collections are made for this, and those that cannot change do not. */
  private boolean isConcurrent(TreePath expression, Element field, ClassFacts facts) {
    ExactTypes types = new ExactTypes(compilation, facts.bindings());
    ExactType exact = types.of(Paths.inside(expression));
    TypeElement declared = compilation.classOf(field.asType());
    String prefix = "java.util.concurrent.";
    return declared == null
        || declared.getQualifiedName().toString().startsWith(prefix)
        || (exact != null && exact.name().startsWith(prefix));
  }

  /** Returns what changes the collection somewhere else in the class. */
  private @Nullable Call change(Element field, TreePath loop, ClassFacts facts) {
    for (Body body : facts.bodies()) {
      for (Call call : body.calls()) {
        if (CHANGES.contains(call.name())
            && call.receiver() != null
            && field.equals(compilation.element(Paths.inside(call.receiver())))
            && !Paths.isInside(call.path(), loop)) {
          return call;
        }
      }
    }
    return null;
  }

  /**
   * What another thread only reads, it mostly reads after it was started and before it is awaited,
   * and then sees it.
   */
  private void checkWrites(Body body, ClassFacts facts) {
    for (TreePath assignment : body.assignments()) {
      Element field = compilation.element(Paths.target(assignment));
      if (field == null
          || field.getKind() != ElementKind.FIELD
          || field.getModifiers().contains(Modifier.VOLATILE)) {
        continue;
      }
      TreePath use = useOnLoop(field, facts);
      if (use != null) {
        report(assignment, field, use, body);
      }
    }
  }

  private @Nullable TreePath useOnLoop(Element field, ClassFacts facts) {
    for (Body body : facts.bodies()) {
      if (body.context().isOnLoop()) {
        for (TreePath use : body.fieldUses()) {
          if (field.equals(compilation.element(use))) {
            return use;
          }
        }
      }
    }
    return null;
  }

  private void report(TreePath assignment, Element field, TreePath use, Body body) {
    Rule rule = Rule.CROSS_THREAD_FIELD;
    String name = field.getSimpleName().toString();
    reporter.report(
        rule,
        assignment,
        Message.of(
                rule.id(),
                "the field '%s' is written in %s, which another thread runs"
                    .formatted(name, body.context().name()))
            .where("the loop uses it at " + compilation.place(use))
            .why("the loop may run on meanwhile, and need not see what the other thread writes")
            .fix("return the value from the function, and write the field on the loop"));
  }
}
