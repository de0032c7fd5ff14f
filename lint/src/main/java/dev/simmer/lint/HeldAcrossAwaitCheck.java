package dev.simmer.lint;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a thread and is held while a task waits: {@code async-lock-across-await}, {@code
 * async-transaction-across-await}, {@code async-threadlocal-across-await}.
 *
 * <p>Follows the order of the source: what is released above the await is not held there.
 */
final class HeldAcrossAwaitCheck implements AsyncBodyCheck {
  private static final String LOCK_WHY =
      "the loop's thread keeps it meanwhile: another task that wants it stops the loop for good, or"
          + " gets it as well, being on the same thread";
  private static final String LOCK_FIX =
      "an AsyncLock: try (var held = await(lock.acquire())) { … }, or release it before the await";
  private static final String TRANSACTION_WHY =
      "other tasks use the same thread, and the same connection if it is at hand, in the middle of"
          + " the transaction";
  private static final String TRANSACTION_FIX =
      "the whole unit of work in one await(toThread(() -> …))";
  private static final String LOCAL_WHY =
      "other tasks run on the same thread meanwhile: they see this value, and this one may find"
          + " theirs";
  private static final String LOCAL_FIX = "a ContextVar, which every task has for itself";

  /**
   * Something that is taken and given back.
   *
   * @param opens the methods that take it
   * @param closes the methods that give it back, or look at it
   * @param onlyIfClosed whether an await matters only where one of those follows it
   */
  private record Held(
      Rule rule,
      String type,
      Set<String> opens,
      Set<String> closes,
      boolean onlyIfClosed,
      String why,
      String fix) {
    static Held lock(String type, Set<String> opens, Set<String> closes) {
      return new Held(Rule.LOCK_ACROSS_AWAIT, type, opens, closes, false, LOCK_WHY, LOCK_FIX);
    }

    static Held transaction(String type, Set<String> opens) {
      Set<String> closes = Set.of("commit", "rollback");
      return new Held(
          Rule.TRANSACTION_ACROSS_AWAIT,
          type,
          opens,
          closes,
          true,
          TRANSACTION_WHY,
          TRANSACTION_FIX);
    }

    static Held local(String type, Set<String> opens, Set<String> closes) {
      return new Held(
          Rule.THREADLOCAL_ACROSS_AWAIT, type, opens, closes, true, LOCAL_WHY, LOCAL_FIX);
    }
  }

  private static final List<Held> ALL =
      List.of(
          Held.lock(
              "java.util.concurrent.locks.Lock",
              Set.of("lock", "lockInterruptibly", "tryLock"),
              Set.of("unlock")),
          Held.lock(
              "java.util.concurrent.locks.StampedLock",
              Set.of("readLock", "writeLock", "readLockInterruptibly", "writeLockInterruptibly"),
              Set.of("unlock", "unlockRead", "unlockWrite")),
          Held.lock(
              "java.util.concurrent.Semaphore",
              Set.of("acquire", "acquireUninterruptibly", "tryAcquire"),
              Set.of("release")),
          Held.transaction("java.sql.Connection", Set.of("setAutoCommit")),
          Held.transaction("jakarta.persistence.EntityTransaction", Set.of("begin")),
          Held.transaction("javax.persistence.EntityTransaction", Set.of("begin")),
          Held.local("java.lang.ThreadLocal", Set.of("set"), Set.of("get", "remove")),
          Held.local("org.slf4j.MDC", Set.of("put"), Set.of("get", "remove", "clear")),
          Held.local(
              "org.apache.logging.log4j.ThreadContext",
              Set.of("put"),
              Set.of("get", "remove", "clearAll", "clearMap")),
          Held.local(
              "org.springframework.security.core.context.SecurityContextHolder",
              Set.of("setContext"),
              Set.of("getContext", "clearContext")));

  private final Compilation compilation;
  private final Reporter reporter;

  HeldAcrossAwaitCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    List<Call> calls = body.calls();
    for (int i = 0; i < calls.size(); i++) {
      Held held = opened(calls.get(i));
      if (held != null) {
        check(held, calls.get(i), calls.subList(i + 1, calls.size()));
      }
    }
    body.tries().forEach(this::checkResources);
    checkTransactional(body);
  }

  private @Nullable Held opened(Call call) {
    for (Held held : ALL) {
      if (held.opens().contains(call.name())
          && is(call, held)
          && !(call.name().equals("setAutoCommit") && !isFalse(call))) {
        return held;
      }
    }
    return null;
  }

  private boolean is(Call call, Held held) {
    return compilation.hierarchy().nearestFirst(call.receiverType()).contains(held.type());
  }

  private static boolean isFalse(Call call) {
    return call.arguments().size() == 1
        && call.arguments().get(0).getLeaf() instanceof LiteralTree literal
        && Boolean.FALSE.equals(literal.getValue());
  }

  private void check(Held held, Call opening, List<Call> later) {
    Call await = null;
    for (Call call : later) {
      if (await == null && isAwait(call)) {
        await = call;
      } else if (held.closes().contains(call.name())
          && is(call, held)
          && isSame(opening.receiver(), call.isImplicit() ? null : call.receiver())) {
        if (await != null) {
          report(held, opening, await);
        }
        return;
      }
    }
    if (await != null && !held.onlyIfClosed()) {
      report(held, opening, await);
    }
  }

  private boolean isAwait(Call call) {
    return call.method() != null && compilation.vocabulary().isAwait(call.method());
  }

  private boolean isSame(@Nullable TreePath one, @Nullable TreePath other) {
    if (one == null || other == null) {
      return one == other;
    }
    Element first = compilation.element(one);
    return one.getLeaf().toString().equals(other.getLeaf().toString())
        && (first == null || first.equals(compilation.element(other)));
  }

  private void report(Held held, Call opening, Call await) {
    String what = Quotation.of(opening.path());
    reporter.report(
        held.rule(),
        await.path(),
        Message.of(held.rule().id(), "an await while " + what + " is in force")
            .where("it is taken at " + compilation.place(opening.path()))
            .why(held.why())
            .fix(held.fix()));
  }

  /** A type of the user's own may say that nobody waits while he has one open. */
  private void checkResources(TreePath path) {
    TryTree tried = (TryTree) path.getLeaf();
    for (Tree resource : tried.getResources()) {
      TypeElement type = compilation.classOf(compilation.type(new TreePath(path, resource)));
      List<TreePath> awaits = Awaits.in(compilation, new TreePath(path, tried.getBlock()));
      if (type != null && Vocabulary.hasAnnotation(type, "NoAwaitWhileHeld") && !awaits.isEmpty()) {
        Rule rule = Rule.LOCK_ACROSS_AWAIT;
        reporter.report(
            rule,
            awaits.get(0),
            Message.of(rule.id(), "an await while a " + type.getSimpleName() + " is held")
                .where("it is taken at " + compilation.place(new TreePath(path, resource)))
                .why(type.getSimpleName() + " is marked @NoAwaitWhileHeld")
                .fix("close it before the await"));
      }
    }
  }

  /** Whoever manages transactions by annotation ties them to the thread. */
  private void checkTransactional(Body body) {
    if (body.method() == null
        || !Vocabulary.hasAnnotation(body.method(), "Transactional")
        || !(body.path().getLeaf() instanceof MethodTree method)
        || method.getBody() == null) {
      return;
    }
    List<TreePath> awaits = Awaits.in(compilation, new TreePath(body.path(), method.getBody()));
    if (!awaits.isEmpty()) {
      Rule rule = Rule.TRANSACTION_ACROSS_AWAIT;
      reporter.report(
          rule,
          awaits.get(0),
          Message.of(rule.id(), "an await in @Transactional " + body.context().name())
              .why("the transaction is tied to the thread, and ends when the method first returns")
              .fix(TRANSACTION_FIX));
    }
  }
}
