package dev.simmer.lint;

import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/** {@code async-sync-twin}: a call of {@code load} where there is a {@code loadAsync}. */
final class SyncTwinCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.SYNC_TWIN;

  /** What these do is done at once; twins of theirs wait for something else. */
  private static final Set<String> IMMEDIATE =
      Set.of("add", "cancel", "close", "execute", "submit");

  private final Compilation compilation;
  private final Reporter reporter;
  private final Twins twins;

  SyncTwinCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.twins = compilation.twins();
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!reporter.isOn(RULE)) {
      return;
    }
    BlockingCalls blockingCalls = new BlockingCalls(compilation, facts);
    for (Call call : body.calls()) {
      ExecutableElement twin = IMMEDIATE.contains(call.name()) ? null : twins.of(call);
      if (twin != null && blockingCalls.find(call).isEmpty()) {
        report(call, twin, body);
      }
    }
  }

  private void report(Call call, ExecutableElement twin, Body body) {
    reporter.report(
        RULE,
        call.path(),
        Message.of(
                RULE.id(),
                "%s in %s has the asynchronous twin %s"
                    .formatted(
                        BlockingCalls.nameOf(call), body.context().name(), twin.getSimpleName()))
            .why("whoever offers both means one for threads that may wait, and one for the loop")
            .fix(Twins.awaited(call, twin)),
        Edit.of(compilation, call.path(), Rewrites::awaitTwin));
  }
}
