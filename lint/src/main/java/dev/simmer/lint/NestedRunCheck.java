package dev.simmer.lint;

import javax.lang.model.element.ExecutableElement;

/** {@code async-nested-run}: a loop started where a loop is running already. */
final class NestedRunCheck implements BodyCheck {

  private final Vocabulary vocabulary;
  private final Reporter reporter;

  NestedRunCheck(Vocabulary vocabulary, Reporter reporter) {
    this.vocabulary = vocabulary;
    this.reporter = reporter;
  }

  @Override
  public boolean isAbout(Context context) {
    return context.isOnLoop();
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    Context context = body.context();
    for (Call call : body.calls()) {
      ExecutableElement method = call.method();
      if (method != null && vocabulary.isRun(method)) {
        report(call, context);
      }
    }
  }

  private void report(Call call, Context context) {
    String fact = "run(…) inside the running loop, in " + context.name();
    reporter.report(
        Rule.NESTED_RUN,
        call.path(),
        Message.of(Rule.NESTED_RUN.id(), fact)
            .why("a thread runs one loop at a time; at run time this is an IllegalStateException")
            .fix(fix(call, context)));
  }

  private static String fix(Call call, Context context) {
    String main = call.arguments().isEmpty() ? "…" : Quotation.of(call.arguments().get(0));
    boolean isLambda = main.contains("->") || main.contains("::");
    if (!context.canAwait()) {
      return "createTask(" + main + ")";
    }
    return isLambda ? "await(async(" + main + "))" : "await(" + main + ")";
  }
}
