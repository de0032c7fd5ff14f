package dev.simmer.lint;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a coroutine is used for, by the place where it stands: as if it were its result
 * ({@code async-coroutine-as-value}), as the result of a function whose caller lets go of it
 * ({@code async-lambda-discards-coroutine}), inside another coroutine ({@code
 * async-nested-coroutine}), or made by a thread that was asked to block ({@code
 * async-useless-to-thread}).
 */
final class CoroutineValueCheck implements BodyCheck {

  /** Comparing coroutines says nothing about results; {@code toString()} is written on purpose. */
  private static final Set<String> OBJECT_METHODS = Set.of("equals", "hashCode");

  /** Collections compare by identity here on purpose, and test libraries look at the object. */
  private static final List<String> MAY_LOOK_AT_THE_OBJECT =
      List.of(
          "java.util.concurrent.",
          "java.lang.ref.",
          "org.junit.",
          "org.assertj.",
          "org.mockito.",
          "org.hamcrest.",
          "org.testng.",
          "dev.simmer.");

  private final Compilation compilation;
  private final Reporter reporter;

  CoroutineValueCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath coroutine : body.coroutines()) {
      if (coroutine.getLeaf() instanceof IdentifierTree name
          && name.getName().contentEquals("this")) {
        continue; // A class of coroutines may speak of itself.
      }
      TreePath value = Paths.outermostValue(coroutine);
      TreePath parent = value.getParentPath();
      Tree use = parent.getLeaf();
      if (coroutine.getLeaf() instanceof MemberReferenceTree) {
        checkFunction(coroutine, coroutine, body);
      } else if (use instanceof BinaryTree binary) {
        checkOperator(binary, parent, coroutine, value, body);
      } else if (use instanceof CompoundAssignmentTree && isString(compilation.type(parent))) {
        reportValue(coroutine, "is appended to a string", body);
      } else if (use instanceof MemberSelectTree select
          && OBJECT_METHODS.contains(select.getIdentifier().toString())
          && parent.getParentPath().getLeaf() instanceof MethodInvocationTree) {
        reportValue(coroutine, "is asked for " + select.getIdentifier() + "()", body);
      } else if (use instanceof LambdaExpressionTree lambda
          && lambda.getBody() == value.getLeaf()) {
        checkFunction(parent, coroutine, body);
      } else if (use instanceof MethodInvocationTree || use instanceof NewClassTree) {
        checkArgument(parent, value, coroutine, body);
      }
    }
  }

  private void checkOperator(
      BinaryTree binary, TreePath parent, TreePath coroutine, TreePath value, Body body) {
    Tree other =
        binary.getLeftOperand() == value.getLeaf()
            ? binary.getRightOperand()
            : binary.getLeftOperand();
    boolean withNull = other instanceof LiteralTree literal && literal.getValue() == null;
    if (binary.getKind() == Tree.Kind.PLUS && isString(compilation.type(parent))) {
      reportValue(coroutine, "is appended to a string", body);
    } else if (!withNull
        && (binary.getKind() == Tree.Kind.EQUAL_TO || binary.getKind() == Tree.Kind.NOT_EQUAL_TO)
        && coroutine.getLeaf() instanceof MethodInvocationTree) {
      reportValue(coroutine, "is compared", body);
    }
  }

  private boolean isString(@Nullable TypeMirror type) {
    TypeElement element = compilation.classOf(type);
    return element != null && element.getQualifiedName().contentEquals("java.lang.String");
  }

  private void checkArgument(TreePath call, TreePath value, TreePath coroutine, Body body) {
    if (!(compilation.element(call) instanceof ExecutableElement method)
        || !(method.getEnclosingElement() instanceof TypeElement owner)) {
      return;
    }
    if (Vocabulary.isMemberOf(method, "dev.simmer.Simmer")
        && method.getSimpleName().contentEquals("done")) {
      reportNested(call, coroutine, body);
      return;
    }
    int index = argumentsOf(call.getLeaf()).indexOf(value.getLeaf());
    if (takesAnyObject(method, index) && !mayLookAtTheObject(owner)) {
      reportValue(
          coroutine,
          "goes to %s.%s, which takes any object"
              .formatted(Contexts.nameOf(owner), method.getSimpleName()),
          body);
    }
  }

  private static List<? extends Tree> argumentsOf(Tree call) {
    if (call instanceof MethodInvocationTree invocation) {
      return invocation.getArguments();
    }
    return call instanceof NewClassTree creation ? creation.getArguments() : List.of();
  }

  /** Generic parameters are no objects of any kind: what goes in comes out with its type. */
  private static boolean takesAnyObject(ExecutableElement method, int index) {
    List<? extends VariableElement> parameters = method.getParameters();
    if (index < 0 || parameters.isEmpty()) {
      return false;
    }
    TypeMirror type = parameters.get(Math.min(index, parameters.size() - 1)).asType();
    if (method.isVarArgs() && index >= parameters.size() - 1 && type instanceof ArrayType array) {
      type = array.getComponentType();
    }
    return type.getKind() == TypeKind.DECLARED && type.toString().endsWith("java.lang.Object");
  }

  private boolean mayLookAtTheObject(TypeElement owner) {
    String name = owner.getQualifiedName().toString();
    if (MAY_LOOK_AT_THE_OBJECT.stream().anyMatch(name::startsWith)) {
      return true;
    }
    List<String> types = compilation.hierarchy().nearestFirst(owner);
    return types.contains("java.util.Collection")
        || types.contains("java.util.Map")
        || name.equals("java.lang.System");
  }

  /** A function whose caller expects nothing, or just anything, never awaits what it returns. */
  private void checkFunction(TreePath function, TreePath coroutine, Body body) {
    TypeMirror returned = compilation.vocabulary().functionReturns(compilation.type(function));
    if (returned == null) {
      return;
    }
    TreePath handed = Paths.outermostValue(function);
    Element callee = compilation.element(handed.getParentPath());
    boolean handedOver = callee instanceof ExecutableElement;
    if (callee instanceof ExecutableElement method
        && method.getEnclosingElement() instanceof TypeElement owner) {
      if (mayLookAtTheObject(owner)
          && !owner.getQualifiedName().toString().startsWith("java.")
          && !owner.getQualifiedName().toString().startsWith("dev.simmer.")) {
        return;
      }
      String name = method.getSimpleName().toString();
      if (Vocabulary.isMemberOf(method, "dev.simmer.Simmer")
          && (name.equals("toThread") || name.equals("runIn"))) {
        reportUselessThread(function, coroutine, name);
        return;
      }
    }
    boolean nothing = returned.getKind() == TypeKind.VOID;
    boolean anything = returned.toString().equals("java.lang.Object");
    if (nothing || anything) {
      reportDiscarded(function, coroutine, nothing, handedOver, body);
    }
  }

  private void reportValue(TreePath coroutine, String use, Body body) {
    Rule rule = Rule.COROUTINE_AS_VALUE;
    String call = Quotation.of(coroutine);
    boolean canAwait = body.context().canAwait();
    String fix = canAwait ? "await(" + call + ")" : "run(" + call + ")";
    reporter.report(
        rule,
        coroutine,
        Message.of(rule.id(), "the coroutine " + call + " " + use + " instead of its result")
            .why("a coroutine is not its result: it has not even run, and nobody awaits it here")
            .fix(fix),
        canAwait ? Edit.of(compilation, coroutine, Rewrites::await) : null);
  }

  private void reportNested(TreePath done, TreePath coroutine, Body body) {
    Rule rule = Rule.NESTED_COROUTINE;
    String call = Quotation.of(coroutine);
    reporter.report(
        rule,
        done,
        Message.of(rule.id(), "done(…) hands on the coroutine " + call + " instead of its result")
            .why("whoever awaits the outer coroutine gets the inner one, which has not run")
            .fix(
                body.context().canAwait() ? "return done(await(" + call + "))" : "return " + call));
  }

  private void reportUselessThread(TreePath function, TreePath coroutine, String name) {
    Rule rule = Rule.USELESS_TO_THREAD;
    String call = Quotation.of(coroutine);
    reporter.report(
        rule,
        function,
        Message.of(rule.id(), name + "(…) makes a coroutine on another thread: " + call)
            .why("making a coroutine does not block, and the thread does not run it")
            .fix(coroutine == function ? "await the coroutine itself" : "await(" + call + ")"));
  }

  private void reportDiscarded(
      TreePath function, TreePath coroutine, boolean nothing, boolean handedOver, Body body) {
    Rule rule = Rule.LAMBDA_DISCARDS_COROUTINE;
    String expects = nothing ? "nothing" : "any object";
    String type = typeName(compilation.type(function));
    boolean reference = coroutine == function;
    reporter.report(
        rule,
        coroutine,
        Message.of(
                rule.id(),
                "%s returns a coroutine where %s returns %s, in %s"
                    .formatted(Quotation.of(coroutine), type, expects, body.context().name()))
            .why("whoever calls the function does not await what it returns, so it never runs")
            .fix(
                handedOver
                    ? "await(gather(items, "
                        + (reference ? Quotation.of(function) : "item -> …")
                        + ")), or createTask(…) in the function"
                    : "createTask(…) in the function, or a type that returns Coroutine"));
  }

  private String typeName(@Nullable TypeMirror type) {
    TypeElement element = compilation.classOf(type);
    return element == null ? "the function" : Contexts.nameOf(element);
  }
}
