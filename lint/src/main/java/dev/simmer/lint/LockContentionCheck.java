package dev.simmer.lint;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-lock-contention} where it is sure to hurt: the loop takes a lock that code of the
 * same class holds on another thread, around a call that blocks.
 *
 * <pre>
 * await(toThread(() -&gt; { synchronized (this) { Files.writeString(file, text); } }));
 * synchronized (this) { count++; }
 * </pre>
 */
final class LockContentionCheck implements Check {

  private static final Rule RULE = Rule.LOCK_CONTENTION;

  /** A condition and a monitor let go of the lock while they wait. */
  private static final Set<String> LETS_GO = Set.of("lock", "monitor");

  /**
   * A lock in the hands of another thread.
   *
   * @param holder how a message calls the code
   * @param blocking what blocks meanwhile
   * @param place the file and line of that
   */
  private record Held(String holder, Blocking blocking, String place) {}

  private final Compilation compilation;
  private final Reporter reporter;
  private final HeldLocks locks;

  LockContentionCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.locks = new HeldLocks(compilation);
  }

  @Override
  public void check(ClassFacts facts) {
    Map<Body, List<HeldLocks.Region>> regions = new HashMap<>();
    for (Body body : facts.bodies()) {
      List<HeldLocks.Region> held = locks.in(body);
      if (!held.isEmpty()) {
        regions.put(body, held);
      }
    }
    Map<HeldLocks.Name, Held> held = regions.isEmpty() ? Map.of() : heldElsewhere(facts, regions);
    if (held.isEmpty()) {
      return;
    }
    for (Body body : facts.bodies()) {
      if (TransitiveCheck.runner(body).context().isOnLoop()) {
        taken(body, facts, regions, held);
      }
    }
  }

  private Map<HeldLocks.Name, Held> heldElsewhere(
      ClassFacts facts, Map<Body, List<HeldLocks.Region>> regions) {
    Predicate<Body> isElsewhere =
        body -> TransitiveCheck.runner(body).context().kind() == Context.Kind.OFF_LOOP;
    Set<ExecutableElement> calledElsewhere = new HashSet<>();
    for (Body body : facts.bodies()) {
      if (isElsewhere.test(body)) {
        body.calls().forEach(call -> calledElsewhere.add(call.method()));
      }
    }
    BlockingCalls blockingCalls = new BlockingCalls(compilation, facts);
    Map<HeldLocks.Name, Held> held = new HashMap<>();
    for (Body body : facts.bodies()) {
      if (isElsewhere.test(body)
          || (body.method() != null && calledElsewhere.contains(body.method()))) {
        for (HeldLocks.Region region : regions.getOrDefault(body, List.of())) {
          for (Call call : body.calls()) {
            if (region.holds(call.path(), compilation.start(call.path()))) {
              blockingCalls
                  .find(call)
                  .filter(found -> found.tier() == Tier.CERTAIN)
                  .filter(found -> !LETS_GO.contains(found.category()))
                  .ifPresent(found -> held.putIfAbsent(region.name(), held(body, found, call)));
            }
          }
        }
      }
    }
    return held;
  }

  private Held held(Body body, Blocking blocking, Call call) {
    return new Held(body.context().name(), blocking, compilation.place(call.path()));
  }

  private void taken(
      Body body,
      ClassFacts facts,
      Map<Body, List<HeldLocks.Region>> regions,
      Map<HeldLocks.Name, Held> held) {
    Context context = TransitiveCheck.runner(body).context();
    for (HeldLocks.Region region : regions.getOrDefault(body, List.of())) {
      if (!isSaidElsewhere(region, body)) {
        report(held.get(region.name()), region.place(), region.shown(), context);
      }
    }
    for (Call call : body.calls()) {
      for (Body callee : calledBy(call, facts)) {
        for (HeldLocks.Region region : regions.getOrDefault(callee, List.of())) {
          report(held.get(region.name()), call.path(), region.shown(), context);
        }
      }
    }
  }

  /** A lock that is taken at all has a rule already, if that is on; so has a whole async method. */
  private boolean isSaidElsewhere(HeldLocks.Region region, Body body) {
    return region.place().getLeaf() == body.path().getLeaf()
        || (region.place().getLeaf() instanceof MethodInvocationTree && reporter.isOn(RULE));
  }

  private static List<Body> calledBy(Call call, ClassFacts facts) {
    return facts.bodies().stream()
        .filter(body -> body.context().kind() == Context.Kind.PLAIN)
        .filter(body -> call.method().equals(body.method()))
        .toList();
  }

  private void report(@Nullable Held held, TreePath path, String taking, Context context) {
    if (held == null) {
      return;
    }
    String blocking = held.blocking().name();
    String fact =
        "%s waits in %s while %s blocks in %s (%s)"
            .formatted(taking, context.name(), blocking, held.holder(), held.blocking().category());
    reporter.reportAtLeast(
        RULE,
        Level.WARN,
        path,
        Message.of(RULE.id(), fact)
            .where("the same lock is held around " + blocking + " at " + held.place())
            .why("the loop's thread stands still until that call of another thread is over")
            .fix(
                "an AsyncLock: try (var held = await(lock.acquire())) { … }, or call "
                    + blocking
                    + " without the lock"));
  }
}
