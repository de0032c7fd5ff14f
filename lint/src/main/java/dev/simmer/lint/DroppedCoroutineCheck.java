package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-unawaited-coroutine}: a statement that makes a coroutine and lets go of it, so that
 * its body never runs.
 */
final class DroppedCoroutineCheck implements BodyCheck {

  private static final Rule RULE = Rule.UNAWAITED_COROUTINE;

  /**
   * A call that may just return what it is given; the body of the method tells, once it is read.
   *
   * @param held which of its arguments somebody else has
   * @param message worded while the tree is the user's
   */
  private record Undecided(
      ExecutableElement method,
      List<Integer> held,
      TreePath expression,
      Message message,
      @Nullable Edit fix) {}

  private final Compilation compilation;
  private final Reporter reporter;
  private final HandedBack handedBack;
  private final List<Undecided> undecided = new ArrayList<>();

  DroppedCoroutineCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.handedBack = new HandedBack(compilation);
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    handedBack.learn(body, facts.bindings());
    for (TreePath expression : body.droppedCoroutines()) {
      Element callee = compilation.element(expression);
      if (callee == null
          || Vocabulary.hasAnnotation(callee, "CanIgnoreReturnValue")
          || Mocking.isVerified(compilation, expression)) {
        continue;
      }
      List<Integer> held = handedBack.held(expression);
      if (callee instanceof ExecutableElement method && !held.isEmpty()) {
        undecided.add(
            new Undecided(
                method, held, expression, message(expression, body), fix(expression, body)));
      } else {
        reporter.report(RULE, expression, message(expression, body), fix(expression, body));
      }
    }
  }

  @Override
  public void finish() {
    for (Undecided one : undecided) {
      if (!handedBack.isOneOf(one.held(), one.method())) {
        reporter.report(RULE, one.expression(), one.message(), one.fix());
      }
    }
    undecided.clear();
  }

  private static Message message(TreePath expression, Body body) {
    String call = Quotation.of(expression);
    String fact =
        "nobody awaits the coroutine that %s returns, in %s".formatted(call, body.context().name());
    return Message.of(RULE.id(), fact)
        .why("a coroutine runs when it is awaited or made a task; here its body never runs")
        .fix(fix(call, body.context()));
  }

  private @Nullable Edit fix(TreePath expression, Body body) {
    return body.context().canAwait() ? Edit.of(compilation, expression, Rewrites::await) : null;
  }

  private static String fix(String call, Context context) {
    return switch (context.kind()) {
      case ASYNC_METHOD, ASYNC_LAMBDA ->
          "await(" + call + ");  or, to go on without it, var task = createTask(" + call + ");";
      case CALLBACK -> "createTask(" + call + ");";
      default ->
          "make "
              + context.name()
              + " @Async and await("
              + call
              + ");  or run("
              + call
              + "); where no loop runs";
    };
  }
}
