package dev.simmer.lint;

/** {@code async-blocking-call} and its kin: a call that stops the loop's only thread. */
final class BlockingCheck implements BodyCheck {

  private final Compilation compilation;
  private final Reporter reporter;
  private final Fixes fixes;

  BlockingCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.fixes = new Fixes(compilation);
  }

  @Override
  public boolean isAbout(Context context) {
    return context.mustNotBlock();
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    Context context = body.context();
    boolean promised = context.kind() == Context.Kind.NON_BLOCKING;
    if (body.calls().isEmpty()) {
      return;
    }
    BlockingCalls blockingCalls = new BlockingCalls(compilation, facts);
    for (Call call : body.calls()) {
      blockingCalls.find(call).ifPresent(blocking -> report(call, blocking, context, promised));
    }
  }

  private void report(Call call, Blocking blocking, Context context, boolean promised) {
    Rule direct = blocking.rule();
    Rule rule = promised && direct == Rule.BLOCKING_CALL ? Rule.BLOCKING_CONTRACT : direct;
    String fact =
        "%s %s in %s (%s)"
            .formatted(
                blocking.name(),
                harm(blocking, context.held()),
                context.place(),
                blocking.category());
    reporter.report(
        rule,
        blocking.tier() == Tier.CERTAIN && context.isCertain(),
        call.path(),
        Message.of(rule.id(), fact).why(why(blocking)).fix(fixes.of(call, blocking, context)));
  }

  private static String harm(Blocking blocking, String held) {
    return switch (blocking.tier()) {
      case CERTAIN -> "blocks " + held;
      case LIKELY -> "can block " + held;
      case SLOW -> "keeps " + held + " busy";
    };
  }

  private static String why(Blocking blocking) {
    return switch (blocking.category()) {
      case "sleep" -> "the whole loop sleeps: no other task, timer or callback runs meanwhile";
      case "future", "latch", "queue", "lock", "monitor", "park" ->
          "the loop's thread waits, and whoever could end the wait may need this very thread";
      case "parallel" -> "the loop's thread computes its share and waits for the other threads";
      default ->
          "the loop has one thread: no other task, timer or callback runs until this returns";
    };
  }
}
