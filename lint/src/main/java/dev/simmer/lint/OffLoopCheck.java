package dev.simmer.lint;

import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** {@code async-await-off-loop}: something that belongs to the loop, used by another thread. */
final class OffLoopCheck implements BodyCheck {
  private static final Rule RULE = Rule.AWAIT_OFF_LOOP;

  private static final Set<String> BOUND =
      Set.of(
          "dev.simmer.Deferred",
          "dev.simmer.Promise",
          "dev.simmer.Task",
          "dev.simmer.TaskGroup",
          "dev.simmer.Timeout",
          "dev.simmer.AsyncQueue",
          "dev.simmer.AsyncEvent",
          "dev.simmer.AsyncLock",
          "dev.simmer.AsyncSemaphore",
          "dev.simmer.BoundedSemaphore",
          "dev.simmer.AsyncCondition",
          "dev.simmer.AsyncBarrier");

  /** Of the loop itself, and of Simmer's functions: what other threads must not call. */
  private static final Set<String> ON_LOOP =
      Set.of("callSoon", "callLater", "callAt", "createTask", "currentTask", "allTasks");

  private static final Set<String> FUNCTIONS = Set.of("dev.simmer.Simmer", "dev.simmer.EventLoop");

  private final Compilation compilation;
  private final Reporter reporter;

  OffLoopCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public boolean isAbout(Context context) {
    return context.kind() == Context.Kind.OFF_LOOP;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (Call call : body.calls()) {
      ExecutableElement method = call.method();
      if (method != null && !call.isImplicit() && isBound(method)) {
        report(call, body);
      }
    }
  }

  /** To make a coroutine touches nothing: it is cold. */
  private boolean isBound(ExecutableElement method) {
    Element owner = method.getEnclosingElement();
    if (!(owner instanceof TypeElement type)
        || compilation.vocabulary().isCoroutine(method.getReturnType())) {
      return false;
    }
    String name = type.getQualifiedName().toString();
    return BOUND.contains(name)
        || (FUNCTIONS.contains(name) && ON_LOOP.contains(method.getSimpleName().toString()));
  }

  private void report(Call call, Body body) {
    String code = Quotation.of(call.path());
    reporter.report(
        RULE,
        call.path(),
        Message.of(
                RULE.id(),
                "%s in %s, which another thread runs".formatted(code, body.context().name()))
            .why("it belongs to the loop's thread: nothing guards it against others")
            .fix(
                "loop.post("
                    + (call.kind() == Call.Kind.REFERENCE ? code : "() -> " + code)
                    + "), with var loop = runningLoop() taken on the loop; or return the value and"
                    + " use it there"));
  }
}
